using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

// Where a title begins and ends around its head word.
internal static partial class TitleFinder
{
    private static (int First, int Last) Bounds(TokenizedText text, int head, string? company,
        IReadOnlyList<string> names)
    {
        int first = head, last = head;
        while (first > 0 && text.SentenceOf[first - 1] == text.SentenceOf[head])
        {
            var before = text.Tokens[first - 1];
            if (before.Kind == TokenKind.LineBreak || before.IsMark('/') || before.IsMark('&') || before.IsMark('+')
                || (before.IsMark('.') && text.Tokens[Math.Max(0, first - 2)].Length <= 4))
            {
                first--;
                continue;
            }

            if (before.Kind != TokenKind.Word || Lexicon.TitleEdge("before", before.Folded) && !ModifierAhead(text, first - 1)
                || !(Lexicon.TitleModifiers.Contains(before.Folded) || Lexicon.IsTitle(before.Folded)
                || IsJoinedModifier(text, first - 1) || IsRun(text, first - 1, head, names, company)
                || IsForeignModifier(text, first - 1, head, names, company)))
            {
                break;
            }

            first--;
        }

        first = ToComma(text, first, head, names);
        while (first < head && !text.Tokens[first].IsWordOrNumber)
        {
            first++;
        }

        // "leur responsable logistique"
        while (first < head && (Lexicon.TitleEdge("possessive", text.Tokens[first].Folded)
            || (Lexicon.TitleEdge("before", text.Tokens[first].Folded) && !Lexicon.IsTitle(text.Tokens[first].Folded)
                && !Lexicon.TitleModifiers.Contains(text.Tokens[first].Folded))))
        {
            first++;
        }

        var lower = 0;
        var companyStart = company is null ? -1 : StartOf(text, company, head);
        for (var i = head + 1; i < text.Tokens.Length && text.SentenceOf[i] == text.SentenceOf[head]; i++)
        {
            var token = text.Tokens[i];
            if (companyStart >= 0 && token.Start >= companyStart)
            {
                break;
            }

            if (token.Kind == TokenKind.LineBreak)
            {
                continue;
            }

            if (token.Kind is TokenKind.Mark or TokenKind.Number)
            {
                if (token.IsMark('&') || token.IsMark('/') || token.IsMark('+')
                    || (token.IsMark('-') && i + 1 < text.Tokens.Length && text.IsCapitalised(i + 1))
                    || (token.IsMark(',') && ContinuesTitle(text, i + 1, company))
                    || (token.IsMark('.') && text.Tokens[i - 1].Length <= 4 && i + 1 < text.Tokens.Length
                    && text.Tokens[i - 1].End == token.Start))
                {
                    continue;
                }

                break;
            }

            if (names.Contains(token.Folded) || Lexicon.Honorifics.Contains(token.Folded) && text.IsCapitalised(i))
            {
                break;
            }

            if (Lexicon.TitleEdge("after", token.Folded)
                && !(token.Folded is "and" or "und" or "et" or "y" or "e" or "en" or "och"
                && (Continues(text, i + 1, company) || EndsOfList(text, head, i))))
            {
                break;
            }

            var plain = !text.IsCapitalised(i) && !Lexicon.TitleModifiers.Contains(token.Folded)
                && !Lexicon.IsTitle(token.Folded) && !IsOf(token)
                && token.Folded is not ("and" or "und" or "et" or "y" or "e" or "en" or "och")
                && !(token.Length == 1 && i + 1 < text.Tokens.Length && text.Tokens[i + 1].IsMark('.'));
            if (plain && (Lexicon.TitleEdge("ends", text.Tokens[head].Folded) && !IsOf(text.Tokens[i - 1]) || ++lower > 3))
            {
                last = lower > 3 ? head : last;
                break;
            }

            if ((IsOf(token) && (!ContinuesAfterOf(text, i + 1, companyStart) || IsCompanyAhead(text, i + 1)))
                || (i == head + 1 && LegalForms.EndAt(text, i) is not null && !Lexicon.TitleModifiers.Contains(token.Folded)))
            {
                break;
            }

            last = i;
        }

        while (last > head
            && (!text.Tokens[last].IsWordOrNumber || IsOf(text.Tokens[last]) || Lexicon.TitleEdge("after", text.Tokens[last].Folded)
            || Lexicon.TitleEdge("before", text.Tokens[last].Folded)))
        {
            last--;
        }

        return (first, last);
    }

