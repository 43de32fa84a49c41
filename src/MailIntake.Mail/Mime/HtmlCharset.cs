using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MailIntake.Mail.Mime;

/// <summary>The charset that an HTML part names in itself, for mail whose Content-Type names none, or none that its
/// bytes can be.</summary>
internal static class HtmlCharset
{
    private const int Searched = 2048;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create("\"' />;\r\n?");

    /// <summary>The name that counts: the part's, but not the "us-ascii" of 8-bit text. A page that can be searched for
    /// its name is not utf-16, whatever it says.</summary>
    public static string? Choose(string? named, ReadOnlySpan<byte> html)
    {
        if (named is not null && (Charsets.CodePage(named) != Charsets.Ascii || Ascii.IsValid(html)))
        {
            return named;
        }

        var found = Find(html);
        return found is null ? named
            : Charsets.IsWide(Charsets.CodePage(found)) && Utf8.IsValid(html) ? "utf-8"
            : found;
    }

    private static string? Find(ReadOnlySpan<byte> html)
    {
        html = html[..Math.Min(html.Length, Searched)];
        Span<char> buffer = stackalloc char[Searched];
        ReadOnlySpan<char> text = buffer[..Encoding.Latin1.GetChars(html, buffer)];
        if (text.TrimStart().StartsWith("<?xml") && After(text[..Math.Max(0, text.IndexOf('>'))], "encoding") is { } xml)
        {
            return xml;
        }

        var meta = text.IndexOf("<meta", StringComparison.OrdinalIgnoreCase);
        return meta < 0 ? null : After(text[meta..], "charset");
    }

    /// <summary>The value behind a word and its equals sign.</summary>
    private static string? After(ReadOnlySpan<char> text, string word)
    {
        while (text.IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var found)
        {
            text = text[(found + word.Length)..];
            var value = text.TrimStart();
            if (value.Length > 0 && value[0] == '=')
            {
                value = value[1..].TrimStart("\"' ");
                var end = value.IndexOfAny(NameEnds);
                return end <= 0 ? null : value[..end].ToString();
            }
        }

        return null;
    }
}
