using System.Globalization;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>Character references of HTML (entities.tsv holds the named ones).</summary>
internal static class HtmlEntities
{
    /// <summary>No reference is longer, its ampersand and semicolon included.</summary>
    public const int Longest = 40;

    private const int LongestName = 32;

    private static readonly Dictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Named = Load();

    /// <summary>Windows-1252 in the C1 range, as browsers read it.</summary>
    private const string C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    /// <summary>Reads a reference at an ampersand. Returns its length, 0 where it is none.</summary>
    public static int Read(ReadOnlySpan<char> text, out int codePoint)
    {
        codePoint = 0;
        if (text.Length < 3)
        {
            return 0;
        }

        return text[1] == '#' ? ReadNumber(text, out codePoint) : ReadName(text, out codePoint);
    }

    /// <summary>The value of an attribute with its references read.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
        {
            return text.ToString();
        }

        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = text[i] == '&' ? Read(text[i..], out var codePoint) : Skip(out codePoint);
            // "?a=1&copy=2" of a link is no sign of copyright.
            if (length == 0 || (text[i + length - 1] != ';' && i + length < text.Length && text[i + length] == '='))
            {
                result.Append(text[i++]);
            }
            else
            {
                result.Append(char.ConvertFromUtf32(codePoint));
                i += length;
            }
        }

        return result.ToString();
    }

    private static int Skip(out int codePoint)
    {
        codePoint = 0;
        return 0;
    }

    private static int ReadNumber(ReadOnlySpan<char> text, out int codePoint)
    {
        var isHex = text[2] is 'x' or 'X';
        var from = isHex ? 3 : 2;
        var at = from;
        long value = 0;
        while (at < text.Length && at - from < 8
            && (isHex ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at])))
        {
            value = (value * (isHex ? 16 : 10))
                + int.Parse(text.Slice(at, 1), isHex ? NumberStyles.HexNumber : NumberStyles.None,
                    CultureInfo.InvariantCulture);
            at++;
        }

        codePoint = value switch
        {
            >= 0x80 and <= 0x9f => C1[(int)value - 0x80],
            0 or > 0x10ffff or (>= 0xd800 and <= 0xdfff) => 0xfffd,
            _ => (int)value,
        };
        if (at == from)
        {
            return 0;
        }

        return at < text.Length && text[at] == ';' ? at + 1 : at;
    }

    private static int ReadName(ReadOnlySpan<char> text, out int codePoint)
    {
        codePoint = 0;
        var at = 1;
        while (at < text.Length && at <= LongestName && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        if (!Named.TryGetValue(text[1..at], out var character))
        {
            return 0;
        }

        // Without its semicolon only the old ones count ("&nbsp"), and never within a word ("&copy=1" of a link).
        if (at < text.Length && text[at] == ';')
        {
            at++;
        }
        else if (at - 1 > 5)
        {
            return 0;
        }

        codePoint = character;
        return at;
    }

    private static Dictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> Load() =>
        WordTable.Rows("Rendering.entities.tsv")
            .ToDictionary(r => r[0], r => (char)int.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
