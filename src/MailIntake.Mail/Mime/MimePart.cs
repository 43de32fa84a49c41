using System.Buffers;
using System.Runtime.CompilerServices;

namespace MailIntake.Mail.Mime;

/// <summary>A part of a message (RFC 2046). A leaf has content; a multipart has children, and so has a leaf that wraps
/// signed parts (S/MIME); a message/rfc822 (or a file whose bytes are a message: .eml as application/octet-stream) has
/// a <see cref="Message"/>.</summary>
public sealed class MimePart
{
    private readonly ContentType _type;
    private readonly TransferEncoding _encoding;
    private readonly ReadOnlyMemory<byte> _body;
    private readonly ScanContext _context;
    private StrongBox<ReadOnlyMemory<byte>>? _content;
    private string? _text;
    private Disposition? _disposition;
    private Email? _message;
    private volatile bool _isMessageRead;

    internal MimePart(
        string number,
        HeaderList headers,
        ContentType type,
        TransferEncoding encoding,
        ReadOnlyMemory<byte> body,
        ScanContext context,
        IReadOnlyList<MimePart> children,
        Email? message)
    {
        Number = number;
        Headers = headers;
        _type = type;
        _encoding = encoding;
        _body = body;
        _context = context;
        Children = children;
        _message = message;
        _isMessageRead = message is not null;
    }

    /// <summary>The part's number as in IMAP (RFC 9051 section 6.4.5): "1", "2.1"; the body of a mail that is not
    /// multipart is "1"; the root of a multipart is ""; parts of an attached message go on below its number
    /// ("2.1").</summary>
    public string Number { get; }

    public HeaderList Headers { get; }

    /// <summary>Lower-case, "text/plain" where missing or unreadable.</summary>
    public string MediaType => _type.MediaType;

    /// <summary>Parameters of Content-Type, RFC 2231 and RFC 2047 decoded; names without case.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _type.Parameters;

    /// <summary>Decoded file name from Content-Disposition or Content-Type, or null.</summary>
    public string? FileName =>
        ContentDisposition.FileName is { Length: > 0 } name ? name
        : Parameters.GetValueOrDefault("name") is { Length: > 0 } other ? other
        : null;

    /// <summary>Content-Disposition is attachment.</summary>
    public bool IsAttachment => ContentDisposition.IsAttachment;

    /// <summary>Without angle brackets.</summary>
    public string? ContentId => Headers["Content-ID"]?.Trim().TrimStart('<').TrimEnd('>');

    public IReadOnlyList<MimePart> Children { get; }

    public bool IsMultipart => _type.IsMultipart;

    public bool IsHtml => MediaType is "text/html" or "application/xhtml+xml";

    /// <summary>The attached message, or null.</summary>
    public Email? Message
    {
        get
        {
            if (!_isMessageRead)
            {
                _message = ReadMessage();
                _isMessageRead = true;
            }

            return _message;
        }
    }

    /// <summary>Content after the transfer encoding.</summary>
    public ReadOnlyMemory<byte> Content => (_content ??= new(DecodeContent())).Value;

    /// <summary>Decoded text of a text part, or of a report (message/delivery-status): charset applied, line ends as
    /// "\n", format=flowed left as it stands (spans count in this text). Empty for others. Computed once.</summary>
    public string Text => _text ??= DecodeText();

    /// <summary>format=flowed (RFC 3676) and its DelSp.</summary>
    public bool IsFlowed => MediaType == "text/plain" && HasParameter("format", "flowed");

    public bool DelSp => IsFlowed && HasParameter("delsp", "yes");

    /// <summary>The body as it stands in the mail, transfer encoding and all.</summary>
    internal ReadOnlyMemory<byte> RawBody => _body;

    private Disposition ContentDisposition => _disposition ??= Disposition.Read(Headers, _context.Warnings);

    private bool HasParameter(string name, string value) =>
        Parameters.GetValueOrDefault(name)?.Equals(value, StringComparison.OrdinalIgnoreCase) == true;

    private ReadOnlyMemory<byte> DecodeContent()
    {
        if (_encoding == TransferEncoding.Identity || _type.IsMultipart)
        {
            return _body;
        }

        var decoded = GC.AllocateUninitializedArray<byte>(_body.Length);
        var length = _encoding.Decode(_body.Span, decoded, _context.Warnings, Number);
        return decoded.AsMemory(0, length);
    }

    private string DecodeText()
    {
        if (!_type.IsText)
        {
            return "";
        }

        var charset = Parameters.GetValueOrDefault("charset");
        var buffer = ArrayPool<byte>.Shared.Rent(_body.Length);
        var length = _encoding.Decode(_body.Span, buffer, _context.Warnings, Number);
        var bytes = buffer.AsSpan(0, length);
        charset = IsHtml ? HtmlCharset.Choose(charset, bytes) : charset;
        var isWide = TextDecoder.IsWide(bytes, charset);
        if (!isWide)
        {
            bytes = bytes[..LineEnds.Normalize(bytes)];
        }

        var text = TextDecoder.Decode(bytes, charset, _context.Warnings, $"part {Number}");
        ArrayPool<byte>.Shared.Return(buffer);
        return isWide ? LineEnds.Normalize(text) : text;
    }

    /// <summary>An encoded message/rfc822, or a file that is a message by its name and its first line.</summary>
    private Email? ReadMessage()
    {
        if (!_type.IsMessage && (_type.IsMultipart || !IsMessageFile()))
        {
            return null;
        }

        return MimeScanner.ReadAttached(Content, _context, Number);
    }

    private bool IsMessageFile() =>
        FileName?.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) == true
        && MimeScanner.LooksLikeMessage(Content.Span);
}
