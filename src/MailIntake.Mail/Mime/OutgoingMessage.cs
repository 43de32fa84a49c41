using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>A message of our own, before it is written. Header injection is impossible: identifiers and addresses are
/// types, and text (names, subject, extra values) is cleaned of line ends and controls and encoded by the
/// writer.</summary>
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

    /// <summary>Further fields, as <c>("Auto-Submitted", "auto-replied")</c>, written after the standard
    /// ones.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    public required string Text { get; init; }

    /// <summary>Makes a multipart/alternative where given.</summary>
    public string? Html { get; init; }

    /// <summary>An address or identifier has characters beyond ASCII, which no encoding of RFC 2047 may carry: the
    /// server must offer SMTPUTF8 (RFC 6531). Names, text and domains (which go as punycode) never need it.</summary>
    public bool NeedsSmtpUtf8 =>
        To.Append(From).Append(ReplyTo)
            .Any(mailbox => mailbox?.Address is { } address && !Ascii.IsValid(HeaderWriter.Wire(address)))
        || References.Append(InReplyTo).Append(MessageId).Any(id => id is not null && !Ascii.IsValid(id.Value));
}
