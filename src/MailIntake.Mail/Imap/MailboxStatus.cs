namespace MailIntake.Mail.Imap;

/// <summary>A mailbox as SELECT found it. <see cref="UidValidity"/> is 0 where the server keeps no lasting UIDs, and
/// <see cref="UidNext"/> is 0 where it does not say.</summary>
public sealed record MailboxStatus(
    uint UidValidity, uint UidNext, int Exists, bool IsReadOnly, IReadOnlyCollection<string> PermanentFlags)
{
    /// <summary>Whether a flag of our own ("$Forwarded") would be kept; <c>\*</c> allows any.</summary>
    public bool Keeps(string flag) =>
        PermanentFlags.Contains(flag, StringComparer.OrdinalIgnoreCase)
        || (PermanentFlags.Contains("\\*") && !flag.StartsWith('\\'));
}
