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
        text = text.Trim();
        var buffer = text.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[text.Length];
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

        return buffer[..length].ToString();
    }

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
