using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>The line over a quoted message: who wrote it and when. It takes the lines [FirstLine, EndLine).</summary>
internal sealed record Attribution(int FirstLine, int EndLine, Correspondent? From, WrittenDate? Date);

/// <summary>
/// Finds "On ... Rosa wrote:" in the languages of wrote.tsv, on one line or wrapped over up to four, and the shapes
/// without a verb (date, name, address, colon) that Gmail writes in Russian and Japanese.
/// </summary>
internal sealed class AttributionScanner(RenderedBody body, DateTime? notAfter)
{
    private const int MostLines = 4;
    private const int Longest = 500;

    private static readonly WordSet Verbs = WordSet.Of("Words.wrote.tsv", "verb");
    private static readonly WordSet Prefixes = WordSet.Of("Words.wrote.tsv", "prefix");
    private static readonly WordSet Between = WordSet.Of("Words.wrote.tsv", "between");

    /// <summary>Verbs of scripts that put no space between words.</summary>
    private static readonly string[] RunOnVerbs = [.. Verbs.Words.Where(v => v[0] > '\u1100')];

    public Attribution? TryRead(int line)
    {
        var lines = body.Lines;
        var isMarked = lines[line].Has(LineMarks.Attribution);
        var end = FindEnd(line, isMarked);
        if (end < 0)
        {
            return null;
        }

        var start = lines[line].Start;
        var text = body.Text.Text.AsSpan(start, lines[end].End - start);
        var isQuoteNext = NextIsQuoted(end + 1, lines[line].Quote);
        return Judge(text, start, line, end + 1, isQuoteNext, isMarked);
    }

    /// <summary>The line on which the sentence ends with its colon (Zoho: with dashes).</summary>
    private int FindEnd(int line, bool isMarked)
    {
        var lines = body.Lines;
        var quote = lines[line].Quote;
        var hasSign = false;
        var length = 0;
        for (var i = line; i < lines.Length && i < line + MostLines; i++)
        {
            if (lines[i].IsBlank || lines[i].Quote != quote || (length += lines[i].Length + 1) > Longest)
            {
                return -1;
            }

            var text = body.LineText(i).TrimEnd();
            hasSign |= text.ContainsAnyInRange('0', '9') || text.Contains('@') || isMarked;
            if (text.IsEmpty)
            {
                return -1;
            }

            var endsWithDashes = text.EndsWith("---") && body.LineText(line).StartsWith("---");
            if (text[^1] is ':' or '：' || endsWithDashes)
            {
                return hasSign || NextIsQuoted(i + 1, quote) ? i : -1;
            }
        }

        return -1;
    }

    private Attribution? Judge(
        ReadOnlySpan<char> text, int start, int line, int endLine, bool isQuoteNext, bool isMarked)
    {
        var (verbStart, verbEnd, languages) = FindVerb(text);
        var (address, nameEnd, behind) = CorrespondentReader.FindAddress(text);
        var date = FindDate(text, address is null ? -1 : nameEnd, behind, languages);
        var hasVerb = verbStart >= 0;
        var hasFullDate = date is { } d && (d.HasTime || d.End - d.Start >= 8);
        var isAccepted = hasVerb
            ? (hasFullDate && (address is not null || isQuoteNext || StartsEarly(date, text, verbStart)))
                || (address is not null && (isQuoteNext || isMarked))
                || (isQuoteNext && text.Length <= 100 && !text.ContainsAny('.', '?', '!'))
            : hasFullDate && address is not null && date!.Value.Start <= 12 && EndsBehind(text, behind);
        if (!isAccepted && !(isMarked && isQuoteNext))
        {
            return null;
        }

        var from = FindAuthor(text, start, (verbStart, verbEnd), date, address is null ? null : (nameEnd, behind));
        var written = date is { } found
            ? new WrittenDate(
                Flat(text[found.Start..found.End]), found.Local, found.Offset,
                    body.Text.Locate(start + found.Start, found.End - found.Start))
            : null;
        return from is null && written is null ? null : new Attribution(line, endLine, from, written);
    }

    /// <summary>A prose sentence that ends in "... wrote:" begins with other things than a date or a short
    /// opening.</summary>
    private static bool StartsEarly(FoundDate? date, ReadOnlySpan<char> text, int verbStart) =>
        (date is { Start: <= 12 } && text.Length - verbStart < 80)
            || (verbStart <= 60 && text.Length < 120 && date is { HasTime: true });

    private static bool EndsBehind(ReadOnlySpan<char> text, int behind) =>
        text[behind..].Trim(" >)]:：\t\n\"").IsEmpty;

