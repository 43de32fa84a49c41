using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What the prospect is interested in: products of ours by name or by the part of it that tells them apart;
/// else
/// the need in the mail's own words ("looking for a close tool").</summary>
internal static class ProductFinder
{
    public static Candidate? Find(IReadOnlyList<Stretch> texts, PartnerDirectory directory)
    {
        var named = Named(texts, directory);
        if (named is not null)
        {
            return named;
        }

        Candidate? best = null;
        foreach (var text in texts.Where(t => t.Kind is StretchKind.Body or StretchKind.Subject))
        {
            var less = text.Kind == StretchKind.Subject ? 0.25 : 0;
            foreach (var need in NeedFinder.Find(text, directory))
            {
                if (best is null || need.Score - less > best.Score)
                {
                    best = need with { Score = need.Score - less };
                }
            }
        }

        return best;
    }

    /// <summary>The directory's products that the text names, joined by ", ".</summary>
    public static Candidate? Named(IReadOnlyList<Stretch> texts, PartnerDirectory directory)
    {
        var hits = new List<(string Product, Evidence Evidence, double Score)>();
        foreach (var product in directory.Us.Products)
        {
            foreach (var text in texts.Where(t =>
                t.Kind is StretchKind.Body or StretchKind.Subject or StretchKind.Signature))
            {
                if (text.Kind == StretchKind.Signature)
                {
                    continue;
                }

                if (Whole(text, product) is { } whole)
                {
                    hits.Add((product, whole, 3));
                    break;
                }

                if (Part(text, product, directory) is { } part)
                {
                    hits.Add((product, part, 2));
                    break;
                }
            }
        }

        return hits.Count == 0
            ? null
            : new Candidate(string.Join(", ", hits.Select(h => h.Product)), hits[0].Evidence, hits.Min(h => h.Score),
            "named as our product");
    }

    private static Evidence? Whole(Stretch text, string product)
    {
        var at = text.Text.IndexOf(product, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : text.Evidence(at, product.Length);
    }

    // "StackPilot" for "StackPilot WMS", "Vault" for "Nordriegel Vault": the words that no other product has and that
    // are not our name.
    private static Evidence? Part(Stretch stretch, string product, PartnerDirectory directory)
    {
        var ours = TextFold.Fold(directory.Us.Name);
        var words = TextFold.Fold(product).Split(' ').Where(w => w != ours).ToArray();
        var text = stretch.Tokens;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (!words.Contains(text.Tokens[i].Folded) || !text.IsCapitalised(i) || text.Tokens[i].Length < 4)
            {
                continue;
            }

            if (words.Length > 1 && words[0] == text.Tokens[i].Folded && words.Length == 2 && i + 1 < text.Tokens.Length
                && text.Tokens[i + 1].Folded == words[1])
            {
                return stretch.EvidenceOfTokens(i, i + 1);
            }

            var distinct = HasInnerCapital(text.Word(i)) && words[0] == text.Tokens[i].Folded;
            if (distinct || (words.Length == 1 && InProductPlace(text, i, stretch)))
            {
                return stretch.EvidenceOfTokens(i, i);
            }
        }

        return null;
    }

    private static bool IsModule(string? word) => word is not null && Lexicon.NeedWords.Contains("module " + word);

    private static bool HasInnerCapital(ReadOnlySpan<char> word) => word.Length > 3
        && word[1..].IndexOfAnyInRange('A', 'Z') >= 0;

    // A common word ("Close", "Pass") is the product only in quotes, beside "+", or by a word such as "module"; never
    // at a sentence's start.
    private static bool InProductPlace(TokenizedText text, int i, Stretch stretch)
    {
        var before = i > 0 ? text.Tokens[i - 1] : default;
        var after = i + 1 < text.Tokens.Length ? text.Tokens[i + 1] : default;
        var quoted = before.Folded is "\"" or "“" or "„" or "«" or "'" or "‘";
        var listed = before.Folded is "+" || after.Folded is "+";
        var module = IsModule(before.Folded) || IsModule(after.Folded);
        var inside = i > 0 && text.SentenceOf[i - 1] == text.SentenceOf[i] && before.Kind == TokenKind.Word
            && !text.IsCapitalised(i - 1)
            && (after.Folded is "," or "." or "\n" or ")" or ";" or null || after.Kind == TokenKind.Mark
            || stretch.Text[text.Tokens[i].End..].Length == 0);
        return quoted || listed || module || inside;
    }
}
