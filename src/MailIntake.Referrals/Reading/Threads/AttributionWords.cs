using System.Globalization;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>The words of wrote.tsv in the line over a quoted message.</summary>
internal static class AttributionWords
{
    private const int MostWords = 5;

    private static readonly WordSet Verbs = WordSet.Of("Words.wrote.tsv", "verb");
    private static readonly WordSet Prefixes = WordSet.Of("Words.wrote.tsv", "prefix");
    private static readonly WordSet Between = WordSet.Of("Words.wrote.tsv", "between");

    /// <summary>Verbs of scripts that put no space between words.</summary>
    private static readonly string[] RunOnVerbs = [.. Verbs.Words.Where(v => v[0] > '\u1100')];

    /// <summary>The last verb in the text, -1 where there is none.</summary>
    public static (int Start, int End, IReadOnlyCollection<string> Languages) FindVerb(ReadOnlySpan<char> text)
    {
        var at = 0;
        var result = (Start: -1, End: -1, Languages: (IReadOnlyCollection<string>)[]);
        while (at < text.Length)
        {
            while (at < text.Length && !char.IsLetter(text[at]))
            {
                at++;
            }

            var matched = -1;
            var end = at;
            for (var words = 0; words < MostWords && end < text.Length; words++)
            {
                end = WordEnd(text, end);
                if (end - at > Verbs.Longest)
                {
                    break;
                }

                var folded = Folding.Fold(text[at..end]);
                if (Verbs.Contains(folded))
                {
                    result = (at, end, Verbs.Languages(folded));
                    matched = end;
                }

                while (end < text.Length && char.IsWhiteSpace(text[end]))
                {
                    end++;
                }
            }

            at = matched > at ? matched : WordEnd(text, at);
        }

        return result.Start < 0 && text.ContainsAnyInRange('\u1100', '\uffdc') ? FindRunOn(text) : result;
    }

    /// <summary>Takes from both ends of a piece what is no name: signs, times, "at", "from", the opening word.</summary>
    public static (int Start, int End) TrimPiece(ReadOnlySpan<char> text, int start, int end)
    {
        while (true)
        {
            while (start < end && !char.IsLetterOrDigit(text[start]))
            {
                start++;
            }

            while (end > start && !(char.IsLetterOrDigit(text[end - 1]) || text[end - 1] is '.' or ')'
                && end - start > 1))
            {
                end--;
            }

            var first = FirstWord(text[start..end]);
            if (first.Length > 0 && ((IsBetween(first) && !char.IsUpper(first[0]))
                || (start <= 2 && Prefixes.Contains(Folding.Fold(first)))
                || (first.Length < end - start && !HasLetter(first) && first.Contains(':'))))
            {
                start += first.Length;
                continue;
            }

            var last = LastWord(text[start..end]);
            if (last.Length > 0 && last.Length < end - start && IsBetween(last) && !char.IsUpper(last[0]))
            {
                end -= last.Length;
                continue;
            }

            return last.Length == end - start && last.Length > 0
                && (IsBetween(last) || Prefixes.Contains(Folding.Fold(last)))
                ? (start, start)
                : (start, end);
        }
    }

    private static (int Start, int End, IReadOnlyCollection<string> Languages) FindRunOn(ReadOnlySpan<char> text)
    {
        foreach (var verb in RunOnVerbs)
        {
            var found = text.LastIndexOf(verb, StringComparison.Ordinal);
            if (found >= 0)
            {
                return (found, found + verb.Length, Verbs.Languages(verb));
            }
        }

        return (-1, -1, []);
    }

    private static bool IsBetween(ReadOnlySpan<char> word) => Between.Contains(Folding.Fold(word));

    /// <summary>"napisał(a)" and "je napisao/la" are words here.</summary>
    private static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsLetter(text[at])
            || char.GetUnicodeCategory(text[at]) == UnicodeCategory.NonSpacingMark
            || (text[at] is '/' or '-' && at + 1 < text.Length && char.IsLetter(text[at + 1]))
            || (text[at] == '(' && at + 3 < text.Length && text[(at + 1)..Math.Min(text.Length, at + 5)].Contains(')')
                && at > 0 && char.IsLetter(text[at - 1]))
            || (text[at] == '-' && at > 0 && text[at - 1] == '(')
            || (text[at] == ')' && at > 1 && text[Math.Max(0, at - 4)..at].Contains('('))))
        {
            at++;
        }

        return at;
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny(' ', '\n', ',');
        return end < 0 ? text : text[..end];
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text)
    {
        var start = text.LastIndexOfAny(' ', '\n', ',');
        return text[(start + 1)..];
    }

    private static bool HasLetter(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsLetter(c))
            {
                return true;
            }
        }

        return false;
    }
}
