using System.Collections.Frozen;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Vocabulary;

/// <summary>A phrase of a table found in a text: the tokens it covers and what the table says of it.</summary>
internal readonly record struct PhraseHit(int First, int Last, string Phrase, string Value);

/// <summary>Finds the phrases of a word table in a text, in time linear in the text. Phrases in scripts without spaces,
/// or with marks in them, are looked for as they stand.</summary>
internal sealed class PhraseTable
{
    private const int LongestGap = 4;

    private readonly FrozenDictionary<string, (string[] Words, string Phrase, string Value)[]> _byFirstWord;
    private readonly (string Folded, string Value)[] _literal;

    public PhraseTable(string file)
    {
        var rows = Tables.Rows(file).Select(r => (Phrase: TextFold.Fold(r[0]), Value: r.ElementAtOrDefault(1) ?? ""))
            .ToList();

        // Looked for in the text as it is: folding would take the marks off "が" and part "한" into letters.
        _literal = [.. Tables.Rows(file).Where(r => IsLiteral(TextFold.Fold(r[0])))
            .Select(r => (r[0].ToLowerInvariant(), r.ElementAtOrDefault(1) ?? ""))];
        _byFirstWord = rows.Where(r => !IsLiteral(r.Phrase))
            .SelectMany(r => Writings(WordsOf(r.Phrase), r.Phrase).Select(w => (Words: w, r.Phrase, r.Value)))
            .Where(r => r.Words.Length > 0)
            .GroupBy(r => r.Words[0], StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g =>
                g.OrderByDescending(r => r.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The longest phrase that begins with the token, if any.</summary>
    public PhraseHit? At(TokenizedText text, int token)
    {
        if (!text.Tokens[token].IsWordOrNumber || !_byFirstWord.TryGetValue(text.Tokens[token].Folded, out var phrases))
        {
            return null;
        }

        foreach (var (words, phrase, value) in phrases)
        {
            if (LastToken(text, token, words) is { } last)
            {
                return new PhraseHit(token, last, phrase, value);
            }
        }

        return null;
    }

    public IEnumerable<PhraseHit> All(TokenizedText text)
    {
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (At(text, i) is { } hit)
            {
                yield return hit;
            }
        }

        foreach (var hit in Literal(text))
        {
            yield return hit;
        }
    }

    private IEnumerable<PhraseHit> Literal(TokenizedText text)
    {
        if (_literal.Length == 0)
        {
            yield break;
        }

        var lower = text.Text.ToLowerInvariant();
        foreach (var (folded, value) in _literal)
        {
            var at = lower.IndexOf(folded, StringComparison.Ordinal);
            if (at >= 0)
            {
                var first = Math.Min(text.TokenFrom(at), text.Tokens.Length - 1);
                var last = Math.Max(first, text.TokenFrom(at + folded.Length) - 1);
                yield return new PhraseHit(first, last, folded, value);
            }
        }
    }

    private static int? LastToken(TokenizedText text, int first, string[] words)
    {
        var at = first;
        for (var w = 1; w < words.Length; w++)
        {
            var next = at + 1;
            while (next < text.Tokens.Length && !text.Tokens[next].IsWordOrNumber)
            {
                next++;
            }

            if (next >= text.Tokens.Length || text.Tokens[next].Folded != words[w]
                || text.Tokens[next].Start - text.Tokens[at].End > LongestGap)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    // "L'esigenza" at a sentence's start is one token, as names such as "L'Oréal" are; "l'esigenza" is two.
    private static IEnumerable<string[]> Writings(string[] words, string phrase)
    {
        yield return words;
        if (words.Length > 1 && words[0].Length <= 2 && phrase.StartsWith(words[0] + "'", StringComparison.Ordinal))
        {
            yield return [$"{words[0]}'{words[1]}", .. words[2..]];
        }
    }

    private static string[] WordsOf(string phrase) =>
        [.. Tokenizer.Cut(phrase).Where(t => t.IsWordOrNumber).Select(t => t.Folded)];

    private static bool IsLiteral(string phrase) =>
        phrase.Any(c => TextFold.IsIdeographic(c)
            || (!char.IsLetterOrDigit(c) && !"' -.&/()".Contains(c, StringComparison.Ordinal)));
}