    // Where the company stands behind the head, also where it is wrapped over a line.
    private static int StartOf(TokenizedText text, string company, int head)
    {
        var words = Tokenizer.Cut(company).Where(t => t.IsWordOrNumber).Take(2).Select(t => t.Folded).ToArray();
        for (var i = head + 1; i < text.Tokens.Length && words.Length > 0; i++)
        {
            if (text.Tokens[i].Folded == words[0]
                && (words.Length == 1
                || text.Tokens.Skip(i + 1).Where(t => t.IsWordOrNumber).Take(1).Any(t => t.Folded == words[1])))
            {
                return text.Tokens[i].Start;
            }
        }

        return -1;
    }

    private static bool Continues(TokenizedText text, int i, string? company)
    {
        while (i < text.Tokens.Length && text.Tokens[i].Kind == TokenKind.LineBreak)
        {
            i++;
        }

        return i < text.Tokens.Length && text.Tokens[i].Kind == TokenKind.Word
            && (ContinuesTitle(text, i, company) || Lexicon.TitleModifiers.Contains(text.Tokens[i].Folded)
            || text.Tokens[i].Folded.EndsWith("er", StringComparison.Ordinal)
                || (text.IsCapitalised(i)
                && (i + 1 >= text.Tokens.Length || text.Tokens[i + 1].Kind != TokenKind.Word)));
    }

    // "director of rail and marine": the last of a list behind "of".
    private static bool EndsOfList(TokenizedText text, int head, int and)
    {
        var end = and + 2;
        var of = Enumerable.Range(head, and - head).Any(k => IsOf(text.Tokens[k]));
        return of && and + 1 < text.Tokens.Length && text.Tokens[and + 1].Kind == TokenKind.Word
            && !Lexicon.TitleEdge("after", text.Tokens[and + 1].Folded)
            && !Lexicon.TitleEdge("before", text.Tokens[and + 1].Folded)
            && (end >= text.Tokens.Length || text.SentenceOf[end] != text.SentenceOf[and]
                || text.Tokens[end].Kind != TokenKind.Word || Lexicon.TitleEdge("after", text.Tokens[end].Folded));
    }

    // "Managing Director of Oke-Ado Haulage Ltd": a company, also where nobody found it to be one.
    private static bool IsCompanyAhead(TokenizedText text, int i)
    {
        var seen = 0;
        while (i < text.Tokens.Length && (text.Tokens[i].Kind == TokenKind.LineBreak || text.IsCapitalised(i)
            || text.Tokens[i].IsMark('-') || text.Tokens[i].IsMark('&')) && seen < 6)
        {
            if (seen > 0 && LegalForms.EndAt(text, i) is not null)
            {
                return true;
            }

            seen++;
            i++;
        }

        return seen == 0 && i < text.Tokens.Length && text.Tokens[i].Folded is "\"" or "«" or "„" or "“";
    }

    private static bool ModifierAhead(TokenizedText text, int i) => text.Tokens[i].Folded is "and" or "und" && i > 0
        && Lexicon.IsTitle(text.Tokens[i - 1].Folded);

    private static bool IsJoinedModifier(TokenizedText text, int i) =>
        text.IsCapitalised(i) && !Lexicon.NameStopWords.Contains(text.Tokens[i].Folded) && i + 1 < text.Tokens.Length
            && Lexicon.IsTitle(text.Tokens[i + 1].Folded)
        && i > 0 && Lexicon.TitleEdge("before", text.Tokens[i - 1].Folded);

    // ", general affairs manager at": from the comma, the bracket or the copula all small words are of the title.
    private static int ToComma(TokenizedText text, int first, int head, IReadOnlyList<string> names)
    {
        for (var i = first - 1; i >= Math.Max(0, head - 5) && text.SentenceOf[i] == text.SentenceOf[head]; i--)
        {
            var token = text.Tokens[i];
            if (token.IsMark(',') || token.IsMark('(')
                || (token.Kind == TokenKind.Word
                && (Lexicon.TitleEdge("before", token.Folded) || Lexicon.TitleEdge("possessive", token.Folded))))
            {
                return i < first - 1 && (token.Kind == TokenKind.Mark
                    ? i > 0 && names.Contains(text.Tokens[i - 1].Folded) : IsPlainRun(text, i + 1, first - 1)) ? i + 1 : first;
            }

            if (token.Kind is not (TokenKind.Word or TokenKind.LineBreak) || names.Contains(token.Folded))
            {
                return first;
            }
        }

        return first;
    }

