namespace MailIntake.Mail.Imap;

/// <summary>What is known of a message without its body. <see cref="InternalDate"/> is when the server received it;
/// where the server gives none that can be read, it is the moment we asked.</summary>
public sealed record MessageSummary(
    uint Uid, long Size, DateTimeOffset InternalDate, IReadOnlyCollection<string> Flags)
{
    public bool Has(string flag) => Flags.Contains(flag, StringComparer.OrdinalIgnoreCase);
}
