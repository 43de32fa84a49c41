using System.Collections.Frozen;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What a word is about: "Firmenkarten", "tarjetas" and "kort" are cards. Tells which words of a mail speak of
/// a product of ours, whatever the language.</summary>
internal static class Topics
{
    private const int KeyLength = 3;
    private const int LongestEnding = 6;
    private const int InsideLength = 6;

    private static readonly FrozenDictionary<string, (string[] Words, string Topic)[]> ByStart = Tables.Rows("topics.tsv")
        .Select(r => (Words: TextFold.Fold(r[0]).Split(' '), Topic: r[1]))
        .Where(r => !TextFold.IsIdeographic(r.Words[0][0]))
        .GroupBy(r => Key(r.Words[0]), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(r => r.Words.Length).ToArray(), StringComparer.Ordinal);

    private static readonly (string Word, string Topic)[] Ideographic = [.. Tables.Rows("topics.tsv")
        .Where(r => TextFold.IsIdeographic(r[0][0])).Select(r => (r[0], r[1])).OrderByDescending(r => r.Item1.Length)];

    /// <summary>The topics of the products' names, each with the product; null where several have it.</summary>
    public static FrozenDictionary<string, string?> Of(Us us)
    {
        var ours = TextFold.Fold(us.Name);
        var topics = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var product in us.Products)
        {
            var text = new TokenizedText(product);
            for (var i = 0; i < text.Tokens.Length; i++)
            {
                if (text.Tokens[i].Folded != ours)
                {
                    foreach (var (_, topic) in All(text, i))
                    {
                        topics[topic] = topics.TryGetValue(topic, out var other) && other != product ? null : product;
                    }
                }
            }
        }

        return topics.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The last token of the words from the token on that speak of one of the topics, and which.</summary>
    public static (int Last, string Topic)? At(TokenizedText text, int token, FrozenDictionary<string, string?> topics)
    {
        foreach (var (last, topic) in All(text, token))
        {
            if (topics.ContainsKey(topic))
            {
                return (last, topic);
            }
        }

        return null;
    }

    private static IEnumerable<(int Last, string Topic)> All(TokenizedText text, int token)
    {
        if (text.Tokens[token].Kind != TokenKind.Word)
        {
            yield break;
        }

        var folded = text.Tokens[token].Folded;
        for (var start = 0; start == 0 || start <= folded.Length - InsideLength; start++)
        {
            if (!ByStart.TryGetValue(Key(folded[start..]), out var rows))
            {
                continue;
            }

            foreach (var (words, topic) in rows)
            {
                if ((start == 0 || words[0].Length >= InsideLength) && Fits(text, token, start, words))
                {
                    yield return (token + words.Length - 1, topic);
                }
            }
        }
    }

    /// <summary>The first word of one of the topics in Chinese, Japanese or Korean writing.</summary>
    public static (int Start, int Length)? FindIdeographic(string text, FrozenDictionary<string, string?> topics)
    {
        foreach (var (word, topic) in Ideographic)
        {
            if (topics.ContainsKey(topic) && text.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at)
            {
                return (at, word.Length);
            }
        }

        return null;
    }

    private static bool Fits(TokenizedText text, int token, int start, string[] words)
    {
        if (token + words.Length > text.Tokens.Length || !Begins(text.Tokens[token].Folded.AsSpan(start), words[0]))
        {
            return false;
        }

        for (var w = 1; w < words.Length; w++)
        {
            if (!Begins(text.Tokens[token + w].Folded, words[w]))
            {
                return false;
            }
        }

        return true;
    }

    // A short word may grow an ending ("kort", "korteista"), not become another ("kort", "kortfristig").
    private static bool Begins(ReadOnlySpan<char> word, string stem) =>
        word.StartsWith(stem, StringComparison.Ordinal)
        && word.Length - stem.Length <= (stem.Length <= 3 ? 0 : stem.Length <= 4 ? 2 : stem.Length >= 6 ? 24 : LongestEnding);

    private static string Key(string word) => word.Length <= KeyLength ? word : word[..KeyLength];
}