    /// <summary>A date within the address or the name is none ("Agenda2026@...").</summary>
    private FoundDate? FindDate(ReadOnlySpan<char> text, int addressAt, int behind,
        IReadOnlyCollection<string> languages)
    {
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

    private static (int Start, int End, IReadOnlyCollection<string> Languages) FindVerb(ReadOnlySpan<char> text)
    {
        var at = 0;
        var result = (Start: -1, End: -1, Languages: (IReadOnlyCollection<string>)[]);
        while (at < text.Length)
        {
            while (at < text.Length && !char.IsLetter(text[at]))
            {
                at++;
            }

            var end = at;
            for (var words = 0; words < 3 && end < text.Length; words++)
            {
                end = WordEnd(text, end);
                var folded = Folding.Fold(text[at..end]);
                if (Verbs.Contains(folded))
                {
                    result = (at, end, Verbs.Languages(folded));
                }

                while (end < text.Length && char.IsWhiteSpace(text[end]))
                {
                    end++;
                }
            }

            at = WordEnd(text, at);
        }

        if (result.Start < 0 && text.ContainsAnyInRange('\u1100', '\uffdc'))
        {
            var folded = text.ToString();
            foreach (var verb in RunOnVerbs)
            {
                var found = folded.LastIndexOf(verb, StringComparison.Ordinal);
                if (found >= 0)
                {
                    return (found, found + verb.Length, Verbs.Languages(verb));
                }
            }
        }

        return result;
    }

    /// <summary>"napisał(a)" and "je napisao/la" are words here.</summary>
    private static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsLetter(text[at])
            || char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark
            || (text[at] is '(' or '/' or '-' && at + 1 < text.Length && char.IsLetter(text[at + 1]) && text[at] != '(')
            || (text[at] == '(' && at + 3 < text.Length && text[(at + 1)..Math.Min(text.Length, at + 5)].Contains(')')
                && at > 0 && char.IsLetter(text[at - 1]))
            || (text[at] == ')' && at > 1 && text[Math.Max(0, at - 4)..at].Contains('('))))
        {
            at++;
        }

        return at;
    }

    /// <summary>What is left when date, verb, address and the opening word are taken out is the name.</summary>
    private Correspondent? FindAuthor(
        ReadOnlySpan<char> text, int start, (int Start, int End) verb, FoundDate? date,
            (int NameEnd, int Behind)? address)
    {
        var best = (Start: 0, End: 0);
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isTaken = i == text.Length || (i >= verb.Start && i < verb.End && verb.Start >= 0)
                || (date is { } d && i >= d.Start && i < d.End)
                || (address is { } a && i >= a.NameEnd && i < a.Behind);
            if (!isTaken)
            {
                continue;
            }

            var piece = TrimPiece(text, from, i);
            if (Letters(text, piece) > Letters(text, best))
            {
                best = piece;
            }

            from = i + 1;
        }

        var name = best.End > best.Start ? CorrespondentReader.CleanName(text[best.Start..best.End]) : null;
        if (address is { } found)
        {
            var (found1, _, _) = CorrespondentReader.FindAddress(text);
            if (best.End <= best.Start)
            {
                best = (found.NameEnd, found.Behind);
            }

            var first = Math.Min(best.Start, found.NameEnd);
            var end = Math.Max(best.End, found.Behind);
            // Name and address stand side by side, or the evidence is the address alone.
            (first, end) = end - first > 200 ? (found.NameEnd, found.Behind) : (first, end);
            return new Correspondent(
                name is null || name.Contains('@', StringComparison.Ordinal) ? null : name, found1,
                    Flat(text[first..end]),
                body.Text.Locate(start + first, end - first) with { Part = "forward:From" });
        }

        return name is null
            ? null
            : new Correspondent(name, null, Flat(text[best.Start..best.End]),
                body.Text.Locate(start + best.Start, best.End - best.Start) with { Part = "forward:From" });
    }

    private static (int Start, int End) TrimPiece(ReadOnlySpan<char> text, int start, int end)
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            while (start < end && !char.IsLetterOrDigit(text[start]))
            {
                start++;
            }

            while (end > start && !(char.IsLetterOrDigit(text[end - 1]) || text[end - 1] is '.' or ')'
                && end - start > 1))
            {
                end--;
            }

            var first = WordOf(text[start..end], fromStart: true);
            if (first.Length > 0 && (Between.Contains(Folding.Fold(first)) && char.IsLower(first[0])
                || (start <= 2 && Prefixes.Contains(Folding.Fold(first)))))
            {
                start += first.Length;
                changed = true;
                continue;
            }

            var last = WordOf(text[start..end], fromStart: false);
            if (last.Length > 0 && last.Length < end - start && Between.Contains(Folding.Fold(last))
                && char.IsLower(last[0]))
            {
                end -= last.Length;
                changed = true;
            }
            else if (last.Length == end - start && last.Length > 0
                && (Between.Contains(Folding.Fold(last)) || Prefixes.Contains(Folding.Fold(last))))
            {
                return (start, start);
            }
        }

        return (start, end);
    }

    private static ReadOnlySpan<char> WordOf(ReadOnlySpan<char> text, bool fromStart)
    {
        if (fromStart)
        {
            var end = text.IndexOfAny(' ', '\n', ',');
            return end < 0 ? text : text[..end];
        }

        var start = text.LastIndexOfAny(' ', '\n', ',');
        return text[(start + 1)..];
    }

    private static int Letters(ReadOnlySpan<char> text, (int Start, int End) piece)
    {
        var count = 0;
        foreach (var c in text[piece.Start..piece.End])
        {
            count += char.IsLetter(c) ? 1 : 0;
        }

        return count;
    }

    private bool NextIsQuoted(int line, int quote)
    {
        while (line < body.Lines.Length && body.Lines[line].IsBlank && body.Lines[line].Quote <= quote)
        {
            line++;
        }

        return line < body.Lines.Length && body.Lines[line].Quote > quote;
    }

    private static string Flat(ReadOnlySpan<char> text) => text.ToString().Replace('\n', ' ').Trim();
}
