using System.Globalization;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Text as encoded words (RFC 2047) of utf-8, B or Q, whichever is shorter. No character is split between two
/// words. The Q form keeps to what is allowed in a name.</summary>
internal static class EncodedWordText
{
    private const string Prefix = "=?utf-8?Q?";

    // RFC 2047 section 2: an encoded word has at most 75 characters.
    private const int Room = 75 - 12;

    public static IEnumerable<string> Encode(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var base64Length = (bytes + 2) / 3 * 4;
        var qLength = text.EnumerateRunes().Sum(QLength);
        return base64Length < qLength ? EncodeB(text) : EncodeQ(text);
    }

    private static IEnumerable<string> EncodeB(string text)
    {
        var piece = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > Room / 4 * 3)
            {
                yield return B(piece);
                bytes = 0;
            }

            piece.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }

        yield return B(piece);
    }

    private static string B(StringBuilder piece)
    {
        var word = $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(piece.ToString()))}?=";
        piece.Clear();
        return word;
    }

    private static IEnumerable<string> EncodeQ(string text)
    {
        var word = new StringBuilder(Prefix);
        foreach (var rune in text.EnumerateRunes())
        {
            if (word.Length - Prefix.Length + QLength(rune) > Room)
            {
                yield return word.Append("?=").ToString();
                word.Clear().Append(Prefix);
            }

            AppendQ(word, rune);
        }

        yield return word.Append("?=").ToString();
    }

    private static void AppendQ(StringBuilder word, Rune rune)
    {
        if (rune.Value == ' ')
        {
            word.Append('_');
            return;
        }

        if (IsLiteral(rune))
        {
            word.Append((char)rune.Value);
            return;
        }

        var utf8 = new byte[4];
        foreach (var octet in utf8.AsSpan(0, rune.EncodeToUtf8(utf8)))
        {
            word.Append(CultureInfo.InvariantCulture, $"={octet:X2}");
        }
    }

    private static int QLength(Rune rune) => rune.Value == ' ' || IsLiteral(rune) ? 1 : rune.Utf8SequenceLength * 3;

    private static bool IsLiteral(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '!' or '*' or '+' or '-' or '/');
}
