using System.Globalization;
using System.Text;

namespace MailIntake.Referrals.Extraction.Text;

/// <summary>Brings words to the form they are compared in: lower case, no accents, ligatures opened.</summary>
internal static class TextFold
{
    /// <summary>Alphabets, marks and kana: the characters below this are folded one by one, once for all.</summary>
    private const int Table = 0x3400;

    private static readonly string[] Folded = [.. Enumerable.Range(0, Table).Select(c => Normalised([(char)c]))];

    public static string Fold(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ContainsAnyInRange('A', 'Z') || text.Contains('`') ? LowerAscii(text) : text.ToString();
        }

        return text.ContainsAnyExceptInRange('\0', '\u9fff') ? Normalised(text) : FromTable(text);
    }

    /// <summary>The folded letters and digits alone: "Müller &amp; Co." gives "mullerco".</summary>
    public static string Letters(ReadOnlySpan<char> text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in Fold(text))
        {
            if (char.IsLetterOrDigit(c))
            {
                letters.Append(c);
            }
        }

        return letters.ToString();
    }

    /// <summary>As <see cref="Fold"/>, with German umlauts spelt out (ü as ue), as addresses often do.</summary>
    public static string FoldGerman(string text) =>
        Fold(text.Normalize(NormalizationForm.FormC)
            .Replace("ü", "ue", StringComparison.OrdinalIgnoreCase)
            .Replace("ö", "oe", StringComparison.OrdinalIgnoreCase)
            .Replace("ä", "ae", StringComparison.OrdinalIgnoreCase)
            .Replace("ø", "oe", StringComparison.OrdinalIgnoreCase)
            .Replace("å", "aa", StringComparison.OrdinalIgnoreCase));

    public static bool IsIdeographic(char c) =>
        c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7af')
            or '々' or 'ー';

    private static string LowerAscii(ReadOnlySpan<char> text) => string.Create(text.Length, text, (folded, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            folded[i] = from[i] == '`' ? '\'' : char.ToLowerInvariant(from[i]);
        }
    });

    /// <summary>Ideographs up to U+9FFF are their own form.</summary>
    private static string FromTable(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c < Table ? folded.Append(Folded[c]) : folded.Append(c);
        }

        return folded.ToString();
    }

    private static string Normalised(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in DropLoneSurrogates(text).Normalize(NormalizationForm.FormKD))
        {
            Append(folded, c);
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, char c)
    {
        switch (c)
        {
            case 'ß': folded.Append("ss"); break;
            case 'æ' or 'Æ': folded.Append("ae"); break;
            case 'œ' or 'Œ': folded.Append("oe"); break;
            case 'ø' or 'Ø': folded.Append('o'); break;
            case 'ł' or 'Ł': folded.Append('l'); break;
            case 'đ' or 'Đ' or 'ð' or 'Ð': folded.Append('d'); break;
            case 'þ' or 'Þ': folded.Append("th"); break;
            case 'ı' or 'İ': folded.Append('i'); break;
            case '’' or '‘' or 'ʼ' or '`' or '´': folded.Append('\''); break;
            case '‐' or '‑' or '–' or '—' or '−': folded.Append('-'); break;
            default:
                if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark
                    || c is '\u3099' or '\u309a')
                {
                    folded.Append(char.ToLowerInvariant(c));
                }

                break;
        }
    }

    // Mail text may hold half a surrogate pair; normalisation refuses it.
    private static string DropLoneSurrogates(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                result.Append(text[i]);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                result.Append(text[i]).Append(text[i + 1]);
                i++;
            }
        }

        return result.ToString();
    }
}
