namespace MailIntake.Mail.Mime;

/// <summary>A message of our own, before it is written. Header injection is impossible: identifiers and addresses are
/// types, and text (names, subject, extra values) is cleaned of line ends and controls and encoded by the writer.</summary>
public sealed record OutgoingMessage
{
    public required MessageId MessageId { get; init; }

    public required DateTimeOffset Date { get; init; }

    public required MailboxAddress From { get; init; }

    public required IReadOnlyList<MailboxAddress> To { get; init; }

    public MailboxAddress? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public MessageId? InReplyTo { get; init; }

    public IReadOnlyList<MessageId> References { get; init; } = [];

    /// <summary>Further fields, as <c>("Auto-Submitted", "auto-replied")</c>, written after the standard ones.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    public required string Text { get; init; }

    /// <summary>Makes a multipart/alternative where given.</summary>
    public string? Html { get; init; }
}

/// <summary>Writes our letters as RFC 5322 and MIME: 7-bit clean, lines of at most 76 characters where encoded, text
/// as quoted-printable so that no value is broken across lines as the reader sees it.</summary>
public static class MessageWriter
{
    public static byte[] Write(OutgoingMessage message) => throw new NotImplementedException();
}
