using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The person's job title as written: a line of their own signature, or the words between their name and their
/// company ("Fraser is [Finance Director] at ...").</summary>
internal static partial class TitleFinder
{
    private const int LongestTitle = 75;

    public static Candidate? Find(IReadOnlyList<Stretch> texts, Person person, string? company, Func<Stretch,
        bool> isOwn)
    {
        Candidate? best = null;
        foreach (var text in texts.Where(t =>
            t.Kind is StretchKind.Body or StretchKind.Signature or StretchKind.Subject))
        {
            var found = text.Kind == StretchKind.Signature
                ? isOwn(text) ? FromSignature(text, person, company) : null
                : FromProse(text, person, company, isOwn(text));
            found ??= IdeographicTitles.Find(text, person, isOwn(text));
            if (found is not null && (best is null || found.Score > best.Score))
            {
                best = found;
            }
        }

        return best;
    }

    private static Candidate? FromSignature(Stretch signature, Person person, string? company)
    {
        var text = signature.Tokens;
        foreach (var (start, length) in SignatureLines.Lines(signature))
        {
            int first = text.TokenFrom(start), last = text.TokenFrom(start + length) - 1;
            if (last < first
                || !Enumerable.Range(first, last - first + 1).Any(i => text.Tokens[i].Kind == TokenKind.Word
                && Lexicon.IsTitle(text.Tokens[i].Folded))
                || signature.Text.AsSpan(start, length).Contains('@'))
            {
                continue;
            }

            if (Lexicon.Assistants.At(text, first) is not null)
            {
                var comma = person.Name is { } master
                    && signature.Text.AsSpan(start, length).Contains(master.Split(' ')[^1],
                    StringComparison.OrdinalIgnoreCase)
                    ? signature.Text.LastIndexOf(',', start + length - 1, length) : -1;
                if (comma > 0 && HasTitle(text, comma, start + length))
                {
                    var (a, b) = Trim(signature.Text, comma, start + length);
                    return new Candidate(signature.Text[a..b], signature.Evidence(a, b - a), 3,
                        "behind the name in the assistant's signature");
                }

                continue;
            }

            var (from, to) = Cut(signature, start, start + length, person, company);
            if (to > from && to - from <= LongestTitle && HasTitle(text, from, to))
            {
                return new Candidate(signature.Text[from..to], signature.Evidence(from, to - from), 3,
                    "a line of their own signature");
            }
        }

        return null;
    }

    // The line without the person's name before it and the company (or anything after a bar) behind it.
    private static (int From, int To) Cut(Stretch signature, int from, int to, Person person, string? company)
    {
        var line = signature.Text[from..to];
        if (company is not null)
        {
            var at = line.IndexOf(company, StringComparison.OrdinalIgnoreCase);
            var space = company.IndexOf(' ', StringComparison.Ordinal);
            at = at < 0 && space > 0 ? line.IndexOf(company[..space], StringComparison.OrdinalIgnoreCase) : at;
            if (at == 0)
            {
                from += Math.Min(company.Length, line.Length);
            }
            else if (at > 0)
            {
                to = from + at;
            }
        }

        foreach (var bar in new[] { " | ", " · ", " • ", " / " })
        {
            var pieces = signature.Text[from..to].Split(bar);
            if (pieces.Length > 1)
            {
                var at = from;
                foreach (var piece in pieces)
                {
                    if (HasTitle(signature.Tokens, at, at + piece.Length)
                        && !(person.Name is { } n && NameMatch.Between(n, piece) >= 1))
                    {
                        (from, to) = (at, at + piece.Length);
                        break;
                    }

                    at += piece.Length + bar.Length;
                }
            }
        }

        if (person.Name is { } name && signature.Text[from..to].StartsWith(name, StringComparison.OrdinalIgnoreCase))
        {
            from += name.Length;
        }

        return Trim(signature.Text, from, to);
    }

    private static Candidate? FromProse(Stretch stretch, Person person, string? company, bool own)
    {
        var text = stretch.Tokens;
        var names = person.Name is null ? [] : NameMatch.Words(TextFold.Fold(person.Name));
        Candidate? best = null;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (text.Tokens[i].Kind != TokenKind.Word || !Lexicon.IsTitle(text.Tokens[i].Folded)
                || names.Contains(text.Tokens[i].Folded) || IsDegree(text, i))
            {
                continue;
            }

            var (first, last) = Bounds(text, i, company, names);
            if (last > i && IsNamedAssistant(text, i))
            {
                continue;
            }

            if (first == last && Lexicon.TitleEdge("never-alone", text.Tokens[i].Folded))
            {
                continue;
            }

            var score = Nearness(text, first, last, names, company, own);
            if (score >= 1 && text.Tokens[last].End - text.Tokens[first].Start <= LongestTitle
                && (best is null || score > best.Score))
            {
                best = new Candidate(
                    string.Join(' ',
                    text.Slice(first, last).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)),
                    stretch.EvidenceOfTokens(first, last), score, "stands by their name");
            }

