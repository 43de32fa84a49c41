using System.Collections.Frozen;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The need in the mail's own words, where no product is named: what stands behind "looking for" and its kin,
/// a noun such as "software" with what it is for, a verb such as "automate" with its object; last, the everyday word
/// that a product of ours is named after ("billing").</summary>
internal static class NeedFinder
{
    private const int LongestNeed = 9;
    private const int MatterReach = 6;
    private const int LongestOfTopic = 5;

    public static IEnumerable<Candidate> Find(Stretch stretch, PartnerDirectory directory)
    {
        var topics = Topics.Of(directory.Us);
        foreach (var topic in NeedNouns.OfTopics(stretch, topics))
        {
            yield return topic;
        }

        var text = stretch.Tokens;
        foreach (var hit in Lexicon.NeedCues.All(text))
        {
            var found = hit.Value switch
            {
                "noun" => Noun(stretch, hit),
                "act" => Act(stretch, hit),
                "verb" => Verb(stretch, hit),
                "topic" or "matter" => Matter(stretch, hit),
                "before" => Before(stretch, hit),
                _ => Behind(stretch, hit),
            };
            if (found is not null && !IsSomebody(found.Value, directory))
            {
                var words = found.Value.Count(c => c == ' ') + 1;
                yield return !Speaks(found, topics) ? found
                    : words is > 1 and <= LongestOfTopic ? found with { Score = found.Score + 0.5 } : found with { Score = 1.0 };
            }
        }

        foreach (var activity in NeedNouns.Find(stretch))
        {
            yield return activity;
        }

        if (IdeographicNeeds.Find(stretch) is { } ideographic)
        {
            yield return ideographic;
        }

        if (Everyday(stretch, directory) is { } everyday)
        {
            yield return everyday;
        }
    }

    // "asked about Arjun": a colleague, a partner, ourselves.
    private static bool IsSomebody(string need, PartnerDirectory directory)
    {
        var first = need.Split(' ', 2)[0];
        return char.IsUpper(first[0]) && (directory.Us.Name.StartsWith(first, StringComparison.OrdinalIgnoreCase)
            || directory.Us.Reps.Any(r => r.Name.Contains(first, StringComparison.OrdinalIgnoreCase)));
    }

