using System.Security.Cryptography;

namespace MailIntake.Mail.Mime;

/// <summary>
/// A message (RFC 5322, MIME RFC 2045-2049) read from raw bytes. Content never throws: what is torn, huge or lying
/// gives an <see cref="Email"/> with <see cref="Warnings"/>. The raw bytes are kept; parts decode when asked.
/// </summary>
public sealed class Email
{
    private readonly ScanContext _context;
    private IReadOnlyList<MailboxAddress>? _from;
    private IReadOnlyList<MailboxAddress>? _sender;
    private IReadOnlyList<MailboxAddress>? _to;
    private IReadOnlyList<MailboxAddress>? _cc;
    private IReadOnlyList<MailboxAddress>? _replyTo;
    private IReadOnlyList<MessageId>? _inReplyTo;
    private IReadOnlyList<MessageId>? _references;
    private BodyParts? _body;
    private string? _rawHash;
    private string? _contentHash;

    internal Email(ReadOnlyMemory<byte> raw, MimePart root, ScanContext context)
    {
        Raw = raw;
        Root = root;
        _context = context;
    }

    /// <summary>Reads a message. Time and memory are linear in the size of <paramref name="raw"/>.</summary>
    public static Email Parse(ReadOnlyMemory<byte> raw, EmailLimits? limits = null) =>
        MimeScanner.Read(raw, limits ?? EmailLimits.Default);

    public ReadOnlyMemory<byte> Raw { get; }

    public HeaderList Headers => Root.Headers;

    public IReadOnlyList<MailboxAddress> From => _from ??= ReadAddresses("From");

    public IReadOnlyList<MailboxAddress> Sender => _sender ??= ReadAddresses("Sender");

    public IReadOnlyList<MailboxAddress> To => _to ??= ReadAddresses("To");

    public IReadOnlyList<MailboxAddress> Cc => _cc ??= ReadAddresses("Cc");

    public IReadOnlyList<MailboxAddress> ReplyTo => _replyTo ??= ReadAddresses("Reply-To");

    /// <summary>Decoded; empty where there is none.</summary>
    public string Subject => Headers["Subject"] ?? "";

    /// <summary>Null where missing or unreadable. The offset is the author's.</summary>
    public DateTimeOffset? Date => MailDate.TryParse(Headers.Find("Date")?.RawValue, out var date) ? date : null;

    /// <summary>Null where the mail has none (see <see cref="ContentHash"/> for making one).</summary>
    public MessageId? MessageId =>
        MessageIds.Read(Headers.Find("Message-ID")?.RawValue) is [var first, ..] ? first : null;

    /// <summary>The <see cref="MessageId"/>, or one made from the <see cref="ContentHash"/>: the same whenever the same
    /// mail is read, where a random one would make two mails of it.</summary>
    public MessageId Identity => MessageId ?? Mime.MessageId.Parse($"{ContentHash}@missing.invalid");

    public IReadOnlyList<MessageId> InReplyTo =>
        _inReplyTo ??= MessageIds.Read(Headers.Find("In-Reply-To")?.RawValue);

    public IReadOnlyList<MessageId> References =>
        _references ??= MessageIds.Read(Headers.Find("References")?.RawValue);

    /// <summary>The root of the part tree; a leaf for a mail that is not multipart.</summary>
    public MimePart Root { get; }

    /// <summary>All parts, depth first, as in the mail; the parts of attached messages are not among them.</summary>
    public IEnumerable<MimePart> Parts => BodyParts.All(Root);

    /// <summary>The parts that are the mail's text where plain text is preferred, in the order they are read; a piece
    /// that is there as HTML only is HTML. Empty where the mail has no text.</summary>
    public IReadOnlyList<MimePart> TextView => Body.Text;

    /// <summary>The same where HTML is preferred.</summary>
    public IReadOnlyList<MimePart> HtmlView => Body.Html;

    /// <summary>The plain text with which the body begins (not an attachment), or null.</summary>
    public MimePart? TextBody => TextView is [{ IsHtml: false } first, ..] ? first : null;

    /// <summary>The first HTML of the body (not an attachment), or null.</summary>
    public MimePart? HtmlBody => HtmlView.FirstOrDefault(part => part.IsHtml);

    /// <summary>Leaves that are not the body: files, inline pictures, attached messages, reports.</summary>
    public IEnumerable<MimePart> Attachments =>
        Parts.Where(part => !part.IsMultipart && part.Children.Count == 0 && !IsBody(part));

    /// <summary>What is wrong with the mail, attached messages included. Text that was not yet asked for is decoded
    /// for it; other content warns once it is decoded.</summary>
    public IReadOnlyList<MimeWarning> Warnings
    {
        get
        {
            foreach (var part in Parts)
            {
                _ = part.Text;
            }

            return _context.Warnings.ToList();
        }
    }

    /// <summary>SHA-256 of the raw bytes, lower-case hex.</summary>
    public string RawHash => _rawHash ??= Convert.ToHexStringLower(SHA256.HashData(Raw.Span));

    /// <summary>SHA-256, lower-case hex, over what stays the same when one mail is delivered twice: the header fields
    /// from the author (From, To, Cc, Subject, Date, Message-ID, In-Reply-To, References, Content-*) and the body;
    /// not the trace and transport fields above them.</summary>
    public string ContentHash => _contentHash ??= Mime.ContentHash.Compute(Headers, Root.RawBody.Span);

    private BodyParts Body => _body ??= BodyParts.Find(Root);

    private bool IsBody(MimePart part) => TextView.Contains(part) || HtmlView.Contains(part);

    private List<MailboxAddress> ReadAddresses(string name)
    {
        var limit = _context.Limits.Addresses;
        var addresses = new List<MailboxAddress>(1);
        var isFirst = true;
        foreach (var field in Headers.All(name))
        {
            var more = AddressList.Parse(field.Value, field.DecodedRuns, limit - addresses.Count, out var isCut);

            // Places count in the first field of the name, which is the one that is shown and asked for.
            addresses.AddRange(isFirst ? more : more.Select(mailbox => mailbox with { Start = 0, Length = 0 }));
            if (isCut)
            {
                _context.Warnings.Add(
                    "too-many-addresses", $"{name} has more than {limit} addresses; the rest is left out");
            }

            // A second From is a forger's; a second To or Cc is a clumsy program's.
            if (isCut || name is "From" or "Sender")
            {
                break;
            }

            isFirst = false;
        }

        return addresses;
    }
}
