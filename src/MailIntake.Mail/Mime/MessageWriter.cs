using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Writes our letters as RFC 5322 and MIME: 7-bit clean, lines of at most 76 characters where encoded, text
/// as quoted-printable so that no value is broken across lines as the reader sees it.</summary>
public static class MessageWriter
{
    /// <exception cref="ArgumentException">A mailbox has no address, or a field's name is none: a fault of the caller.
    /// </exception>
    public static byte[] Write(OutgoingMessage message)
    {
        var headers = new HeaderWriter();
        headers.Write("Date", DateText(message.Date));
        headers.WriteMailboxes("From", [message.From]);
        headers.WriteMailboxes("To", message.To);
        if (message.ReplyTo is { } replyTo)
        {
            headers.WriteMailboxes("Reply-To", [replyTo]);
        }

        headers.WriteText("Subject", message.Subject);
        headers.WriteIds("Message-ID", [message.MessageId]);
        if (message.InReplyTo is { } inReplyTo)
        {
            headers.WriteIds("In-Reply-To", [inReplyTo]);
        }

        if (message.References.Count > 0)
        {
            headers.WriteIds("References", message.References);
        }

        headers.Write("MIME-Version", "1.0");
        foreach (var (name, value) in message.Fields)
        {
            headers.WriteText(name, value);
        }

        return Encoding.UTF8.GetBytes(headers + Body(message));
    }

    /// <summary>RFC 5322 section 3.3: <c>Tue, 24 Nov 2026 13:15:41 +0100</c>.</summary>
    internal static string DateText(DateTimeOffset date)
    {
        var zone = date.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + zone;
    }

    private static string Body(OutgoingMessage message)
    {
        if (message.Html is not { } html)
        {
            return TextPart("plain", message.Text);
        }

        // "=_" never stands in quoted-printable; and the same letter is the same bytes whenever it is written.
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId.Value));
        var boundary = $"=_{Convert.ToHexStringLower(id.AsSpan(0, 12))}";
        return $"""
            Content-Type: multipart/alternative; boundary="{boundary}"

            --{boundary}
            {TextPart("plain", message.Text)}
            --{boundary}
            {TextPart("html", html)}
            --{boundary}--

            """.ReplaceLineEndings("\r\n");
    }

    private static string TextPart(string subtype, string text) =>
        $"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + QuotedPrintableText.Encode(text);
}
