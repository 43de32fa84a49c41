namespace MailIntake.Mail.Imap;

/// <summary>A mailbox as LIST shows it: the name decoded, and the character between levels (null: there are none).
/// </summary>
public sealed record MailboxInfo(string Name, char? Delimiter, IReadOnlyCollection<string> Attributes)
{
    /// <summary>RFC 6154 names the Junk, Sent and Trash mailboxes by attribute.</summary>
    public bool Has(string attribute) => Attributes.Contains(attribute, StringComparer.OrdinalIgnoreCase);
}
