namespace MailIntake.Mail.Mime;

/// <summary>A part of a message (RFC 2046). A leaf has content; a multipart has children; a message/rfc822 (or a file
/// whose bytes are a message: .eml as application/octet-stream) has a <see cref="Message"/>.</summary>
public sealed class MimePart
{
    /// <summary>The part's number as in IMAP (RFC 9051 section 6.4.5): "1", "2.1"; the body of a mail that is not
    /// multipart is "1"; the root of a multipart is ""; parts of an attached message go on below its number ("2.1").</summary>
    public string Number => throw new NotImplementedException();

    public HeaderList Headers => throw new NotImplementedException();

    /// <summary>Lower-case, "text/plain" where missing or unreadable.</summary>
    public string MediaType => throw new NotImplementedException();

    /// <summary>Parameters of Content-Type, RFC 2231 and RFC 2047 decoded; names without case.</summary>
    public IReadOnlyDictionary<string, string> Parameters => throw new NotImplementedException();

    /// <summary>Decoded file name from Content-Disposition or Content-Type, or null.</summary>
    public string? FileName => throw new NotImplementedException();

    /// <summary>Content-Disposition is attachment.</summary>
    public bool IsAttachment => throw new NotImplementedException();

    public string? ContentId => throw new NotImplementedException();

    public IReadOnlyList<MimePart> Children => throw new NotImplementedException();

    /// <summary>The attached message, or null.</summary>
    public Email? Message => throw new NotImplementedException();

    /// <summary>Content after the transfer encoding.</summary>
    public ReadOnlyMemory<byte> Content => throw new NotImplementedException();

    /// <summary>Decoded text of a text part: charset applied, line ends as "\n", format=flowed left as it stands
    /// (spans count in this text). Empty for others. Computed once.</summary>
    public string Text => throw new NotImplementedException();

    /// <summary>format=flowed (RFC 3676) and its DelSp.</summary>
    public bool IsFlowed => throw new NotImplementedException();

    public bool DelSp => throw new NotImplementedException();
}
