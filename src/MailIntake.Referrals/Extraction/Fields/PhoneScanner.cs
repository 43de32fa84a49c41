using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>A telephone number in text; <paramref name="Label"/> as phone-labels.tsv: phone, desk, fax, no, or
/// null.</summary>
internal readonly record struct PhoneMention(Stretch Where, int Start, int Length, string? Label)
{
    public string Value => Where.Text.Substring(Start, Length).Replace('\n', ' ').Trim();

    public Evidence Evidence => Where.Evidence(Start, Length);
}

/// <summary>Finds telephone numbers as people write them: 7 to 15 digits with spaces, dots, dashes, slashes and
/// brackets.
/// Dates, amounts and register numbers are left alone.</summary>
internal static class PhoneScanner
{
    private const int FewestDigits = 7;
    private const int MostDigits = 15;
    private const int MostNumbers = 200;

    public static List<PhoneMention> Find(Stretch stretch) => stretch.Once(Scan);

    private static List<PhoneMention> Scan(Stretch stretch)
    {
        var found = new List<PhoneMention>();
        var text = Narrow(stretch.Text);
        for (var i = 0; i < text.Length && found.Count < MostNumbers;)
        {
            if (!Starts(text, i))
            {
                i++;
                continue;
            }

            var end = End(text, i, out var digits, out var groups);
            var label = digits is >= FewestDigits and <= MostDigits && end > i ? LabelBefore(stretch, i) : null;
            if (digits is >= FewestDigits and <= MostDigits && Plausible(text, i, end, digits, groups, label))
            {
                found.Add(new PhoneMention(stretch, i, WithExtension(text, i, end) - i, label
                    ?? LabelBehind(text, end)));
            }

            i = Math.Max(end, i + 1);
        }

        return found;
    }

