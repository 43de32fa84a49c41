using System.Globalization;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Text as utf-8 in quoted-printable (RFC 2045 section 6.7), lines of at most 76 characters. Characters are
/// never split between two lines. The result ends with a line end.</summary>
internal static class QuotedPrintableText
{
    private const int LineLength = 76;

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            EncodeLine(encoded, line);
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    private static void EncodeLine(StringBuilder encoded, string line)
    {
        var column = 0;
        var index = 0;
        Span<char> unit = stackalloc char[12];
        foreach (var rune in line.EnumerateRunes())
        {
            index += rune.Utf16SequenceLength;
            var isLast = index == line.Length;
            var length = EncodeRune(rune, column == 0, isLast, unit);
            if (length == 0)
            {
                continue;
            }

            // One character is kept for the "=" of a soft line break.
            if (column + length > (isLast ? LineLength : LineLength - 1))
            {
                encoded.Append("=\r\n");
                column = 0;
                length = EncodeRune(rune, isLineStart: true, isLast, unit);
            }

            encoded.Append(unit[..length]);
            column += length;
        }
    }

    private static int EncodeRune(Rune rune, bool isLineStart, bool isLast, Span<char> unit)
    {
        var value = rune.Value;
        if (value is (< ' ' and not '\t') or 127)
        {
            // Controls have no place in a letter.
            return 0;
        }

        // "." and "From " at a line's start are rewritten by careless relays and by mbox; white space at its end is
        // lost.
        var isLiteral = value is ((>= ' ' and < 127) or '\t') and not '='
            && !(isLast && value is ' ' or '\t')
            && !(isLineStart && value is '.' or 'F');
        if (isLiteral)
        {
            unit[0] = (char)value;
            return 1;
        }

        Span<byte> utf8 = stackalloc byte[4];
        var length = 0;
        foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
        {
            unit[length++] = '=';
            octet.TryFormat(unit[length..], out var written, "X2", CultureInfo.InvariantCulture);
            length += written;
        }

        return length;
    }
}
