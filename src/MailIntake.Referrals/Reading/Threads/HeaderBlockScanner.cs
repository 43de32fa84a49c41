using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// Finds header blocks: consecutive lines that begin with known labels and hold plausible values. In comes a line
/// number; out goes the block that begins there, or none: a keyed list of a referral ("From: our side") is no
/// block.
/// </summary>
internal sealed partial class HeaderBlockScanner(RenderedBody body)
{
    private const int MostHeaderLines = 60_000;
    private const int LongestValue = 200;
    private const int LongestRawName = 60;

    /// <summary>Raw headers up to here were read and were no block: to read on from each of them would take the square
    /// of their number.</summary>
    private int _refusedUntil;

    /// <param name="line">Where the block would begin.</param>
    /// <param name="isAnnounced">A separator stands above: less is asked of the block.</param>
    public HeaderBlock? TryRead(int line, bool isAnnounced)
    {
        var lines = body.Lines;
        if (line >= lines.Length || ReadLabel(line, out var first, out _) is not { } firstMeanings)
        {
            return null;
        }

        var firstField = Pick(firstMeanings, null);
        if (firstField == HeaderField.Other || IsTrace(firstField, first, line))
        {
            if (!isAnnounced || line < _refusedUntil)
            {
                return null;
            }

            firstField = HeaderField.Other;
        }

        var block = new HeaderBlock { FirstLine = line, Quote = lines[line].Quote };
        block.Add(firstField, first, lines[line].End, firstMeanings.Select(m => m.Language));
        var at = TakeLoneValue(block, line + 1);
        while (at < lines.Length && at - line < MostHeaderLines && lines[at].Quote == block.Quote)
        {
            if (lines[at].IsBlank)
            {
                var next = NextText(at);
                if (next - at > 2 || !ContinuesBehindBlank(block, next))
                {
                    break;
                }

                at = next;
                continue;
            }

            var meanings = ReadLabel(at, out var value, out _);
            if (meanings is not null && Pick(meanings, block) is var field
                && (field == HeaderField.Other || !block.Has(field)))
            {
                field = IsTrace(field, value, at) ? HeaderField.Other : field;
                block.Add(field, value, lines[at].End, meanings.Select(m => m.Language));
                at = TakeLoneValue(block, at + 1);
                continue;
            }

            if (isAnnounced && IsRawHeader(body.LineText(at)))
            {
                block.Add(HeaderField.Other, lines[at].Start, lines[at].End, block.Languages.ToList());
                at++;
                continue;
            }

            // A label seen before begins another block: its lines are nobody's continuation.
            if ((meanings is not null && Pick(meanings, block) is var again && again != HeaderField.Other
                    && block.Has(again)) || !IsContinuation(block, at))
            {
                break;
            }

            block.ExtendLast(lines[at].End);
            at++;
        }

        block.EndLine = at;
        if (IsPlausible(block, isAnnounced))
        {
            return block;
        }

        _refusedUntil = Math.Max(_refusedUntil, block.EndLine);
        return null;
    }

    /// <summary>The meanings of the label that the line begins with; null where it begins with none.</summary>
    public IReadOnlyList<(HeaderField Field, string Language)>? ReadLabel(int line, out int valueStart,
        out int labelEnd)
    {
        var text = body.LineText(line);
        valueStart = labelEnd = 0;
        var at = 0;
        while (at < text.Length && text[at] is ' ' or '\t' or '*' or '|' or '_')
        {
            at++;
        }

        if (at >= text.Length || !(char.IsLetter(text[at]) || char.IsSurrogate(text[at])))
        {
            return null;
        }

        var window = text.Slice(at, Math.Min(text.Length - at, HeaderLabels.Longest + 6));
        var colon = window.IndexOfAny(':', '：', '\t');
        if (colon <= 0)
        {
            return null;
        }

        var meanings = HeaderLabels.FindWritten(window[..colon].TrimEnd("* _"));
        if (meanings is null)
        {
            return null;
        }

        labelEnd = body.Lines[line].Start + at + colon;
        var value = at + colon + 1;
        while (value < text.Length && text[value] is ' ' or '\t' or '*' or ':' or '_')
        {
            value++;
        }

        valueStart = body.Lines[line].Start + value;
        return meanings;
    }

    /// <summary>Who forwards with all headers forwards "Received: from mx by mx; ..." too: no date of the mail's.
    /// </summary>
    private bool IsTrace(HeaderField field, int value, int line) => field == HeaderField.Date
        && body.Text.Text.AsSpan(value, Math.Max(0, body.Lines[line].End - value)) is var text
        && (text.StartsWith("from ") || text.StartsWith("by "));

