using System.Globalization;
using System.Text;

namespace MailIntake.Referrals.Reading.Words;

/// <summary>Text made comparable: lower case, without accents, white space as single spaces, full-width as plain.</summary>
internal static class Folding
{
    private const int LongestOnStack = 256;

    public static string Fold(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return IsPlain(text) ? FoldPlain(text) : FoldAny(text);
    }

    private static bool IsPlain(ReadOnlySpan<char> text) => System.Text.Ascii.IsValid(text);

    private static string FoldPlain(ReadOnlySpan<char> text)
    {
        var buffer = text.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (c > ' ')
            {
                buffer[length++] = char.ToLowerInvariant(c);
            }
            else if (length > 0 && buffer[length - 1] != ' ')
            {
                buffer[length++] = ' ';
            }
        }

        return buffer[..length].ToString();
    }

    private static string FoldAny(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in Decompose(text))
        {
            if (char.IsWhiteSpace(c))
            {
                if (result.Length > 0 && result[^1] != ' ')
                {
                    result.Append(' ');
                }
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark || c is '\u3099' or '\u309a')
            {
                result.Append(Plain(c));
            }
        }

        return result.ToString();
    }

    private static string Decompose(ReadOnlySpan<char> text)
    {
        var value = text.ToString();
        try
        {
            return value.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // A lone surrogate: torn text is compared as it stands.
            return value;
        }
    }

    private static char Plain(char c) => c switch
    {
        'İ' or 'ı' => 'i',
        'ł' or 'Ł' => 'l',
        'ø' or 'Ø' => 'o',
        'đ' or 'Đ' => 'd',
        '’' or '‘' or '`' or '´' => '\'',
        '–' or '—' or '‐' or '‑' => '-',
        _ => char.ToLowerInvariant(c),
    };
}
