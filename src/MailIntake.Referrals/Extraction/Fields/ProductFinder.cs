using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What the prospect is interested in: products of ours by name or by the part of it that tells them apart;
/// else
/// the need in the mail's own words ("looking for a close tool").</summary>
internal static class ProductFinder
{
    private const int LongestNeed = 9;

    private static readonly HashSet<string> ModuleWords = new(StringComparer.Ordinal)
    {
        "module", "modul", "modulo", "licences", "licenses", "lizenzen", "licencias", "licencas", "licenze",
        "licenties", "product", "produkt", "produit", "producto", "produto", "thema", "app", "tool",
        "listing", "coffres", "utenze", "licence", "sensor",
    };

    // Nouns that say nothing yet: what they are for is the need.
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "losung", "werkzeug", "tool", "system", "software", "solution", "solucion", "solucao", "soluzione", "oplossing",
        "losning", "outil", "herramienta", "ferramenta", "strumento", "sistema", "systeme", "remplacant", "platform",
        "plattform", "anbieter", "partner", "vendor", "hilfe", "thing", "app",
    };

    public static Candidate? Find(IReadOnlyList<Stretch> texts, PartnerDirectory directory)
    {
        var named = Named(texts, directory);
        if (named is not null)
        {
            return named;
        }

        Candidate? best = null;
        foreach (var text in texts.Where(t => t.Kind == StretchKind.Body))
        {
            foreach (var need in Needs(text))
            {
                if (best is null || need.Score > best.Score)
                {
                    best = need;
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
        var module = ModuleWords.Contains(before.Folded ?? "") || ModuleWords.Contains(after.Folded ?? "");
        var inside = i > 0 && text.SentenceOf[i - 1] == text.SentenceOf[i] && before.Kind == TokenKind.Word
            && !text.IsCapitalised(i - 1)
            && (after.Folded is "," or "." or "\n" or ")" or ";" or null || after.Kind == TokenKind.Mark
            || stretch.Text[text.Tokens[i].End..].Length == 0);
        return quoted || listed || module || inside;
    }

    private static IEnumerable<Candidate> Needs(Stretch stretch)
    {
        var text = stretch.Tokens;
        foreach (var hit in Lexicon.NeedCues.All(text))
        {
            var first = hit.Last + 1;
            while (first < text.Tokens.Length
                && (text.Tokens[first].Kind == TokenKind.LineBreak || IsArticle(text.Tokens[first].Folded)))
            {
                first++;
            }

            var last = NeedEnd(text, first, hit);
            if (last < first || last - first > LongestNeed + 3
                || text.Tokens[first].Folded is "to" or "you" or "me" or "us" or "it" or "them" or "him" or "her"
                or "zu" or "mich" or "te" or "a" || Unfit(text, first, last))
            {
                continue;
            }

            var article = text.Tokens[first - 1].Kind == TokenKind.Word && first - 1 > hit.Last;
            if (hit.Value != "strong" && !article && !text.IsCapitalised(first) && last - first < 1)
            {
                continue;
            }

            var score = (hit.Value == "strong" ? 1.5 : 0.9) + (last - first >= 1 ? 0.2 : -0.3);
            yield return new Candidate(
                string.Join(' ',
                text.Slice(first, last).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)),
                stretch.EvidenceOfTokens(first, last), score, $"behind \"{hit.Phrase}\"");
        }
    }

    // "need to see it", "looking for his name": nothing that is bought.
    private static bool Unfit(TokenizedText text, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Any(i =>
            text.Tokens[i].Folded is "name" or "naam" or "bedrijfsnaam" or "nom" or "address" or "adresse" or "adres"
            or "email" or "mail" or "call" or "ruckruf" or "details" or "info")
        || text.Tokens[first].Folded is "see" or "hear" or "know" or "talk" or "speak" or "get" or "be" or "have"
        or "go" or "ask" or "wait" or "deciding" or "this" or "that" or "his" or "your" or "someone" or "somebody"
        or "anything" or "something" or "help" or "more" or "time" or "du" or "jag" or "i" or "we";

    private static bool IsArticle(string word) =>
        word is "a" or "an" or "the" or "some" or "ein" or "eine" or "einen" or "un" or "une" or "uno" or "una" or "um"
            or "uma" or "een" or "en" or "ett" or "et" or "nach" or "einer" or "eines" or "el" or "la" or "le" or "il"
            or "lo" or "l" or "o" or "os" or "good" or "vernunftige" or "real";

    private static int NeedEnd(TokenizedText text, int first, PhraseHit hit)
    {
        var last = first - 1;
        for (var i = first; i < text.Tokens.Length && i < first + LongestNeed; i++)
        {
            var token = text.Tokens[i];
            if (text.SentenceOf[i] != text.SentenceOf[hit.First]
                || (token.Kind == TokenKind.Mark && token.Folded is not ("-" or "'" or "&" or "/" or "+"))
                || (token.Folded is "fur" or "for" or "voor" or "para" or "pour" or "per" or "with" or "to"
                && last >= first && !Generic.Contains(text.Tokens[last].Folded) && token.Folded is "fur" or "with")
                || token.Folded is "before" or "by" or "until" or "because" or "but" or "so" or "avant" or "bis"
                or "vor" or "antes" or "prima" or "entro" or "voor" or "who" or "they" or "he" or "she" or "we"
                or "seit" or "budget" or "waar" or "wo")
            {
                break;
            }

            last = token.IsWordOrNumber ? i : last;
        }

        while (last >= first
            && text.Tokens[last].Folded is "and" or "und" or "et" or "y" or "e" or "en" or "in" or "of" or "to" or "for"
            or "the" or "de" or "della" or "pour" or "die" or "den" or "der" or "that" or "wants" or "ya")
        {
            last--;
        }

        return last;
    }
}
