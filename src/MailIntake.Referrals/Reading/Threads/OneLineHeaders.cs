using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// Yahoo's text part puts the separator and all headers on one line, with nothing between:
/// <c>----- Forwarded Message ----- From: A &lt;a@b&gt;To: C &lt;c@d&gt;Sent: ...Subject: ...</c>
/// </summary>
internal static class OneLineHeaders
{
    private const int LongestLine = 8000;
    private const int FewestFields = 3;
    private const int ShortestInCapitals = 4;

    public static HeaderBlock? TryRead(RenderedBody body, int line, out bool isForward)
    {
        isForward = false;
        var text = body.LineText(line);
        if (text.Length is < 30 or > LongestLine || text.Count(':') + text.Count('：') < FewestFields
            || !text.Contains('@'))
        {
            return null;
        }

        var start = body.Lines[line].Start;
        var block = new HeaderBlock { FirstLine = line, EndLine = line + 1, Quote = body.Lines[line].Quote };
        var at = 0;
        while (at < text.Length && text[at..].IndexOfAny(':', '：') is >= 0 and var offset)
        {
            var colon = at + offset;
            at = colon + 1;
            if (FindLabel(text, colon, block, out var labelStart) is not { } label)
            {
                continue;
            }

            if (block.Lines.Count == 0 && !IsLead(text[..labelStart], out isForward))
            {
                return null;
            }

            if (block.Lines.Count > 0)
            {
                block.ExtendLast(start + labelStart);
            }

            block.Add(label.Field, start + SkipSpace(text, at), start + text.Length, label.Languages);
            if (label.Field == HeaderField.Subject && block.Lines.Count >= FewestFields)
            {
                break;
            }
        }

        return block.Lines.Count >= FewestFields && block.Has(HeaderField.From)
            && (block.Has(HeaderField.Date) || block.Has(HeaderField.Subject))
            ? block
            : null;
    }

    /// <summary>Before the first label stands nothing, or a separator.</summary>
    private static bool IsLead(ReadOnlySpan<char> lead, out bool isForward)
    {
        isForward = false;
        lead = lead.Trim(" \t*");
        if (lead.IsEmpty)
        {
            return true;
        }

        var kind = SeparatorScanner.Read(lead, out var isDecorated);
        isForward = kind == SeparatorKind.Forward;
        return kind != SeparatorKind.None || (isDecorated && lead.EndsWith('-') && lead.Length < 80);
    }

    /// <summary>The label that ends at the colon: the longest known one that begins with a capital, or behind white
    /// space.</summary>
    private static (HeaderField Field, IEnumerable<string> Languages)? FindLabel(
        ReadOnlySpan<char> text, int colon, HeaderBlock block, out int labelStart)
    {
        var earliest = Math.Max(0, colon - HeaderLabels.Longest - 2);
        for (labelStart = earliest; labelStart < colon; labelStart++)
        {
            var first = text[labelStart];
            // "... PM ESTSubject:" has no boundary but the word itself: long labels are found within capitals too.
            var isBoundary = labelStart == 0 || text[labelStart - 1] is ' ' or '\t' or '>' or '"' or ';' or '*' or '-'
                || first > '\u2e80'
                || (char.IsUpper(first) && (!char.IsUpper(text[labelStart - 1])
                    || colon - labelStart >= ShortestInCapitals));
            if (!isBoundary || !char.IsLetter(first)
                || HeaderLabels.FindWritten(text[labelStart..colon].TrimEnd(" *")) is not { } meanings)
            {
                continue;
            }

            foreach (var meaning in meanings)
            {
                if (meaning.Field != HeaderField.Other && !block.Has(meaning.Field)
                    && (block.Lines.Count == 0 || block.Languages.Contains(meaning.Language)
                        || meaning.Language == "en"))
                {
                    return (meaning.Field, meanings.Where(m => m.Field == meaning.Field).Select(m => m.Language));
                }
            }
        }

        return null;
    }

    private static int SkipSpace(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '*')
        {
            at++;
        }

        return at;
    }
}
