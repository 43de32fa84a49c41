namespace MailIntake.Store;

/// <summary>Where a mail lies: (account, mailbox, UIDVALIDITY, UID). In a folder the file's name is the mailbox and the
/// UID is made from its bytes.</summary>
internal sealed record MailPlace(string Account, string Mailbox, long UidValidity, long Uid);

/// <summary>A mail as it came in.</summary>
/// <param name="ReceivedAt">By our mail server (IMAP INTERNALDATE), or when a file was first seen.</param>
/// <param name="Refused">Why it will not be read (too large); null for others.</param>
internal sealed record IncomingEmail(MailPlace Place, DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> Raw, string? Refused = null);

/// <summary>A mail whose turn it is; its bytes are read when its work begins.</summary>
internal sealed class ClaimedEmail
{
    public long Id { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>This one counted.</summary>
    public int Attempts { get; set; }
}
