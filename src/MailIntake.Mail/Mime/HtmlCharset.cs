using System.Buffers;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>The charset that an HTML part names in itself, for mail whose Content-Type names none.</summary>
internal static class HtmlCharset
{
    private const int Searched = 2048;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create("\"' />;\r\n");

    public static string? Find(ReadOnlySpan<byte> html)
    {
        html = html[..Math.Min(html.Length, Searched)];
        Span<char> text = stackalloc char[Searched];
        text = text[..Encoding.Latin1.GetChars(html, text)];
        var meta = ((ReadOnlySpan<char>)text).IndexOf("<meta", StringComparison.OrdinalIgnoreCase);
        if (meta < 0)
        {
            return null;
        }

        text = text[meta..];
        var name = ((ReadOnlySpan<char>)text).IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        if (name < 0)
        {
            return null;
        }

        text = text[(name + "charset=".Length)..].TrimStart("\"' ");
        var end = text.IndexOfAny(NameEnds);
        return end <= 0 ? null : text[..end].ToString();
    }
}