    // Whether the words are about what a product of ours is for.
    private static bool Speaks(Candidate need, FrozenDictionary<string, string?> topics)
    {
        var text = new TokenizedText(need.Value);
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (Topics.At(text, i, topics) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static Candidate? Behind(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        var first = SkipArticles(text, hit.Last + 1);
        if (first + 1 < text.Tokens.Length && Is(text, first, "anything"))
        {
            first = SkipThing(text, first);
        }

        var last = NeedEnd(text, first, hit.First);
        if (last < first || last - first > LongestNeed + 3
            || Lexicon.NeedStopWords.Contains(text.Tokens[first].Folded) || Unfit(text, first, last))
        {
            return null;
        }

        var article = text.Tokens[first - 1].Kind == TokenKind.Word && first - 1 > hit.Last;
        if (hit.Value != "strong"
            && ((!article && !text.IsCapitalised(first) && last - first < 1) || IsName(text, first, last)))
        {
            return null;
        }

        var score = (hit.Value == "strong" ? 1.5 : 0.9) + (last - first >= 1 ? 0.2 : -0.3);
        return Give(stretch, first, last, score, hit);
    }

    // "software de cobros", "a tool for the new offices"; else the words before: "booking software".
    private static Candidate? Noun(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        if (IsOffer(text, hit))
        {
            return null;
        }

        if (hit.First > 0 && text.Tokens[hit.First - 1].Kind == TokenKind.Word
            && !text.IsCapitalised(hit.First - 1) && text.Tokens[hit.First - 1].Length > 4
            && text.SentenceOf[hit.First - 1] == text.SentenceOf[hit.First]
            && Is(text, hit.First, "head")
            && !Lexicon.NameStopWords.Contains(text.Tokens[hit.First - 1].Folded)
            && !Lexicon.NeedStopWords.Contains(text.Tokens[hit.First - 1].Folded)
            && !Is(text, hit.First - 1, "no-head"))
        {
            return Give(stretch, hit.First - 1, hit.Last, 1.2, hit);
        }

        var of = hit.Last + 1;
        if (of + 1 >= text.Tokens.Length || !Is(text, of, "of"))
        {
            return null;
        }

        var first = SkipArticles(text, of + 1);
        var last = NeedEnd(text, first, hit.First);
        return last < first || text.IsCapitalised(first) || Unfit(text, first, last)
            || Is(text, first, "clause") || Is(text, first, "pronoun") ? null : Give(stretch, hit.First, last, 1.3, hit);
    }

    private static Candidate? Act(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        var last = NeedEnd(text, SkipArticles(text, hit.Last + 1), hit.First);
        return last <= hit.Last || Unfit(text, hit.First, last) ? null : Give(stretch, hit.First, last, 1.0, hit);
    }

    // "... yazılımı arıyorlar", "... ke liye software chahiye": the need stands before the verb.
    private static Candidate? Before(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        var first = hit.First;
        while (first > 0 && hit.First - first < LongestNeed - 2
            && text.SentenceOf[first - 1] == text.SentenceOf[hit.First]
            && text.Tokens[first - 1].Kind is not TokenKind.Mark
            && !Is(text, first - 1, "stop"))
        {
            first--;
        }

        while (first < hit.First && !text.Tokens[first].IsWordOrNumber)
        {
            first++;
        }

        var last = hit.First - 1;
        return last <= first || Unfit(text, first, last) || IsName(text, first, last) ? null
            : Give(stretch, first, last, 1.5, hit);
    }

    // What somebody sells or a thing is called, not what is wanted.
    private static bool IsOffer(TokenizedText text, PhraseHit hit)
    {
        for (var i = Math.Max(0, hit.First - 4); i <= Math.Min(hit.Last + 1, text.Tokens.Length - 1); i++)
        {
            if (Is(text, i, "provider") && text.SentenceOf[i] == text.SentenceOf[hit.First])
            {
                return true;
            }
        }

        return false;
    }

    // "want to replace their spreadsheets": a verb with what it does, and none of talking or meeting.
    private static Candidate? Verb(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        var first = SkipArticles(text, hit.Last + 1);
        var last = NeedEnd(text, first, hit.First);
        return last <= first || (hit.First > 0 && Is(text, hit.First - 1, "speaker"))
            || Lexicon.NeedStopWords.Contains(text.Tokens[first].Folded) || Unfit(text, first, last)
            ? null : Give(stretch, first, last, 1.5, hit);
    }

    // "Thema: ...", "the problem is ...", "biggest headache over there: ...": behind the colon or the copula.
    private static Candidate? Matter(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        for (var i = hit.Last + 1; i <= hit.Last + MatterReach && i < text.Tokens.Length
            && text.SentenceOf[i] == text.SentenceOf[hit.First]; i++)
        {
            var colon = text.Tokens[i].IsMark(':');
            if (!colon && !Is(text, i, "copula"))
            {
                if (text.Tokens[i].Kind is TokenKind.Mark && text.Tokens[i].Folded is not ("," or "'" or "-"))
                {
                    return null;
                }

                continue;
            }

            while (i + 1 < text.Tokens.Length && (Is(text, i + 1, "copula") || text.Tokens[i + 1].Folded is "'"))
            {
                i++;
            }

            var first = SkipArticles(text, i + 1);
            var last = NeedEnd(text, first, colon ? Math.Min(first, text.Tokens.Length - 1) : hit.First);
            return last < first || (!colon && last == first && first == i + 1)
                || Lexicon.NeedStopWords.Contains(text.Tokens[first].Folded) || Unfit(text, first, last)
                ? null : Give(stretch, first, last, 1.55, hit);
        }

        return null;
    }

    // Products are often named after what they do: "intake", "billing", said in lower case and not as a verb.
    private static Candidate? Everyday(Stretch stretch, PartnerDirectory directory)
    {
        var text = stretch.Tokens;
        var ours = TextFold.Fold(directory.Us.Name);
        var words = directory.Us.Products.Select(p => TextFold.Fold(p).Split(' ').Where(w => w != ours).ToArray())
            .Where(w => w is [{ Length: >= 5 } word] && !Lexicon.NeedWords.Contains("generic " + word)).Select(w => w[0])
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 1; i + 1 < text.Tokens.Length; i++)
        {
            if (text.Tokens[i].Kind == TokenKind.Word && !text.IsCapitalised(i) && words.Contains(text.Tokens[i].Folded)
                && text.Tokens[i - 1].Folded is not ("to" or "will" or "can" or "could" or "we" or "they" or "i")
                && !IsArticle(text.Tokens[i + 1].Folded) && text.Tokens[i + 1].Folded is not ("to" or "it" or "this"))
            {
                return new Candidate(text.Slice(i, i), stretch.EvidenceOfTokens(i, i), 0.75,
                    "what our product is about");
            }
        }

        return null;
    }

    private static Candidate Give(Stretch stretch, int first, int last, double score, PhraseHit hit) => new(
        string.Join(' ',
            stretch.Tokens.Slice(first, last).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)),
        stretch.EvidenceOfTokens(first, last), score, $"behind \"{hit.Phrase}\"");