    // Full-width digits and signs count as the plain ones, one for one.
    private static string Narrow(string text) =>
        text.AsSpan().IndexOfAnyInRange('\uff08', '\uff19') < 0 ? text : string.Create(text.Length, text, (span,
            from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = from[i] is (>= '\uff10' and <= '\uff19') or '\uff08' or '\uff09' or '\uff0b' or '\uff0d'
                    ? (char)(from[i] - 0xfee0) : from[i];
            }
        });

    private static bool Starts(string text, int i) =>
        (text[i] is '+' or '(' ? i + 1 < text.Length
            && (char.IsAsciiDigit(text[i + 1]) || text[i + 1] == '+') : char.IsAsciiDigit(text[i]))
        && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) && !TextFold.IsIdeographic(text[i - 1]))
        && text[i - 1] is not ('@' or '#' or '_' or '€' or '$' or '£' or '¥' or '₹'));

    private static int End(string text, int start, out int digits, out int groups)
    {
        digits = 0;
        groups = 1;
        var end = start;
        var gap = 0;
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                groups += gap > 0 && digits > 0 ? 1 : 0;
                digits++;
                gap = 0;
                end = i + 1;
            }
            else if (c is ' ' or '.' or '-' or '/' or '(' or ')' or '\u00a0' or '‑' or '–' or '\u2009'
                || (c == '+' && i <= start + 1)
                || (c == '\n' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])
                && i - text.LastIndexOf('\n', Math.Max(0, i - 1)) > 45))
            {
                if (++gap > 3 || (c is '+' && i > start + 1))
                {
                    break;
                }
            }
            else
            {
                // "2 pm", "14h", "90 wagons": the last group belongs to a word glued to it.
                break;
            }
        }

        return end;
    }

    private static bool Plausible(string text, int start, int end, int digits, int groups, string? label)
    {
        var number = text.AsSpan(start, end - start);
        if (end < text.Length && (char.IsLetter(text[end]) && !TextFold.IsIdeographic(text[end]) && text[end] != 'x')
            || (end < text.Length && text[end] is '@' or '%' or '€' or '_'))
        {
            return false;
        }

        if (label is "no")
        {
            return true;
        }

        if (IsGrouped(number))
        {
            return false;
        }

        var marked = number[0] is '+' or '(' || number[0] == '0' || label is not null;
        return LooksLikeDate(number) ? false : marked ? true : groups >= 3 && digits >= 9 || groups >= 2 && digits >= 7
            && number.ContainsAny('-', '.') && number[0] is not '0' && groups <= 4;
    }

    // "4.500.000": an amount.
    private static bool IsGrouped(ReadOnlySpan<char> number)
    {
        Span<Range> parts = stackalloc Range[6];
        var count = number.Split(parts, '.');
        for (var i = 1; i < count; i++)
        {
            if (number[parts[i]].Length != 3)
            {
                return false;
            }
        }

        return count >= 3 && number[parts[0]].Length <= 3 && !number.ContainsAny("+( -") && number[0] != '0'
            && number[parts[0]].Length < 3;
    }

    private static bool LooksLikeDate(ReadOnlySpan<char> number)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = number.SplitAny(parts, "-./ ");
        if (count != 3)
        {
            return false;
        }

        int a = number[parts[0]].Length, b = number[parts[1]].Length, c = number[parts[2]].Length;
        return (a == 4 && b <= 2 && c <= 2 && number[0] is '1' or '2' && number.Length <= 10)
            || (a <= 2 && b <= 2 && c == 4 && number[parts[2]][0] == '2' && number[parts[2]][1] == '0');
    }

    private static int WithExtension(string text, int start, int end)
    {
        var rest = text.AsSpan(end);
        foreach (var mark in new[] { " x", " ext. ", " ext ", " Extn ", " Ext. ", " Ext ", " ext.", " DW ", " wew. ", " wew ", " w. ", " Durchwahl ", " Dw. ", " int. ", " int ",
            " interno ", " poste ", " ramal ", " anexo ", " toestel ", " tst. ", " kl. ", " linka ", " mellék ",
            " mellék: ", " dahili ", " доб. ", " вн. ", " 内線" })
        {
            if (rest.StartsWith(mark, StringComparison.Ordinal))
            {
                var digits = 0;
                while (mark.Length + digits < rest.Length && char.IsAsciiDigit(rest[mark.Length + digits]))
                {
                    digits++;
                }

                return digits is > 0 and <= 5 ? end + mark.Length + digits : end;
            }
        }

        // "(0)512 90 77 31": nothing to add. A bracket opened inside is closed inside.
        return text[start] == '(' && !text.AsSpan(start, end - start).Contains(')') && end < text.Length
            && text[end] == ')' ? end + 1 : end;
    }

    private static string? LabelBefore(Stretch stretch, int position)
    {
        var text = stretch.Tokens;
        var token = text.TokenFrom(position) - 1;
        var seen = 0;
        for (var i = token; i >= 0 && seen < 4 && text.Tokens[i].Kind != TokenKind.LineBreak; i--)
        {
            if (text.Tokens[i].Kind is TokenKind.Number && seen > 0)
            {
                break;
            }

            seen += text.Tokens[i].IsWordOrNumber ? 1 : 0;
            if (text.Tokens[i].IsWordOrNumber && Lexicon.PhoneLabels.At(text, i) is { } hit
                && (hit.Phrase.Length > 2 || token - i <= 1)
                && (hit.Phrase is not ("no" or "po") || token > i && text.Tokens[i + 1].Kind == TokenKind.Mark))
            {
                return hit.Value;
            }
        }

        var ideographs = text.Text.AsSpan(Math.Max(0, position - 8), position - Math.Max(0, position - 8));
        foreach (var (label, value) in new[] { ("電話", "phone"), ("携帯", "phone"), ("手机", "phone"), ("电话", "phone"),
            ("전화", "phone"), ("ファックス", "fax"), ("传真", "fax") })
        {
            if (ideographs.Contains(label, StringComparison.Ordinal))
            {
                return value;
            }
        }

        return null;
    }

    private static string? LabelBehind(string text, int end)
    {
        var line = text.AsSpan(end, Math.Min(16, text.Length - end));
        return line.Contains("(not ", StringComparison.OrdinalIgnoreCase)
            || line.Contains("(no longer", StringComparison.OrdinalIgnoreCase) ? "no"
            : line.Contains("(fax", StringComparison.OrdinalIgnoreCase) ? "fax" : null;
    }
}
