namespace MailIntake.Mail.Imap;

/// <summary>The words in brackets at the start of a status response, as <c>[UIDVALIDITY 1712]</c>; the name in upper
/// case.</summary>
public sealed record ImapResponseCode(string Name, string Arguments)
{
    public override string ToString() => Arguments.Length == 0 ? $"[{Name}]" : $"[{Name} {Arguments}]";

    /// <summary>Parts <c>[CODE arguments] text</c>. The bracket is closed by its partner, since PERMANENTFLAGS and
    /// BADCHARSET hold lists.</summary>
    internal static (ImapResponseCode? Code, string Text) Part(string text)
    {
        text = text.Trim();
        var end = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            return (null, text);
        }

        var inside = text[1..end].Trim();
        var space = inside.IndexOf(' ', StringComparison.Ordinal);
        var code = space < 0
            ? new ImapResponseCode(inside.ToUpperInvariant(), "")
            : new ImapResponseCode(inside[..space].ToUpperInvariant(), inside[(space + 1)..].Trim());
        return (code, text[(end + 1)..].Trim());
    }
}