    // "is the live-haul manager": small words that only describe.
    private static bool IsPlainRun(TokenizedText text, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (text.Tokens[i].Kind != TokenKind.Word || text.IsCapitalised(i) || text.Tokens[i].Length < 3
                || Lexicon.TitleEdge("after", text.Tokens[i].Folded) || Lexicon.NeedStopWords.Contains(text.Tokens[i].Folded)
                || Lexicon.NeedWords.Contains("place " + text.Tokens[i].Folded))
            {
                return false;
            }
        }

        return last - first < 2;
    }

    // "is Asset Integrity Lead", ", Customs Brokerage Manager": from the copula, comma or bracket on, all capitals.
    private static bool IsRun(TokenizedText text, int i, int head, IReadOnlyList<string> names, string? company)
    {
        if (!text.IsCapitalised(head) || head - i > 4)
        {
            return false;
        }

        var first = i;
        while (first > 0 && head - first < 5 && text.Tokens[first].Kind == TokenKind.Word && text.IsCapitalised(first)
            && !names.Contains(text.Tokens[first].Folded)
            && !Lexicon.Honorifics.Contains(text.Tokens[first].Folded)
            && !Lexicon.TitleEdge("before", text.Tokens[first].Folded)
            && (company is null || !company.Contains(text.Word(first).ToString(), StringComparison.OrdinalIgnoreCase)))
        {
            first--;
        }

        var edge = text.Tokens[first];
        return first < i && text.SentenceOf[first] == text.SentenceOf[head]
            && edge.Folded is "is" or "as" or "the" or "their" or "our" or "a" or "an" or "er" or "ar" or "ist" or "als"
            or "he's" or "she's" or "i'm" or "'s"
            && (!text.IsCapitalised(first) || edge.Length > 2);
    }

    // "Bilgi Güvenliği Müdürü": capitalised words of another language before the head, neither a name nor the company.
    private static bool IsForeignModifier(TokenizedText text, int i, int head, IReadOnlyList<string> names,
        string? company) =>
        head - i <= 3 && text.IsCapitalised(i) && text.IsCapitalised(head) && !names.Contains(text.Tokens[i].Folded)
            && text.Tokens[i].Length > 2
        && !Lexicon.NameStopWords.Contains(text.Tokens[i].Folded) && !Lexicon.Honorifics.Contains(text.Tokens[i].Folded)
        && (company is null || !company.Contains(text.Word(i).ToString(), StringComparison.OrdinalIgnoreCase))
        && !text.Word(head).ToString().All(char.IsAscii);

    private static bool IsOf(Token token) =>
        token.Folded is "of" or "de" or "des" or "du" or "der" or "del" or "della" or "dei" or "di" or "da" or "do"
            or "d" or "la" or "les" or "le" or "for" or "fur" or "von" or "van" or "en" or "ds";

    private static bool ContinuesAfterOf(TokenizedText text, int i, int companyStart)
    {
        while (i < text.Tokens.Length && (text.Tokens[i].Kind == TokenKind.LineBreak || IsOf(text.Tokens[i])))
        {
            i++;
        }

        return i < text.Tokens.Length && text.Tokens[i].Kind == TokenKind.Word
            && (companyStart < 0 || text.Tokens[i].Start < companyStart)
            && (companyStart < 0 || !text.IsCapitalised(i) || Lexicon.TitleModifiers.Contains(text.Tokens[i].Folded)
            || Lexicon.IsTitle(text.Tokens[i].Folded) || companyStart > text.Tokens[i].Start);
    }

    private static bool ContinuesTitle(TokenizedText text, int i, string? company) =>
        i < text.Tokens.Length && text.Tokens[i].Kind == TokenKind.Word && text.IsCapitalised(i)
        && (Lexicon.TitleModifiers.Contains(text.Tokens[i].Folded) || Lexicon.IsTitle(text.Tokens[i].Folded))
        && (company is null || !company.StartsWith(text.Word(i).ToString(), StringComparison.OrdinalIgnoreCase));
}