    /// <summary>"X-Mailer: ...": a header's name as RFC 5322 has it, with a hyphen.</summary>
    private static bool IsRawHeader(ReadOnlySpan<char> text)
    {
        var hyphens = 0;
        for (var i = 0; i < text.Length && i < LongestRawName; i++)
        {
            if (text[i] == ':')
            {
                return hyphens > 0 && i > 2;
            }

            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] != '-')
            {
                return false;
            }

            hyphens += text[i] == '-' ? 1 : 0;
        }

        return false;
    }

    private static HeaderField Pick(IReadOnlyList<(HeaderField Field, string Language)> meanings, HeaderBlock? block)
    {
        foreach (var (field, language) in meanings)
        {
            if (block is not null && !block.Has(field) && block.Languages.Contains(language))
            {
                return field;
            }
        }

        foreach (var (field, _) in meanings)
        {
            if (block is null || !block.Has(field))
            {
                return field;
            }
        }

        return meanings[0].Field;
    }

    /// <summary>A label alone on its line has its value on the next (tables that became text).</summary>
    private int TakeLoneValue(HeaderBlock block, int next)
    {
        var last = block.Lines[^1];
        if (last.Start < last.End || next >= body.Lines.Length || body.Lines[next].IsBlank
            || body.Lines[next].Quote != block.Quote || last.Field == HeaderField.Other
                || ReadLabel(next, out _, out _) is not null)
        {
            return next;
        }

        block.ReplaceLast(body.Lines[next].Start, body.Lines[next].End);
        return next + 1;
    }

    private bool ContinuesBehindBlank(HeaderBlock block, int next) =>
        next < body.Lines.Length && body.Lines[next].Quote == block.Quote
        && !(block.Has(HeaderField.From) && block.Has(HeaderField.Subject) && block.Has(HeaderField.To))
        && ReadLabel(next, out _, out _) is { } meanings && Pick(meanings, block) is var field
        && field != HeaderField.Other && !block.Has(field);

    private bool IsContinuation(HeaderBlock block, int line)
    {
        var text = body.LineText(line);
        var last = block.Lines[^1];
        var before = body.Text.Text.AsSpan(last.Start, last.End - last.Start).TrimEnd();
        switch (last.Field)
        {
            case HeaderField.From or HeaderField.To or HeaderField.Cc or HeaderField.Bcc or HeaderField.ReplyTo:
                return before.EndsWith(',') || before.EndsWith(';')
                    || (text.Contains('@') && (IsAddressesOnly(text) || IsAddressOfNameBefore(text, before)
                        || HasLabelSoon(block, line + 1, 2)))
                    || (text[0] is ' ' or '\t' && HasLabelSoon(block, line + 1, 2))
                    || (before.Length > 0 && HasLabelSoon(block, line + 1, 1) && text.Length < 80);
            case HeaderField.Subject or HeaderField.Date or HeaderField.Other:
                return IsFolded(block, line) || HasLabelSoon(block, line + 1, last.Field == HeaderField.Subject ? 2 : 1);
            default:
                return false;
        }
    }

    /// <summary>Folded as in a mail's own header: white space begins the line, and no label's.</summary>
    private bool IsFolded(HeaderBlock block, int line) => body.LineText(line)[0] is ' ' or '\t'
        && body.LineText(block.FirstLine)[0] is not (' ' or '\t' or '\u00a0');

    /// <summary>A label of a field not yet seen begins one of the next lines.</summary>
    private bool HasLabelSoon(HeaderBlock block, int from, int lines)
    {
        for (var i = from; i < from + lines && i < body.Lines.Length && !body.Lines[i].IsBlank; i++)
        {
            if (body.Lines[i].Quote == block.Quote && ReadLabel(i, out _, out _) is { } meanings
                && meanings.Any(m => m.Field is not HeaderField.Other && !block.Has(m.Field)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Rosa Delgado" and, below, her address in brackets, then the next name.</summary>
    private static bool IsAddressOfNameBefore(ReadOnlySpan<char> text, ReadOnlySpan<char> before) =>
        text.TrimStart().StartsWith('<') && before.Length > 0 && !before.EndsWith('>');

    private static bool IsAddressesOnly(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.EndsWith('>') || text.EndsWith(';') || text.EndsWith(',') || text.EndsWith(']')
            || !text.Contains(' ');
    }

    private int NextText(int line)
    {
        while (line < body.Lines.Length && body.Lines[line].IsBlank)
        {
            line++;
        }

        return line;
    }
}