    private static int SkipArticles(TokenizedText text, int first)
    {
        while (first < text.Tokens.Length
            && (text.Tokens[first].Kind == TokenKind.LineBreak || IsArticle(text.Tokens[first].Folded)))
        {
            first++;
        }

        return first;
    }

    // "something for ...", "quelque chose qui ...": what follows is the need.
    private static int SkipThing(TokenizedText text, int first)
    {
        var i = first;
        while (i + 1 < text.Tokens.Length && Is(text, i, "anything"))
        {
            i++;
        }

        return Is(text, i, "of") || Is(text, i, "relative") ? SkipArticles(text, i + 1) : first;
    }

    // Capitalised words only: more often somebody's name than a need (but German writes every noun so).
    private static bool IsName(TokenizedText text, int first, int last) =>
        last > first && Enumerable.Range(first, last - first + 1).All(text.IsCapitalised);

    // "need to see it", "looking for his name", "20 licences", "next year": nothing that is bought.
    private static bool Unfit(TokenizedText text, int first, int last)
    {
        var empty = true;
        for (var i = first; i <= last; i++)
        {
            if (Is(text, i, "unfit"))
            {
                return true;
            }

            empty &= text.Tokens[i].Kind != TokenKind.Word || Is(text, i, "module") || Is(text, i, "article")
                || Is(text, i, "generic")
                || Lexicon.TimeWords.At(text, i) is { Value: "near" or "span" or "day" or "month" or "season" };
        }

        return empty;
    }

    private static bool IsArticle(string word) => Lexicon.NeedWords.Contains("article " + word);

    private static bool Is(TokenizedText text, int i, string kind) =>
        Lexicon.NeedWords.Contains($"{kind} {text.Tokens[i].Folded}");

    private static bool IsTime(TokenizedText text, int i) =>
        TimeKind(text, i) is { } kind && (kind is not ("lead" or "limit")
            || (i + 2 < text.Tokens.Length && (TimeKind(text, i + 1) ?? TimeKind(text, i + 2)) is not (null
            or "lead" or "limit"))
            || (i + 1 < text.Tokens.Length && Lexicon.TimeWords.At(text, i + 1) is { Value: "span" }));

    private static string? TimeKind(TokenizedText text, int i) =>
        Lexicon.TimeWords.At(text, i) is
        {
            Value: "month" or "quarter" or "season" or "event" or "strong"
            or "lead" or "limit"
        } hit
            ? hit.Value : null;

    // "... and it hurts", "... at the docks": where the need is whole already and something else is told.
    private static bool Breaks(TokenizedText text, int first, int last, int i) =>
        (last - first >= 1 && Is(text, i, "place"))
        || (last >= first && Is(text, i, "join")
            && (last - first >= 2 || (i + 1 < text.Tokens.Length && Is(text, i + 1, "clause"))));

    private static int NeedEnd(TokenizedText text, int first, int sentence)
    {
        var last = first - 1;
        for (var i = first; i < text.Tokens.Length && i < first + LongestNeed; i++)
        {
            var token = text.Tokens[i];
            if (text.SentenceOf[i] != text.SentenceOf[sentence] || IsTime(text, i)
                || (token.Kind == TokenKind.Mark && token.Folded is not ("-" or "'" or "&" or "/" or "+"))
                || (token.Folded is "fur" or "for" or "voor" or "para" or "pour" or "per" or "with" or "to"
                && last >= first && !Is(text, last, "generic") && token.Folded is "fur" or "with")
                || (Is(text, i, "stop") && !Is(text, i, "of")) || Breaks(text, first, last, i))
            {
                break;
            }

            last = token.IsWordOrNumber ? i : last;
        }

        while (last >= first
            && Is(text, last, "loose"))
        {
            last--;
        }

        return last;
    }
}
