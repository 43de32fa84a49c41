using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>A value announced by its key: "Company: Globex", "Kunde ....... Globex", "E-mail    x@y".
/// <paramref name="Field"/> is the second column of keys.tsv.</summary>
internal readonly record struct KeyedValue(Stretch Where, string Field, string Key, int Start, int Length)
{
    public string Value => Where.Text.Substring(Start, Length);

    public Evidence Evidence => Where.Evidence(Start, Length);

    public Stretch Part => new(Where.Passage, Where.Visible(Start, Length), Where.Kind);
}

/// <summary>Reads typed lists in any layout: a key of the table at the start of a line or sentence, then a colon, dots,
/// a
/// tab or wide space, then the value to the end of the line (or of the sentence, where the next one opens with a
/// key).</summary>
internal static class KeyedLines
{
    private const int LongestKey = 30;

    public static List<KeyedValue> Find(Stretch stretch)
    {
        var found = new List<KeyedValue>();
        var text = stretch.Text;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            AddLine(stretch, start, end, found);
            start = end + 1;
        }

        return found;
    }

    private static void AddLine(Stretch stretch, int start, int end, List<KeyedValue> found)
    {
        var text = stretch.Text;
        var from = SkipBullet(text, start, end);
        while (from < end && KeyAt(text, from, end) is { } key)
        {
            var (field, name, valueStart) = key;
            var valueEnd = ValueEnd(text, valueStart, end, out var next);
            while (valueEnd > valueStart
                && (char.IsWhiteSpace(text[valueEnd - 1]) || text[valueEnd - 1] is '.' or ';' or '*' && next < end))
            {
                valueEnd--;
            }

            if (valueEnd > valueStart && field != "-")
            {
                found.Add(new KeyedValue(stretch, field, name, valueStart, valueEnd - valueStart));
            }

            from = next;
        }
    }

    private static int SkipBullet(string text, int start, int end)
    {
        var i = start;
        while (i < end
            && (char.IsWhiteSpace(text[i])
            || text[i] is '-' or '*' or '•' or '·' or '–' or '>' or '■' or '・' or '●' or '○' or '▪' or '◆'))
        {
            i++;
        }

        // "1. Company: ..."
        var digits = i;
        while (digits < end && char.IsAsciiDigit(text[digits]) && digits - i < 3)
        {
            digits++;
        }

        return digits > i && digits < end && text[digits] is '.' or ')' ? SkipSpace(text, digits + 1, end) : i;
    }

    private static int SkipSpace(string text, int i, int end)
    {
        while (i < end && (char.IsWhiteSpace(text[i]) || text[i] == '*'))
        {
            i++;
        }

        return i;
    }

    private static (string Field, string Key, int ValueStart)? KeyAt(string text, int from, int end)
    {
        for (var i = from + 1; i < end && i - from <= LongestKey; i++)
        {
            var separator = SeparatorLength(text, i, end);
            if (separator == 0)
            {
                continue;
            }

            var key = TextFold.Fold(text.AsSpan(from, i - from)).Trim(' ', '.', '*', '\u00a0', '【', '】', '[', ']', '(',
                ')', '?').Replace(".", "", StringComparison.Ordinal);
            if (Lexicon.Keys.TryGetValue(key, out var field))
            {
                return (field, key, SkipSpace(text, i + separator, end));
            }

            if (text[i] is ':' or '：')
            {
                return null;
            }
        }

        return null;
    }

    private static int SeparatorLength(string text, int i, int end)
    {
        var c = text[i];
        if (c is ':' or '：' or '\t' or '=' or '】')
        {
            return c == '】' && i + 1 < end && text[i + 1] is ':' or '：' ? 2 : 1;
        }

        if (c == '.' && i + 2 < end && text[i + 1] == '.' && text[i + 2] == '.')
        {
            var dots = i;
            while (dots < end && text[dots] is '.' or ' ' or ':')
            {
                dots++;
            }

            return dots - i;
        }

        return c == ' ' && i + 2 < end && text[i + 1] == ' ' && text[i + 2] == ' ' ? 3 : c is '–' or '—' or '-'
            && text[i - 1] == ' ' && i + 1 < end && text[i + 1] == ' ' ? 1 : 0;
    }

    // A sentence end followed by another key ends the value: "Client: Globex. Decision maker: ...".
    private static int ValueEnd(string text, int start, int end, out int next)
    {
        for (var i = start; i + 2 < end; i++)
        {
            if (text[i] is '.' or ';' or ',' or '|' && text[i + 1] == ' ' && char.IsLetter(text[i + 2])
                && KeyAt(text, i + 2, end) is { } key
                && text.AsSpan(i + 2, key.ValueStart - i - 2).ContainsAny(':', '：'))
            {
                next = i + 2;
                return i;
            }
        }

        next = end;
        return end;
    }
}
