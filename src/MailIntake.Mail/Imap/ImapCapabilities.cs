namespace MailIntake.Mail.Imap;

/// <summary>What a server says it can do. IMAP4rev2 (RFC 9051 appendix E) contains many of rev1's extensions, whether
/// or not the server lists them as well.</summary>
public sealed class ImapCapabilities
{
    private readonly HashSet<string> _names;

    public ImapCapabilities(IEnumerable<string> names) =>
        _names = new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);

    public static ImapCapabilities None { get; } = new([]);

    public IReadOnlyCollection<string> Names => _names;

    public bool IsRev1 => Has("IMAP4rev1");

    public bool IsRev2 => Has("IMAP4rev2");

    public bool StartTls => Has("STARTTLS");

    public bool LoginDisabled => Has("LOGINDISABLED");

    public bool SaslIr => InRev2("SASL-IR");

    public bool Idle => InRev2("IDLE");

    public bool UidPlus => InRev2("UIDPLUS");

    public bool Move => InRev2("MOVE");

    public bool Enable => InRev2("ENABLE");

    public bool Utf8Accept => Has("UTF8=ACCEPT") || Has("UTF8=ONLY");

    /// <summary>Literals of any length go out without waiting (RFC 7888).</summary>
    public bool LiteralPlus => Has("LITERAL+");

    /// <summary>Literals up to 4096 bytes go out without waiting.</summary>
    public bool LiteralMinus => InRev2("LITERAL-");

    public bool Has(string name) => _names.Contains(name);

    public bool HasMechanism(string name) => Has("AUTH=" + name);

    public override string ToString() => string.Join(' ', _names);

    /// <summary>Where both revisions are offered, rev1 is spoken until ENABLE, and rev1 has only what is listed.
    /// </summary>
    private bool InRev2(string name) => Has(name) || (IsRev2 && !IsRev1);
}
