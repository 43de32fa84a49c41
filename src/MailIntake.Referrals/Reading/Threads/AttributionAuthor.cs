using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Reads who is named in the line over a quoted message: what is left when date, verb, address and the words
/// between are taken out; beside the address where there is one.</summary>
internal static class AttributionAuthor
{
    private const int LongestEvidence = 200;

    public static Correspondent? Find(RenderedBody body, ReadOnlySpan<char> text, int start, (int Start, int End) verb,
        FoundDate? date, (int NameEnd, int Behind)? address)
    {
        var best = BestPiece(text, verb, date, address);
        if (date is null)
        {
            // A date in words that nobody knows stands before the name.
            best = BehindDigits(text, best);
        }

        var name = best.End > best.Start ? CorrespondentReader.CleanName(text[best.Start..best.End]) : null;
        if (address is { } found)
        {
            var (mailbox, _, _) = CorrespondentReader.FindAddress(text);
            if (best.End <= best.Start)
            {
                best = (found.NameEnd, found.Behind);
            }

            var first = Math.Min(best.Start, found.NameEnd);
            var end = Math.Max(best.End, found.Behind);
            // Name and address stand side by side, or the evidence is the address alone.
            (first, end) = end - first > LongestEvidence ? (found.NameEnd, found.Behind) : (first, end);
            return new Correspondent(
                name is null || name.Contains('@', StringComparison.Ordinal) ? null : name, mailbox,
                    Flat(text[first..end]),
                body.Text.Locate(start + first, end - first) with { Part = "forward:From" });
        }

        return name is null
            ? null
            : new Correspondent(name, null, Flat(text[best.Start..best.End]),
                body.Text.Locate(start + best.Start, best.End - best.Start) with { Part = "forward:From" });
    }

    public static string Flat(ReadOnlySpan<char> text) => text.ToString().Replace('\n', ' ').Trim();

    /// <summary>The piece that ends at the address, else the one with the most letters.</summary>
    private static (int Start, int End) BestPiece(ReadOnlySpan<char> text, (int Start, int End) verb, FoundDate? date,
        (int NameEnd, int Behind)? address)
    {
        var best = (Start: 0, End: 0);
        var from = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isAddress = address is { } a && i >= a.NameEnd && i < a.Behind;
            var isTaken = i == text.Length || isAddress || (i >= verb.Start && i < verb.End && verb.Start >= 0)
                || (date is { } d && i >= d.Start && i < d.End);
            if (!isTaken)
            {
                continue;
            }

            if (i > from)
            {
                var piece = AttributionWords.TrimPiece(text, from, i);
                var letters = Letters(text, piece);
                if (isAddress && letters > 0)
                {
                    return piece;
                }

                best = letters > Letters(text, best) ? piece : best;
            }

            from = i + 1;
        }

        return best;
    }

    private static (int Start, int End) BehindDigits(ReadOnlySpan<char> text, (int Start, int End) piece)
    {
        var digit = text[piece.Start..piece.End].LastIndexOfAnyInRange('0', '9');
        if (digit < 0)
        {
            return piece;
        }

        var space = text[(piece.Start + digit)..piece.End].IndexOf(' ');
        return space < 0 ? piece : AttributionWords.TrimPiece(text, piece.Start + digit + space, piece.End);
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
}
