using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Finds the introduced person where the mail gives no address of theirs: the name that carries the most signs
/// (a form of address, a title behind it, words of introducing before it, a phone beside it).</summary>
internal sealed class ProspectByName(Sides sides, Introduction introduction)
{
    private const double Enough = 1.4;

    public Person? Decide(IReadOnlyList<Stretch> texts, IReadOnlyList<NameMention> names)
    {
        var best = names
            .Where(n => texts.Contains(n.Where))
            .Select((n, i) => (Name: n, Score: Score(n) - (0.01 * i)))
            .OrderByDescending(s => s.Score)
            .FirstOrDefault();
        if (best.Name.Name is null || best.Score < Enough)
        {
            return null;
        }

        // The same person may be named more fully elsewhere.
        var fuller = names.Where(n => n.WordCount > best.Name.WordCount
            && NameMatch.Between(n.Name, best.Name.Name) > 0)
            .Select(n => (NameMention?)n).FirstOrDefault() ?? best.Name;
        return new Person
        {
            Name = fuller.Name,
            NameEvidence = fuller.Evidence,
            Reason = "the text introduces them by name",
            Confidence = best.Score >= 2.5 ? 0.88 : 0.75,
        };
    }

    private double Score(NameMention name)
    {
        if (name.Where.Kind is StretchKind.Signature or StretchKind.SmallPrint
            && !introduction.Prospects.Contains(name.Where.Passage))
        {
            return -1;
        }

        var text = name.Where.Tokens;
        var (first, last) = text.Sentence(name.First);
        var ideographic = TextFold.IsIdeographic(name.Name[0]);
        var score = (name.HasHonorific ? 0.9 : 0) + (name.WordCount > 1 || ideographic ? 0.6 : 0);
        score += ideographic
            && IdeographicWords.Titles.Any(t =>
            text.Text.AsSpan(text.Tokens[first].Start, text.Tokens[last].End - text.Tokens[first].Start).Contains(t,
            StringComparison.Ordinal)) ? 1.3 : 0;
        score += FollowedByTitle(text, name.Last, last) ? 1.3 : 0;
        score += TitledBefore(text, name.First, first) ? 1.1 : 0;
        score += CuedBefore(text, name, first) ? 1 : 0;
        score += Enumerable.Range(name.Last, Math.Max(0, last - name.Last + 1)).Any(i =>
            text.Tokens[i].Kind == TokenKind.Number && text.Tokens[i].Length >= 3) ? 0.5 : 0;
        score += name.Where.Kind == StretchKind.Subject ? 0.3 : 0;
        score += NamedElsewhere(name) ? 0.4 : 0;
        score += FollowedByCompany(text, name.Last) || Owns(text, name.Last, last) ? 0.7 : 0;
        score -= BehindCompanyCue(text, name.First) ? 1 : 0;
        return score - (sides.Directory.Us.Products.Any(p =>
            TextFold.Letters(p).Contains(TextFold.Letters(name.Name), StringComparison.Ordinal)) ? 4 : 0);
    }

    // The first name alone stands in another message too: people talk about that person.
    private bool NamedElsewhere(NameMention name)
    {
        var words = NameMatch.Words(TextFold.Fold(name.Name));
        return words.Count > 0 && words[0] is { Length: > 2 } first
            && introduction.All.Where(p => p != name.Where.Passage).SelectMany(p => p.Bodies)
            .Any(b => b.Tokens.Tokens.Any(t => t.Folded == first));
    }

    private static bool FollowedByTitle(TokenizedText text, int nameLast, int sentenceLast)
    {
        for (var i = nameLast + 1; i <= Math.Min(nameLast + 7, sentenceLast); i++)
        {
            if (text.Tokens[i].Kind == TokenKind.Word && Lexicon.IsTitle(text.Tokens[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

    // "Their office manager is Bex Hollis", "la directora, Ana Ruiz": the title right before, over a comma or a copula.
    private static bool TitledBefore(TokenizedText text, int nameFirst, int sentenceFirst)
    {
        var i = nameFirst - 1;
        while (i >= sentenceFirst && nameFirst - i <= 3
            && (text.Tokens[i].IsMark(',') || text.Tokens[i].IsMark(':') || text.Tokens[i].Kind == TokenKind.LineBreak
                || text.Tokens[i].Folded is "is" or "es" or "e" or "ist" or "est" or "called" or "named" or "heet"
                or "the"
                    or "el" or "la" or "o" or "a" or "il" or "frau" or "herr"))
        {
            i--;
        }

        return i >= sentenceFirst && text.Tokens[i].Kind == TokenKind.Word && Lexicon.IsTitle(text.Tokens[i].Folded);
    }

    private static bool FollowedByCompany(TokenizedText text, int nameLast) =>
        nameLast + 2 < text.Tokens.Length
        && text.IsCapitalised(nameLast + 2) && Lexicon.CompanyCues.At(text, nameLast + 1) is { } cue
        && (cue.Value == "at" || Lexicon.IsCompanyWord(text.Tokens[nameLast + 2].Folded));

    private static bool Owns(TokenizedText text, int nameLast, int sentenceLast) =>
        Enumerable.Range(nameLast + 1, Math.Max(0, Math.Min(4, sentenceLast - nameLast))).Any(i =>
            Lexicon.CompanyCues.At(text, i) is { Value: "runs" });

    // "Jane is with Globex Linen": what stands behind "with" is the company.
    private static bool BehindCompanyCue(TokenizedText text, int first) =>
        first > 0 && Lexicon.CompanyCues.At(text, first - 1) is { Value: "at" }
            && text.Tokens[first - 1].Folded is not ("with" or "from" or "client" or "customer" or "kunde" or "called"
            or "firma")
        || (first > 1 && text.Tokens[first - 1].Folded == "with" && text.Tokens[first - 2].Folded is "is" or "now");

    private static bool CuedBefore(TokenizedText text, NameMention name, int sentenceFirst)
    {
        for (var i = Math.Max(sentenceFirst, name.First - 12); i < name.First; i++)
        {
            if (Lexicon.PersonCues.At(text, i) is { } hit && hit.Last >= name.First - (hit.Phrase.Length > 8 ? 9 : 4))
            {
                return true;
            }
        }

        return name.First > 0 && text.Tokens[name.First - 1].IsMark(':');
    }
}
