namespace MailIntake.Mail.Imap;

/// <summary>The flags of RFC 9051 section 2.3.2, and those of the registry that we set.</summary>
public static class MessageFlags
{
    public const string Seen = "\\Seen";
    public const string Answered = "\\Answered";
    public const string Flagged = "\\Flagged";
    public const string Deleted = "\\Deleted";
    public const string Draft = "\\Draft";

    /// <summary>As an atom, with or without a backslash; anything else would end in another command.</summary>
    internal static string Checked(string flag)
    {
        var atom = flag.StartsWith('\\') ? flag.AsSpan(1) : flag;
        foreach (var c in atom)
        {
            if (c is <= ' ' or >= (char)127 or '(' or ')' or '{' or '%' or '*' or '"' or '\\' or ']')
            {
                throw new ArgumentException($"'{flag}' is no IMAP flag", nameof(flag));
            }
        }

        return atom.Length > 0 ? flag : throw new ArgumentException("An IMAP flag is empty", nameof(flag));
    }
}
