using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Names of people as they are entered: titles and forms of address off, "Last, First" and "LAST First" put in
/// order. Says also whether a display name is a person's at all.</summary>
internal static class PersonName
{
    /// <summary>The name a careful person would enter, or null where the text names no person.</summary>
    public static string? Clean(string? written)
    {
        if (written is null)
        {
            return null;
        }

        var text = written.Trim().Trim('"', '\'', '“', '”', '„', '*', '<', '>', ' ', ',', ';');
        if (text.Length == 0 || text.Contains('@', StringComparison.Ordinal))
        {
            return null;
        }

        text = DropNickname(DropHierarchy(text));
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0)
        {
            var after = text[(comma + 1)..].Trim();
            text = IsSuffix(after) || after.Length == 0 ? text[..comma] : $"{after} {text[..comma]}";
        }

        var words = text.Split((char[])[' ', '\t', '\u00a0', '\u3000'], StringSplitOptions.RemoveEmptyEntries).ToList();
        DropIdeographicAddress(words);
        DropHonorifics(words);
        DropSuffixes(words);
        if (words.Count > 0)
        {
            words[^1] = CaseSuffix.Off(words[^1]);
        }

        DropPlace(words);
        if (words.Count == 0)
        {
            return null;
        }

        return string.Join(' ', InOrder(words));
    }

    /// <summary>The name is a person's: no desk, team, company or machine.</summary>
    public static bool IsPerson(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('@', StringComparison.Ordinal))
        {
            return false;
        }

        var text = new TokenizedText(name);
        var words = Enumerable.Range(0, text.Tokens.Length).Where(i => text.Tokens[i].Kind == TokenKind.Word).ToList();
        if (words.Count == 0 || text.Tokens.Any(t => t.Kind == TokenKind.Number || t.IsMark('&')))
        {
            return false;
        }

        if (words.Any(i => TextFold.IsIdeographic(name[text.Tokens[i].Start])))
        {
            return name.Length <= 12;
        }

        return words.Count <= 6 && !(words.Count == 1 && Lexicon.IsTitle(text.Tokens[words[0]].Folded))
            && !words.Any(i => Lexicon.RoleWords.Contains(text.Tokens[i].Folded)
            || Lexicon.CompanyWords.Contains(text.Tokens[i].Folded)
                || (i > 0 && LegalForms.EndAt(text, i) is not null && text.Tokens[i].Length > 1 && words.Count > 2));
    }

    // "Nigel Ashworth/Sheffield/Acme", as Notes writes people; "Suresh a/l Maniam" is a name.
    private static string DropHierarchy(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 3 && slash + 2 < text.Length && char.IsLetter(text[slash + 1]) && text[slash - 2] != ' '
            && text.AsSpan(0, slash).Contains(' ') ? text[..slash] : text;
    }

    private static string DropNickname(string text)
    {
        foreach (var (open, close) in new[] { ('"', '"'), ('“', '”'), ('(', ')'), ('（', '）'), ('[', ']') })
        {
            var start = text.IndexOf(open, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf(close, start + 1);
            if (start > 0 && end > start && !text.StartsWith("DI", StringComparison.Ordinal))
            {
                text = string.Concat(text.AsSpan(0, start).TrimEnd(), " ", text.AsSpan(end + 1).TrimStart()).Trim();
            }
        }

        return text;
    }

    // "曾院長", "株式会社白樺製菓 西田様": the title behind the name and the company before it are not of it.
    private static void DropIdeographicAddress(List<string> words)
    {
        if (words.Count == 0 || !TextFold.IsIdeographic(words[0][0]))
        {
            return;
        }

        if (words.Count > 1 && (IdeographicWords.Forms.Any(f => words[0].Contains(f, StringComparison.Ordinal))
            || IdeographicWords.Ending(words[0], IdeographicWords.Companies) is not null && words[0].Length > 3))
        {
            words.RemoveAt(0);
        }

        foreach (var table in new[] { IdeographicWords.Addresses, IdeographicWords.Titles })
        {
            if (IdeographicWords.Ending(words[^1], table) is { } ending)
            {
                if (words[^1].Length > ending.Length)
                {
                    words[^1] = words[^1][..^ending.Length];
                }
                else if (words.Count > 1)
                {
                    words.RemoveAt(words.Count - 1);
                }
            }
        }
    }

    // "Birthe på værkstedet", "Petra aus dem Einkauf": from the first word that no name holds.
    private static void DropPlace(List<string> words)
    {
        if (words.Count < 2 || !char.IsUpper(words[0][0]))
        {
            return;
        }

        for (var i = 1; i < words.Count; i++)
        {
            if (TextFold.Fold(words[i]) is "pa" or "i" or "in" or "from" or "at" or "aus" or "vom" or "von" or "bei" or "fra"
                or "fran" or "op" or "bij" or "uit" or "chez" or "du" or "da" or "do" or "del" or "de" or "della" or "dal"
                or "of" or "z" or "ze" or "w" && words.Skip(i + 1).All(w => !char.IsUpper(w[0])) && i + 1 < words.Count)
            {
                words.RemoveRange(i, words.Count - i);
                return;
            }
        }
    }

    private static void DropHonorifics(List<string> words)
    {
        while (words.Count > 1 && IsHonorific(words[0], words.Count))
        {
            words.RemoveAt(0);
        }
    }

    public static bool IsHonorific(string word, int left)
    {
        var folded = TextFold.Fold(word).Trim('.', '(', ')', ',').Replace(".", "", StringComparison.Ordinal);
        if (folded is "fh" or "univ")
        {
            return true;
        }

        // "M." and "D." are forms of address only where a whole name follows.
        return Lexicon.Honorifics.Contains(folded)
            && (folded.Length > 1 || (left > 2 && word.EndsWith('.') && folded is "m" or "d"));
    }

    private static void DropSuffixes(List<string> words)
    {
        while (words.Count > 1 && IsSuffix(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        foreach (var suffix in new[] { "様", "さま", "さん", "氏", "殿", "先生", "님", "女士", "先生", "小姐" })
        {
            if (words[^1].Length > suffix.Length && words[^1].EndsWith(suffix, StringComparison.Ordinal))
            {
                words[^1] = words[^1][..^suffix.Length];
            }
        }
    }

    private static bool IsSuffix(string word) =>
        Lexicon.NameSuffixes.Contains(TextFold.Fold(word).Trim('.', ',', ' ').Replace(".", "",
            StringComparison.Ordinal));

    // "VASSEUR Camille": the family name in capitals stands first in French, Spanish and Asian usage.
    private static IEnumerable<string> InOrder(List<string> words)
    {
        if (words.Count >= 2 && words.All(IsCapitals) && words.Any(w => w.Length > 2))
        {
            return words.Select(Capitalise);
        }

        var capitals = words.TakeWhile(w => IsCapitals(w) && w.Length > 1
            && !w.Contains('.', StringComparison.Ordinal)).ToList();
        return capitals.Count > 0 && capitals.Count < words.Count && capitals[0].Length > 2
            ? words.Skip(capitals.Count).Concat(capitals.Select(Capitalise))
            : words.Select(w => IsCapitals(w) && w.Length > 3 ? Capitalise(w) : w);
    }

    private static bool IsCapitals(string word) => word.Any(char.IsUpper) && !word.Any(char.IsLower);

    private static string Capitalise(string word)
    {
        var letters = word.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = i > 0 && char.IsLetter(letters[i - 1]) ? char.ToLowerInvariant(letters[i]) : letters[i];
        }

        return new string(letters);
    }
}
