using System.Buffers;
using System.Globalization;
using System.Text;

namespace MailIntake.Referrals.Reading.Words;

/// <summary>Text made comparable: lower case, without accents, white space as single spaces, full-width as plain. One
/// character gives one or none, by a map made at the start.</summary>
internal static class Folding
{
    private const int LongestOnStack = 512;
    private const char Dropped = '\0';
    private const char FirstBeyondAccents = '\u0900';

    private static readonly char[] Map = MakeMap();

    public static string Fold(ReadOnlySpan<char> text)
    {
        if (text.Length <= LongestOnStack)
        {
            Span<char> little = stackalloc char[LongestOnStack];
            return little[..Fold(text, little)].ToString();
        }

        var buffer = ArrayPool<char>.Shared.Rent(text.Length);
        var folded = buffer.AsSpan(0, Fold(text, buffer)).ToString();
        ArrayPool<char>.Shared.Return(buffer);
        return folded;
    }

    /// <summary>Folds into a buffer at least as long as the text, and says how many characters there are.</summary>
    public static int Fold(ReadOnlySpan<char> text, Span<char> buffer)
    {
        text = text.Trim();
        var length = 0;
        foreach (var c in text)
        {
            var folded = Map[c];
            if (folded == ' ')
            {
                if (length > 0 && buffer[length - 1] != ' ')
                {
                    buffer[length++] = ' ';
                }
            }
            else if (folded != Dropped)
            {
                buffer[length++] = folded;
            }
        }

        return length;
    }

    /// <summary>One character folded; '\0' where it counts for nothing.</summary>
    public static char Fold(char c) => Map[c];

    private static char[] MakeMap()
    {
        var map = new char[char.MaxValue + 1];
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = FoldOne((char)i);
        }

        return map;
    }

    private static char FoldOne(char c)
    {
        if (c <= ' ' || char.IsWhiteSpace(c))
        {
            return ' ';
        }

        // Beyond the alphabets only full-width forms have a plain one; Hangul and kana stay whole.
        if (c >= 0x80 && (c < 0x2000 || c is >= '\uff00' and <= '\uffef'))
        {
            // The vowels of Thai and of India's scripts are such marks too, and no accents.
            if (c < FirstBeyondAccents && CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                return Dropped;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.OtherNotAssigned)
            {
                c = c.ToString().Normalize(NormalizationForm.FormKD)[0] is var plain && plain != ' ' ? plain : c;
            }
        }

        return c switch
        {
            'İ' or 'ı' => 'i',
            'ł' or 'Ł' => 'l',
            'ø' or 'Ø' => 'o',
            'đ' or 'Đ' => 'd',
            '’' or '‘' or '`' or '´' or '׳' => '\'',
            '–' or '—' or '‐' or '‑' => '-',
            _ => char.ToLowerInvariant(c),
        };
    }
}
