using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>How much of a mail domain's label a name explains: "bluelakehw" is all but explained by "Blue Lake
/// Hardware", "ks-neustadt" by "Kantonsspital Neustadt", "nhis" by four initials.</summary>
internal static class DomainMatch
{
    public const double Enough = 0.6;

    /// <summary>The better of the two spellings, 0 to 1.</summary>
    public static double Score(string label, ReadOnlySpan<(string Plain, string German)> words)
    {
        var plain = new string[words.Length];
        var german = new string[words.Length];
        var differ = false;
        for (var i = 0; i < words.Length; i++)
        {
            (plain[i], german[i]) = words[i];
            differ |= !ReferenceEquals(plain[i], german[i]);
        }

        var score = Score(label, plain);
        return differ ? Math.Max(score, Score(label, german)) : score;
    }

    /// <summary>Some word begins as a part of the label does, or the label may be initials: worth a closer
    /// look.</summary>
    public static bool MayExplain(string label, IReadOnlyList<(string Plain, string German)> words)
    {
        var letters = TextFold.Letters(label);
        if (letters.Length <= 6)
        {
            return true;
        }

        foreach (var (plain, german) in words)
        {
            if ((plain.Length >= 2 && letters.Contains(plain[..Math.Min(3, plain.Length)], StringComparison.Ordinal))
                || (german.Length >= 3 && letters.Contains(german[..3], StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>0 to 1.</summary>
    public static double Score(string label, IReadOnlyList<string> words)
    {
        var letters = TextFold.Letters(label);
        if (letters.Length < 2 || words.Count == 0)
        {
            return 0;
        }

        return Math.Max(Covered(letters, words), Math.Max(InOrder(letters, words), Initials(letters, words)));
    }

    /// <summary>Both spellings of a word's letters: "muller" and "mueller"; one and the same where they do not
    /// differ.</summary>
    public static (string Plain, string German) Spellings(ReadOnlySpan<char> word)
    {
        var text = word.ToString();
        var plain = TextFold.Letters(Lexicon.Latin(text));
        if (System.Text.Ascii.IsValid(text))
        {
            return (plain, plain);
        }

        var german = TextFold.Letters(TextFold.FoldGerman(text));
        return german == plain ? (plain, plain) : (plain, german);
    }

    // The label's letters that the beginnings of the words cover, in any order.
    private static double Covered(string label, IReadOnlyList<string> words)
    {
        var covered = new bool[label.Length];
        foreach (var word in words)
        {
            var (at, length) = LongestBeginning(label, word);
            if (length >= 4 || (length == word.Length && length >= 3))
            {
                Array.Fill(covered, true, at, length);
            }
        }

        return covered.Count(c => c) / (double)label.Length;
    }

    private static (int At, int Length) LongestBeginning(string label, string word)
    {
        var best = (At: 0, Length: 0);
        for (var i = 0; i < label.Length; i++)
        {
            var length = 0;
            while (length < word.Length && i + length < label.Length && label[i + length] == word[length])
            {
                length++;
            }

            if (length > best.Length)
            {
                best = (i, length);
            }
        }

        return best;
    }

    // The label is made of the words' beginnings one after the other; the first word must begin it.
    private static double InOrder(string label, IReadOnlyList<string> words)
    {
        var at = 0;
        for (var w = 0; w < words.Count && at < label.Length; w++)
        {
            var length = 0;
            while (length < words[w].Length && at + length < label.Length && label[at + length] == words[w][length])
            {
                length++;
            }

            if (w == 0 && length < 2)
            {
                return 0;
            }

            at += length;
        }

        var used = at / (double)label.Length;
        return at >= 4 && used >= 0.8 ? used : 0;
    }

    private static double Initials(string label, IReadOnlyList<string> words)
    {
        if (label.Length is < 3 or > 6 || words.Count < label.Length)
        {
            return 0;
        }

        for (var i = 0; i < label.Length; i++)
        {
            if (words[i].Length == 0 || words[i][0] != label[i])
            {
                return 0;
            }
        }

        return 0.9;
    }
}
