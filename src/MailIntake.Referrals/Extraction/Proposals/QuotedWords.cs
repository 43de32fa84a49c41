using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Proposals;

/// <summary>Where a quote stands: the characters [Start, Start + Length) of a stretch.</summary>
internal readonly record struct QuotePlace(Stretch Where, int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>The words as they stand in the mail, with their place.</summary>
    public Evidence Evidence => Where.Evidence(Start, Length) with { How = FoundHow.Model };

    public bool Holds(int start, int end) => start >= Start && end <= End;
}

/// <summary>Finds words in what was shown, word for word: runs of white space count as one space, case is kept, and a
/// piece of a longer word is no find.</summary>
internal sealed class QuotedWords(ShownMail mail)
{
    /// <summary>A quote of half a mail proves nothing.</summary>
    private const int LongestQuote = 300;

    private readonly Dictionary<Stretch, (string Text, int[] Offsets)> _folded = [];

    /// <summary>Every place is one more chance for a validation that looks around the words.</summary>
    public IEnumerable<QuotePlace> Find(string quote)
    {
        var words = Fold(quote).Text.Trim(' ');
        if (words.Length is 0 or > LongestQuote)
        {
            yield break;
        }

        foreach (var stretch in mail.Stretches)
        {
            if (!_folded.TryGetValue(stretch, out var folded))
            {
                _folded[stretch] = folded = Fold(stretch.Text);
            }

            for (var at = Next(folded.Text, words, 0); at >= 0; at = Next(folded.Text, words, at + 1))
            {
                var start = folded.Offsets[at];
                var end = folded.Offsets[at + words.Length - 1] + 1;
                if (!stretch.Visible(start, end - start).IsStruck(0, end - start))
                {
                    yield return new QuotePlace(stretch, start, end - start);
                }
            }
        }
    }

    /// <summary>Whole words of <paramref name="value"/> stand in <paramref name="text"/>.</summary>
    public static bool Stands(string value, string text)
    {
        var words = Fold(value).Text.Trim(' ');
        return words.Length > 0 && Next(Fold(text).Text, words, 0) >= 0;
    }

    private static int Next(string text, string words, int from)
    {
        while (from + words.Length <= text.Length)
        {
            var at = text.IndexOf(words, from, StringComparison.Ordinal);
            if (at < 0)
            {
                return -1;
            }

            if (IsBound(text, at) && IsBound(text, at + words.Length))
            {
                return at;
            }

            from = at + 1;
        }

        return -1;
    }

    // Between two characters that no one word holds both of. Scripts without spaces have no such bounds.
    private static bool IsBound(string text, int at) =>
        at == 0 || at == text.Length || !IsWord(text[at - 1]) || !IsWord(text[at])
        || TextFold.IsIdeographic(text[at - 1]) || TextFold.IsIdeographic(text[at]);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '@' or '_';

    private static (string Text, int[] Offsets) Fold(string text)
    {
        var folded = new System.Text.StringBuilder(text.Length);
        var offsets = new int[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            var space = char.IsWhiteSpace(text[i]);
            if (space && folded.Length > 0 && folded[^1] == ' ')
            {
                continue;
            }

            offsets[folded.Length] = i;
            folded.Append(space ? ' ' : text[i]);
        }

        return (folded.ToString(), offsets);
    }
}