            i = last;
        }

        return best;
    }

    // "mgr inż. Grażyna": letters before a name, no post.
    private static bool IsDegree(TokenizedText text, int i) =>
        Lexicon.Honorifics.Contains(text.Tokens[i].Folded) && i + 1 < text.Tokens.Length
        && (Lexicon.Honorifics.Contains(text.Tokens[i + 1].Folded)
            || (text.Tokens[i + 1].IsMark('.') && text.Tokens[i + 1].Start == text.Tokens[i].End && text.IsCapitalised(i)));

    // "her assistant Ivo": somebody else, by name.
    private static bool IsNamedAssistant(TokenizedText text, int i) =>
        !text.IsCapitalised(i) && Lexicon.AssistantWords.At(text, i) is { } hit && hit.Last + 1 < text.Tokens.Length
        && text.IsCapitalised(hit.Last + 1) && !Lexicon.TitleModifiers.Contains(text.Tokens[hit.Last + 1].Folded);

    // The name in the same sentence, close by; or the person's own words ("I am the finance director here").
    private static double Nearness(TokenizedText text, int first, int last, IReadOnlyList<string> names,
        string? company, bool own)
    {
        var (from, to) = text.Sentence(first);
        var score = 0.0;
        for (var i = from; i <= to; i++)
        {
            if (names.Contains(text.Tokens[i].Folded))
            {
                var distance = i < first ? first - i : (i - last) * 2;
                score = Math.Max(score, 2.2 - (distance * 0.08));
            }

            if (own && text.Tokens[i].Folded is "i" or "i'm" or "ich" or "je" or "soy" or "sono" or "sou" or "bin" or "jag" or "jeg"
                or "jestem" or "ik" or "ben" or "sunt" or "olen" or "jsem" or "som" or "vagyok" && i < first
                && first - i <= 5)
            {
                score = Math.Max(score, 1.5);
            }
        }

        // "... Mr Okada. He is Director of ...": a pronoun for the name in the sentence before.
        if (score == 0 && from > 1
            && Enumerable.Range(from, Math.Min(3, to - from + 1)).Any(i =>
            text.Tokens[i].Folded is "he" or "she" or "he's" or "she's" or "er" or "sie" or "il" or "elle" or "el" or "ella" or "ele"
            or "ela" or "lui" or "lei" or "hij" or "zij" or "han" or "hon"))
        {
            var (before, _) = text.Sentence(from - 1);
            score = first - from <= 5
                && Enumerable.Range(before, from - before).Any(i => names.Contains(text.Tokens[i].Folded)) ? 1.3 : 0;
        }

        // A card: the name on the line above.
        for (var i = from - 1; score == 0 && i >= Math.Max(0, from - 9); i--)
        {
            score = names.Contains(text.Tokens[i].Folded) && to - from <= 8 && first - from <= 1 ? 1.3 : 0;
        }

        if (score == 0 && company is not null)
        {
            var start = text.Text.IndexOf(company, text.Tokens[last].End, StringComparison.OrdinalIgnoreCase);
            score = start >= 0 && start - text.Tokens[last].End < 12 ? 1.4 : 0;
        }

        return score;
    }

    private static bool HasTitle(TokenizedText text, int from, int to)
    {
        for (var i = text.TokenFrom(from); i < text.Tokens.Length && text.Tokens[i].Start < to; i++)
        {
            if (text.Tokens[i].Kind == TokenKind.Word && Lexicon.IsTitle(text.Tokens[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

    private static (int From, int To) Trim(string text, int from, int to)
    {
        while (from < to && !char.IsLetter(text[from]))
        {
            from++;
        }

        while (to > from
            && (char.IsWhiteSpace(text[to - 1]) || ",|-–—/:;·•@(".Contains(text[to - 1], StringComparison.Ordinal)))
        {
            to--;
        }

        foreach (var at in new[] { " at", " bei", " chez", " de", " of", " van", " di" })
        {
            if (to - from > at.Length + 3 && text.AsSpan(from, to - from).EndsWith(at, StringComparison.Ordinal))
            {
                to -= at.Length;
            }
        }

        return (from, to);
    }
}
