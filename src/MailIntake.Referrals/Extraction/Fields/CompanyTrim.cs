using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Cuts a run of words down to the company's name in it.</summary>
internal static class CompanyTrim
{
    private const int MostWords = 9;

    /// <summary>The part of the run that the domain's label explains, with the words that belong to it on both sides;
    /// null
    /// where it explains too little.</summary>
    public static CompanyRun? ByDomain(CompanyRun run, string label, Exclusions exclusions, out double score)
    {
        var text = run.Where.Tokens;
        var words = Words(run);
        score = 0;
        (int First, int Last) best = (0, -1);
        var plain = words.Select(w => DomainMatch.Spellings(text.Word(w))).ToArray();
        if (!DomainMatch.MayExplain(label, plain))
        {
            return null;
        }

        for (var a = 0; a < words.Count; a++)
        {
            for (var b = a; b < words.Count && b < a + MostWords; b++)
            {
                var span = plain.AsSpan(a, b - a + 1);
                var match = DomainMatch.Score(label, span) - (0.02 * (b - a));
                if (match > score)
                {
                    score = match;
                    best = (a, b);
                }
            }
        }

        if (score < DomainMatch.Enough - 0.05 || best.Last < 0)
        {
            return null;
        }

        score = Math.Max(score, DomainMatch.Enough);
        var first = ExtendLeft(text, words, best.First);
        var last = best.Last;
        while (last + 1 < words.Count && BelongsBehind(text, words[last + 1]))
        {
            last++;
        }

        // "Contadores y Asesores": over "and" to one more word of the name.
        if (last + 2 < words.Count && text.Tokens[words[last + 1]].Folded is "and" or "und" or "et" or "y" or "e"
            && BelongsBehind(text, words[last + 2]) && !exclusions.HasWord(text.Tokens[words[last + 2]].Folded))
        {
            last += 2;
        }

        var lastToken = run.HasForm || last == words.Count - 1 ? run.Last : words[last];
        return run with { First = words[first], Last = lastToken, HasForm = run.HasForm && lastToken == run.Last };
    }

    /// <summary>How far all words of the run together explain the label, 0 to 1.</summary>
    public static double Match(CompanyRun run, string label)
    {
        var words = Words(run).Select(w => DomainMatch.Spellings(run.Where.Tokens.Word(w))).ToArray();
        return words.Length > MostWords ? 0 : DomainMatch.Score(label, words);
    }

    /// <summary>Greetings, headings and titles off the front, loose joining words off both ends; null where nothing is
    /// left.</summary>
    public static CompanyRun? Plain(CompanyRun run, Exclusions exclusions, IReadOnlyList<string> personWords)
    {
        var text = run.Where.Tokens;
        int first = run.First, last = run.Last;
        while (first <= last
            && (Droppable(text, first) || exclusions.HasWord(text.Tokens[first].Folded)
            || StartsWithPerson(text, first, last, personWords)))
        {
            first++;
        }

        while (last >= first && !run.HasForm
            && (CompanyRuns.IsJoining(text.Tokens[last]) || Lexicon.NameStopWords.Contains(text.Tokens[last].Folded)))
        {
            last--;
        }

        // "Medusa and Ledgerline": what follows the joining word is ours.
        for (var i = first + 1; i <= last; i++)
        {
            if (exclusions.HasWord(text.Tokens[i].Folded) && CompanyRuns.IsJoining(text.Tokens[i - 1]))
            {
                last = i - 2;
                break;
            }
        }

        return first <= last && text.Tokens[first].Kind == TokenKind.Word
            ? run with { First = first, Last = last, HasForm = run.HasForm && last == run.Last }
            : null;
    }

    // "Mrs Jane Roe of Initech Foods": the person goes, with the word that joins.
    private static bool StartsWithPerson(TokenizedText text, int first, int last, IReadOnlyList<string> personWords) =>
        (Lexicon.Honorifics.Contains(text.Tokens[first].Folded) && text.Tokens[first].Length > 1)
        || IsTitleOf(text, first, last)
        || (personWords.Contains(text.Tokens[first].Folded) && first < last
            && (personWords.Contains(text.Tokens[first + 1].Folded)
            || (CompanyRuns.IsJoining(text.Tokens[first + 1]) && !text.Tokens[first + 1].IsMark('&'))));

    // "Managing Director of Oke-Ado Haulage": the title goes, with the word that joins.
    private static bool IsTitleOf(TokenizedText text, int first, int last)
    {
        var i = first;
        while (i < last && (Lexicon.IsTitle(text.Tokens[i].Folded) || Lexicon.TitleModifiers.Contains(text.Tokens[i].Folded)))
        {
            i++;
        }

        return i > first && i < last && Lexicon.IsTitle(text.Tokens[i - 1].Folded)
            && CompanyRuns.IsJoining(text.Tokens[i]) && !text.Tokens[i].IsMark('&');
    }

    private static List<int> Words(CompanyRun run) =>
        [.. Enumerable.Range(run.First, run.Last - run.First + 1).Where(i =>
            run.Where.Tokens.Tokens[i].IsWordOrNumber)];

    private static bool Droppable(TokenizedText text, int i)
    {
        var token = text.Tokens[i];
        return token.Kind is TokenKind.Mark or TokenKind.LineBreak
            || (Lexicon.NameStopWords.Contains(token.Folded)
            && !(token.Folded is "the" or "la" or "le" or "el" or "de" or "die" or "der" or "het"
            && IsTitleCase(text.Word(i)) && i > 0 && !text.Tokens[i - 1].IsMark('.')))
            || (token.Kind == TokenKind.Word && !IsTitleCase(text.Word(i)) && CompanyRuns.IsJoining(token));
    }

    private static bool IsTitleCase(ReadOnlySpan<char> word) => char.IsUpper(word[0]) && word.Length > 1
        && char.IsLower(word[1]);

    // Words right before belong to the name; over "de", "of", "der" only from a word that makes companies ("Union des
    // Caves").
    private static int ExtendLeft(TokenizedText text, List<int> words, int first)
    {
        for (var i = first - 1; i >= 0; i--)
        {
            var token = text.Tokens[words[i]];
            if (CompanyRuns.IsJoining(token))
            {
                continue;
            }

            var joined = i < first - 1;
            if (Lexicon.Honorifics.Contains(token.Folded) && i > 0
                && Lexicon.IsCompanyWord(text.Tokens[words[i - 1]].Folded))
            {
                first = --i;
                continue;
            }

            if (Lexicon.IsTitle(token.Folded) || (joined && Lexicon.TitleModifiers.Contains(token.Folded))
                || Lexicon.Honorifics.Contains(token.Folded) || Lexicon.NameStopWords.Contains(token.Folded)
                || (joined && !Lexicon.IsCompanyWord(token.Folded)
                && !(i > 0 && Lexicon.IsCompanyWord(text.Tokens[words[i - 1]].Folded))))
            {
                break;
            }

            first = i;
        }

        return first;
    }

    private static bool BelongsBehind(TokenizedText text, int i) =>
        text.Tokens[i].Kind == TokenKind.Word && !CompanyRuns.IsJoining(text.Tokens[i])
            && !Lexicon.IsTitle(text.Tokens[i].Folded) && !Lexicon.NameStopWords.Contains(text.Tokens[i].Folded)
        && text.Tokens[i].Length > 1;
}
