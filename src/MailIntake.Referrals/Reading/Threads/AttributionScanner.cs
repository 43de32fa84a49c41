using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>The line over a quoted message: who wrote it and when. It takes the lines [FirstLine, EndLine).</summary>
internal sealed record Attribution(int FirstLine, int EndLine, Correspondent? From, WrittenDate? Date);

/// <summary>
/// Finds "On ... Rosa wrote:" in the languages of wrote.tsv, on one line or wrapped over up to four, and the shapes
/// without a verb: date, name, address, colon (Gmail in Russian and Japanese), name, address, date (Mutt, GroupWise).
/// </summary>
internal sealed class AttributionScanner(RenderedBody body, DateTime? notAfter)
{
    private const int MostLines = 4;
    private const int Longest = 500;
    private const int LongestBare = 100;
    private const int LongestUnwrapped = 45;

    private static readonly string[] English = ["en"];

    /// <summary>The first line from the last one asked for on that ends as an attribution does.</summary>
    private int _nextEnd = -1;

    public Attribution? TryRead(int line)
    {
        var end = FindEnd(line);
        if (end < 0 || Judge(line, end) is not { } found)
        {
            return null;
        }

        // Lines of the answer above are not wrapped into it: it begins where all of it is said.
        for (var later = line + 1; later <= end; later++)
        {
            if (!IsWrapped(later - 1) && Judge(later, end) is { } shorter && IsSame(found, shorter))
            {
                return null;
            }
        }

        return found;
    }

    /// <summary>The line on which the sentence ends with its colon (Zoho: with dashes; GroupWise: with
    /// arrows).</summary>
    private int FindEnd(int line)
    {
        var lines = body.Lines;
        if (_nextEnd < line)
        {
            _nextEnd = line;
            while (_nextEnd < lines.Length && !MayEnd(_nextEnd))
            {
                _nextEnd++;
            }
        }

        if (_nextEnd >= Math.Min(lines.Length, line + MostLines))
        {
            return -1;
        }

        var quote = lines[line].Quote;
        var hasSign = false;
        for (var i = line; i <= _nextEnd; i++)
        {
            // A client's mark stands at the beginning.
            if (lines[i].IsBlank || lines[i].Quote != quote || (i > line && lines[i].Has(LineMarks.Attribution)))
            {
                return -1;
            }

            var text = body.LineText(i);
            hasSign |= text.ContainsAnyInRange('0', '9') || text.Contains('@') || lines[i].Has(LineMarks.Attribution);
        }

        var isShort = lines[_nextEnd].End - lines[line].Start <= Longest;
        return isShort && (hasSign || NextIsQuoted(_nextEnd + 1, quote)) && IsClosed(line, _nextEnd) ? _nextEnd : -1;
    }

    private bool MayEnd(int line)
    {
        var text = Core(line);
        return !text.IsEmpty && (text[^1] is ':' or '：' || text.EndsWith("---") || text.EndsWith(">>>")
            || (IsAtQuote(line) && text.ContainsAnyInRange('0', '9')));
    }

    /// <summary>What the line ends with fits what the first one begins with.</summary>
    private bool IsClosed(int first, int line)
    {
        var text = Core(line);
        return text[^1] is ':' or '：' || (IsAtQuote(line) && !text.EndsWith("---"))
            || (text.EndsWith("---") && body.LineText(first).TrimStart().StartsWith("---"))
            || (text.EndsWith(">>>") && body.LineText(first).StartsWith(">>>"));
    }

    private ReadOnlySpan<char> Core(int line) => body.LineText(line).TrimEnd(" *_\u00a0");

    private bool IsAtQuote(int line) => line + 1 < body.Lines.Length && body.Lines[line + 1].Quote
        > body.Lines[line].Quote;

    /// <summary>The line may have been too long for the next one's first word.</summary>
    private bool IsWrapped(int line)
    {
        var text = body.LineText(line).TrimEnd();
        var next = body.LineText(line + 1);
        var word = next.IndexOf(' ');
        return text.Length + 1 + (word < 0 ? next.Length : word) > LongestUnwrapped
            && text[^1] is not ('.' or '!' or '?' or '。');
    }

