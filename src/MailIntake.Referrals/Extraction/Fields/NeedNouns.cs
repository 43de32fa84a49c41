using System.Collections.Frozen;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>A need that no word announces: the noun of an activity that software is bought for ("route planning",
/// "Tourenplanung", "gestion des stocks") with the words that describe it. The last resort, of little weight.</summary>
internal static class NeedNouns
{
    private const int LongestTail = 5;
    private const double Weight = 0.8;
    private const double TopicWeight = 1.6;

    private static readonly FrozenSet<string> Words =
        Tables.Words("need-nouns.txt").Where(w => !w.StartsWith('-')).ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Endings =
        [.. Tables.Words("need-nouns.txt").Where(w => w.StartsWith('-')).Select(w => w[1..])];

    /// <summary>The words about what a product of ours is for: worth more than any other noun. One word alone
    /// ("tarjetas") stands for the product.</summary>
    public static IEnumerable<Candidate> OfTopics(Stretch stretch, FrozenDictionary<string, string?> topics)
    {
        var text = stretch.Tokens;
        var subject = stretch.Kind == StretchKind.Subject;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (Topics.At(text, i, topics) is not var (end, topic))
            {
                continue;
            }

            var first = First(text, i, subject);
            var last = end > i ? end : Tail(text, i);
            if (!IsOfSomebody(text, first, last, subject))
            {
                var found = Give(stretch, first, last, TopicWeight, "what a product of ours is about");
                yield return first == last && topics[topic] is { } product ? found with { Value = product } : found;
            }

            i = last;
        }

        if (Topics.FindIdeographic(stretch.Text, topics) is var (at, length))
        {
            var (start, end) = IdeographicNeeds.Phrase(stretch.Text, at, at + length);
            yield return new Candidate(stretch.Text[start..end], stretch.Evidence(start, end - start), TopicWeight,
                "what a product of ours is about");
        }
    }

    public static IEnumerable<Candidate> Find(Stretch stretch)
    {
        var text = stretch.Tokens;
        var subject = stretch.Kind == StretchKind.Subject;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (text.Tokens[i].Kind != TokenKind.Word || !IsActivity(text.Tokens[i].Folded))
            {
                continue;
            }

            var first = First(text, i, subject);
            var last = Tail(text, i);
            if ((last > first || text.Tokens[i].Length >= 9) && !IsOfSomebody(text, first, last, subject))
            {
                yield return Give(stretch, first, last, Weight + (last > first ? 0.1 : 0),
                    "an activity that software is bought for");
            }

            i = last;
        }
    }

    private static Candidate Give(Stretch stretch, int first, int last, double score, string reason) => new(
        string.Join(' ', stretch.Tokens.Slice(first, last).Split((char[])['\n', ' '],
            StringSplitOptions.RemoveEmptyEntries)),
        stretch.EvidenceOfTokens(first, last), score, reason);

    private static bool IsActivity(string folded)
    {
        if (Words.Contains(folded))
        {
            return true;
        }

        foreach (var ending in Endings)
        {
            if (folded.Length > ending.Length + 3 && folded.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Up to two words before that describe it: "cold chain monitoring".
    private static int First(TokenizedText text, int noun, bool subject)
    {
        var first = noun;
        while (first > 0 && noun - first < 2 && text.Tokens[first - 1].Kind == TokenKind.Word
            && text.SentenceOf[first - 1] == text.SentenceOf[noun] && (subject || !text.IsCapitalised(first - 1))
            && text.Tokens[first - 1].Length > 2 && !IsSmall(text, first - 1))
        {
            first--;
        }

        return first;
    }

    // "gestion des stocks", "planning of shifts".
    private static int Tail(TokenizedText text, int noun)
    {
        if (noun + 2 >= text.Tokens.Length || !Is(text, noun + 1, "of") || text.Tokens[noun + 1].Folded is "to" or "a")
        {
            return noun;
        }

        var last = noun;
        for (var i = noun + 2; i < text.Tokens.Length && i < noun + LongestTail
            && text.SentenceOf[i] == text.SentenceOf[noun] && text.Tokens[i].IsWordOrNumber
            && (Is(text, i, "article") || !(Is(text, i, "stop") || Is(text, i, "join") || Is(text, i, "place")
                || Is(text, i, "copula") || Is(text, i, "clause") || Is(text, i, "speaker"))); i++)
        {
            last = Is(text, i, "article") || Is(text, i, "of") ? last : i;
        }

        return last;
    }

    // "Route Planning Manager", "head of planning", "our invoicing", "Globex Fleet Management", "planning to move".
    private static bool IsOfSomebody(TokenizedText text, int first, int last, bool subject)
    {
        for (var i = Math.Max(0, first - 4); i < Math.Min(text.Tokens.Length, last + 3); i++)
        {
            if (text.SentenceOf[i] == text.SentenceOf[first] && text.Tokens[i].Kind == TokenKind.Word
                && (i < first || i > last)
                && (Lexicon.IsTitle(text.Tokens[i].Folded) || Is(text, i, "provider") || Is(text, i, "speaker")))
            {
                return true;
            }
        }

        if (Lexicon.IsTitle(text.Tokens[last].Folded))
        {
            return true;
        }

        var verb = last + 1 < text.Tokens.Length && text.SentenceOf[last + 1] == text.SentenceOf[last]
            && (text.Tokens[last + 1].Folded is "to" or "a" || Is(text, last + 1, "article"));
        var name = !subject && text.IsCapitalised(last) && first > 0 && text.IsCapitalised(first - 1)
            && text.SentenceOf[first - 1] == text.SentenceOf[first] && !Is(text, first - 1, "article");
        return verb || name || Lexicon.IsCompanyWord(text.Tokens[Math.Min(last + 1, text.Tokens.Length - 1)].Folded);
    }

    private static bool IsSmall(TokenizedText text, int i) =>
        Is(text, i, "stop") || Is(text, i, "article") || Is(text, i, "loose") || Is(text, i, "clause")
        || Is(text, i, "place") || Is(text, i, "of") || Is(text, i, "join") || Is(text, i, "copula")
        || Is(text, i, "no-head") || Lexicon.NeedStopWords.Contains(text.Tokens[i].Folded)
        || Lexicon.NameStopWords.Contains(text.Tokens[i].Folded);

    private static bool Is(TokenizedText text, int i, string kind) =>
        Lexicon.NeedWords.Contains($"{kind} {text.Tokens[i].Folded}");
}
