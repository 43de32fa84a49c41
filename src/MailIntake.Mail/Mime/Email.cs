namespace MailIntake.Mail.Mime;

/// <summary>
/// A message (RFC 5322, MIME RFC 2045-2049) read from raw bytes. Content never throws: what is torn, huge or lying
/// gives an <see cref="Email"/> with <see cref="Warnings"/>. The raw bytes are kept; parts decode when asked.
/// </summary>
public sealed class Email
{
    /// <summary>Reads a message. Time and memory are linear in the size of <paramref name="raw"/>.</summary>
    public static Email Parse(ReadOnlyMemory<byte> raw, EmailLimits? limits = null) =>
        throw new NotImplementedException();

    public ReadOnlyMemory<byte> Raw => throw new NotImplementedException();

    public HeaderList Headers => throw new NotImplementedException();

    public IReadOnlyList<MailboxAddress> From => throw new NotImplementedException();

    public IReadOnlyList<MailboxAddress> Sender => throw new NotImplementedException();

    public IReadOnlyList<MailboxAddress> To => throw new NotImplementedException();

    public IReadOnlyList<MailboxAddress> Cc => throw new NotImplementedException();

    public IReadOnlyList<MailboxAddress> ReplyTo => throw new NotImplementedException();

    /// <summary>Decoded; empty where there is none.</summary>
    public string Subject => throw new NotImplementedException();

    /// <summary>Null where missing or unreadable. The offset is the author's.</summary>
    public DateTimeOffset? Date => throw new NotImplementedException();

    /// <summary>Null where the mail has none (see <see cref="ContentHash"/> for making one).</summary>
    public MessageId? MessageId => throw new NotImplementedException();

    public IReadOnlyList<MessageId> InReplyTo => throw new NotImplementedException();

    public IReadOnlyList<MessageId> References => throw new NotImplementedException();

    /// <summary>The root of the part tree; a leaf for a mail that is not multipart.</summary>
    public MimePart Root => throw new NotImplementedException();

    /// <summary>All parts, depth first, as in the mail; the parts of attached messages are not among them.</summary>
    public IEnumerable<MimePart> Parts => throw new NotImplementedException();

    /// <summary>The text/plain part that is the mail's body (not an attachment), or null.</summary>
    public MimePart? TextBody => throw new NotImplementedException();

    /// <summary>The text/html part that is the mail's body (not an attachment), or null.</summary>
    public MimePart? HtmlBody => throw new NotImplementedException();

    /// <summary>Leaves that are not the body: files, inline pictures, attached messages, reports.</summary>
    public IEnumerable<MimePart> Attachments => throw new NotImplementedException();

    public IReadOnlyList<MimeWarning> Warnings => throw new NotImplementedException();

    /// <summary>SHA-256 of the raw bytes, lower-case hex.</summary>
    public string RawHash => throw new NotImplementedException();

    /// <summary>SHA-256, lower-case hex, over what stays the same when one mail is delivered twice: the header fields
    /// from the author (From, To, Cc, Subject, Date, Message-ID, In-Reply-To, References, Content-*) and the body;
    /// not the trace and transport fields above them.</summary>
    public string ContentHash => throw new NotImplementedException();
}