    private static bool IsSame(Attribution whole, Attribution shorter) =>
        Equals(whole.Date?.Local, shorter.Date?.Local)
            && Equals(whole.From?.Address, shorter.From?.Address)
            && (whole.From?.Name is null || shorter.From?.Name is not null);

    private Attribution? Judge(int line, int end)
    {
        var start = body.Lines[line].Start;
        var text = body.Text.Text.AsSpan(start, body.Lines[end].End - start);
        var isQuoteNext = NextIsQuoted(end + 1, body.Lines[line].Quote);
        var isMarked = body.Lines[line].Has(LineMarks.Attribution);
        var hasColon = text.TrimEnd(" *_\u00a0") is [.., ':' or '：' or '-' or '>'];
        var verb = AttributionWords.FindVerb(text);
        var (address, nameEnd, behind) = CorrespondentReader.FindAddress(text);
        var date = FindDate(text, address is null ? -1 : nameEnd, behind, verb.Languages);
        var hasFullDate = date is { } d && (d.HasTime || d.End - d.Start >= 8);
        var isAccepted = verb.Start >= 0 && hasColon
            ? (hasFullDate && (address is not null || isQuoteNext || StartsEarly(date, text, verb.Start)))
                || (address is not null && (isQuoteNext || isMarked))
                || (isQuoteNext && text.Length <= LongestBare && !text.ContainsAny('.', '?', '!'))
            : verb.Start >= 0
                ? hasFullDate && (EndsBehind(text, verb.End) || (address is not null && EndsBehind(text, behind)))
                : hasFullDate && (IsVerbless(text, date!.Value, address is null ? -1 : behind)
                    || (address is not null && isQuoteNext && hasColon));
        if (!isAccepted && !(isMarked && isQuoteNext))
        {
            return null;
        }

        var from = AttributionAuthor.Find(body, text, start, (verb.Start, verb.End), date,
            address is null ? null : (nameEnd, behind));
        var written = date is { } found
            ? new WrittenDate(
                AttributionAuthor.Flat(text[found.Start..found.End]), found.Local, found.Offset,
                    body.Text.Locate(start + found.Start, found.End - found.Start))
            : null;
        return from is null && written is null ? null : new Attribution(line, end + 1, from, written);
    }

    /// <summary>A prose sentence that ends in "... wrote:" begins with other things than a date or a short
    /// opening.</summary>
    private static bool StartsEarly(FoundDate? date, ReadOnlySpan<char> text, int verbStart) =>
        (date is { Start: <= 12 } && text.Length - verbStart < 80)
            || (verbStart <= 60 && text.Length < 120 && date is { HasTime: true });

    /// <summary>Date, name, address and the end; or name, address, date and the end, opened by a star (Mutt) or arrows
    /// (GroupWise, which may have no address).</summary>
    private static bool IsVerbless(ReadOnlySpan<char> text, FoundDate date, int behind)
    {
        if (behind >= 0 && date.Start <= 12 && EndsBehind(text, behind))
        {
            return true;
        }

        var isOpened = text.StartsWith("* ") || text.StartsWith(">>>");
        return isOpened && date.Start >= behind && EndsBehind(text, date.End);
    }

    private static bool EndsBehind(ReadOnlySpan<char> text, int behind) =>
        text[behind..].Trim(" >)]:：\t\n\"*_.,").IsEmpty;

    /// <summary>A date within the address or the name is none ("Agenda2026@...").</summary>
    private FoundDate? FindDate(ReadOnlySpan<char> text, int addressAt, int behind,
        IReadOnlyCollection<string> languages)
    {
        if (languages.Count == 0 && (text.Contains(" AM", StringComparison.Ordinal)
            || text.Contains(" PM", StringComparison.Ordinal)))
        {
            languages = English;
        }

        if (addressAt < 0)
        {
            return DateReader.Find(text, languages, notAfter);
        }

        if (DateReader.Find(text[..addressAt], languages, notAfter) is { } before)
        {
            return before;
        }

        return DateReader.Find(text[behind..], languages, notAfter) is { } after
            ? after with { Start = after.Start + behind, End = after.End + behind }
            : null;
    }

    private bool NextIsQuoted(int line, int quote)
    {
        while (line < body.Lines.Length && body.Lines[line].IsBlank && body.Lines[line].Quote <= quote)
        {
            line++;
        }

        return line < body.Lines.Length && body.Lines[line].Quote > quote;
    }
}
