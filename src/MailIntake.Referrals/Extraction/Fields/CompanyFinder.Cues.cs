using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

// What the words before a company's name say for or against it.
internal sealed partial class CompanyFinder
{
    /// <summary>Tokens between "I am" and the firm: a name and a word or two.</summary>
    private const int OwnFirmReach = 9;

    private void AddCue(Signs borne, TokenizedText text, int first, IReadOnlyList<string> names)
    {
        var before = SkipBreaks(text, first - 1);
        if (before < 0)
        {
            return;
        }

        // "the Atlas Group": the article stands between; "Grupo hoteleiro X": what kind of company it is.
        if (before > 0 && Lexicon.CompanyArticles.Contains(text.Tokens[before].Folded))
        {
            before = SkipBreaks(text, before - 1);
        }

        if (IsQuotation(text.Tokens[before]))
        {
            borne.Add(signs.Quoted);
            before = SkipBreaks(text, before - 1);
            if (before < 0)
            {
                return;
            }
        }

        for (var start = before; start >= Math.Max(0, before - 3); start--)
        {
            if (Lexicon.CompanyCues.At(text, start) is { } hit && hit.Last == before)
            {
                AddCue(borne, text, start, hit, names);
                return;
            }
        }

        // "la cooperativa Valle Hondo": what kind of house it is, in small letters.
        borne.Add(signs.Kind, text.Tokens[before].Kind == TokenKind.Word && !text.IsCapitalised(before)
            && ((text.Tokens[before].Length > 3 && Lexicon.IsCompanyWord(text.Tokens[before].Folded))
                || (before > 0 && text.IsCapitalised(before - 1)
                    && Lexicon.IsCompanyWord(text.Tokens[before - 1].Folded))));
    }

    private void AddCue(Signs borne, TokenizedText text, int start, PhraseHit hit, IReadOnlyList<string> names)
    {
        if (hit.Phrase is "at" && MetThere(text, start))
        {
            return;
        }

        if (IsPast(text, start))
        {
            borne.Add(signs.Past);
            return;
        }

        borne.Add(hit.Value switch
        {
            "at" => signs.At,
            "runs" => signs.Runs,
            "named" => signs.Called,
            _ => signs.Of,
        });
        borne.Add(signs.BehindPerson, start > 0
            && (names.Contains(text.Tokens[start - 1].Folded) || Lexicon.IsTitle(text.Tokens[start - 1].Folded)
            || Lexicon.TitleModifiers.Contains(text.Tokens[start - 1].Folded)));
    }

    // "Tom here, from Halcyon Partners", "soy Ana de Despacho Ruiz", "log it for Lund Bookkeeping".
    private static bool NamesOwnFirm(TokenizedText text, int first)
    {
        for (var i = first - 1; i >= Math.Max(0, first - OwnFirmReach) && text.SentenceOf[i] == text.SentenceOf[first]; i--)
        {
            if (Lexicon.OwnFirm.At(text, i) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQuotation(Token token) =>
        token.Kind == TokenKind.Mark && token.Folded is "«" or "»" or "\"" or "„" or "“" or "”" or "'";

    // "Vermolen Zuivel (Dronten) zoekt", "Fernhill Bakeries want to": a name of two words or more that begins its sentence.
    private static bool Wants(TokenizedText text, int first, int last)
    {
        var before = SkipBreaks(text, first - 1);
        if (before >= 0 && text.SentenceOf[before] == text.SentenceOf[first] && !text.Tokens[before].IsMark(':')
            && text.Tokens[before].Folded is not ("the" or "die" or "der" or "das" or "la" or "le" or "il" or "lo" or "el"
                or "los" or "les" or "a" or "o" or "de" or "het"))
        {
            return false;
        }

        var behind = last + 1;
        if (behind < text.Tokens.Length && text.Tokens[behind].IsMark('('))
        {
            while (behind < text.Tokens.Length && behind < last + 6 && !text.Tokens[behind].IsMark(')'))
            {
                behind++;
            }

            behind++;
        }

        while (behind < text.Tokens.Length && text.Tokens[behind].Kind == TokenKind.LineBreak)
        {
            behind++;
        }

        return behind < text.Tokens.Length && text.SentenceOf[behind] == text.SentenceOf[first]
            && Lexicon.CompanyWants.At(text, behind) is not null;
    }

    // "no longer with Acme", "saiu da Acme", "früher bei Acme": where they were before.
    private static bool IsPast(TokenizedText text, int cue)
    {
        for (var i = cue - 1; i >= Math.Max(0, cue - 3) && text.SentenceOf[i] == text.SentenceOf[cue]; i--)
        {
            if (text.Tokens[i].Folded is "not" or "longer" or "former" or "formerly" or "previously" or "left" or "ex"
                or "saiu" or "deixou" or "dejo" or "salio" or "antes" or "fruher" or "ehemals" or "zuvor" or "bisher"
                or "nicht" or "quitte" or "ancien" or "ancienne" or "lasciato" or "lascio" or "gia" or "vroeger"
                or "voorheen" or "verliet" or "leaving" or "quit" or "anteriormente" or "precedemment")
            {
                return true;
            }
        }

        return false;
    }

    // "We met Anders at ProMat": a place of meeting.
    private static bool MetThere(TokenizedText text, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 6) && text.SentenceOf[i] == text.SentenceOf[at]; i--)
        {
            if (text.Tokens[i].Folded is "met" or "meet" or "saw" or "bumped" or "sat" or "talked" or "spoke"
                or "meeting" or "booth" or "stand" or "dinner" or "chatted" or "ran")
            {
                return true;
            }
        }

        return false;
    }

    private static int SkipBreaks(TokenizedText text, int i)
    {
        while (i >= 0 && text.Tokens[i].Kind == TokenKind.LineBreak)
        {
            i--;
        }

        return i;
    }
}
