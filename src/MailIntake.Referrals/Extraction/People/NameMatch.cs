using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>How well a name and an address, or two names, go together.</summary>
internal static class NameMatch
{
    private static readonly char[] Separators = [.. ".-_+0123456789"];

    /// <summary>0 (nothing) to 3 (first and last name both in the local part).</summary>
    public static double WithLocalPart(string name, string localPart)
    {
        var plain = Score(Words(Lexicon.Latin(name)), localPart);
        var german = Score(Words(TextFold.FoldGerman(name)), localPart);
        var best = Math.Max(plain, german);
        return best < 1.5 && name.AsSpan().ContainsAnyInRange('\u0400', '\u04ff')
            ? Math.Max(best, Score(Words(Lexicon.LatinOfRussian(name)), localPart)) : best;
    }

    /// <summary>The same person: one name's words are all in the other's (a first name alone counts half).</summary>
    public static double Between(string left, string right)
    {
        if (left.Length > 0 && TextFold.IsIdeographic(left[0]))
        {
            return BetweenIdeographs(TextFold.Letters(left), TextFold.Letters(right));
        }

        return Between(Words(TextFold.Fold(left)), Words(TextFold.Fold(right)));
    }

    /// <summary>The same of names that are already words.</summary>
    public static double Between(IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return 0;
        }

        var common = a.Intersect(b, StringComparer.Ordinal).Count();
        var all = Math.Min(a.Count, b.Count);
        return common == 0 ? 0 : common == all ? (all > 1 ? 1 : 0.5) : 0;
    }

    // "佐々木 健" and "佐々木健" are one person; "佐々木" alone is half of it.
    private static double BetweenIdeographs(string left, string right) =>
        left == right ? 1
        : right.Length > 0
        && (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal)) ? 0.5
        : 0;

    public static IReadOnlyList<string> Words(string folded) =>
        [.. folded.Split([' ', '.', ',', '-', '\'', '\u00a0', '\u3000'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => (w.Length > 1 || TextFold.IsIdeographic(w[0])) && !Lexicon.Particles.Contains(w))];

    private static double Score(IReadOnlyList<string> words, string localPart)
    {
        var local = TextFold.Fold(localPart);
        var letters = TextFold.Letters(local);
        if (words.Count == 0 || letters.Length == 0)
        {
            return 0;
        }

        var parts = local.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var whole = words.Count(w => w.Length >= 3 ? letters.Contains(w, StringComparison.Ordinal) : parts.Contains(w));
        if (whole >= 2)
        {
            return 3;
        }

        if (whole == 1)
        {
            var found = words.First(w => w.Length >= 3 ? letters.Contains(w, StringComparison.Ordinal)
                : parts.Contains(w));
            var initial = words.Any(w => w != found && (letters.StartsWith(w[0]) || letters.EndsWith(w[0])));
            return words.Count == 1 ? 1.5 : initial && letters.Length <= found.Length + 3 ? 2.5 : 2;
        }

        // "zbyszek" for Zbigniew, "aleks" for Aleksandra: the beginning alone.
        if (parts.Any(p => p.Length >= 4
            && words.Any(w => w.StartsWith(p, StringComparison.Ordinal) || p.StartsWith(w, StringComparison.Ordinal))))
        {
            return 1.5;
        }

        var initials = string.Concat(words.Select(w => w[0]));
        return letters == initials && initials.Length > 1 ? 1 : 0;
    }
}
