using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The need in the mail's own words, where no product is named: what stands behind "looking for" and its kin,
/// a noun such as "software" with what it is for, a verb such as "automate" with its object; last, the everyday word
/// that a product of ours is named after ("billing").</summary>
internal static class NeedFinder
{
    private const int LongestNeed = 9;

    // Nouns that say nothing yet: what they are for is the need.
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "losung", "programm", "werkzeug", "tool", "system", "software", "solution", "solucion", "solucao",
        "soluzione", "oplossing",
        "losning", "outil", "herramienta", "ferramenta", "strumento", "sistema", "systeme", "remplacant", "platform",
        "plattform", "anbieter", "partner", "vendor", "hilfe", "thing", "app", "logiciel", "programa", "programma",
        "plateforme", "plataforma", "piattaforma", "pakket", "gestionale", "tools", "logiciels",
    };

    private static readonly HashSet<string> Of = new(StringComparer.Ordinal)
    {
        "for", "to", "de", "d", "du", "des", "del", "da", "do", "das", "dos", "di", "della", "dei", "delle", "per",
        "pour", "para", "voor", "fur", "om", "zur", "zum", "a",
    };

    public static IEnumerable<Candidate> Find(Stretch stretch, PartnerDirectory directory)
    {
        var text = stretch.Tokens;
        foreach (var hit in Lexicon.NeedCues.All(text))
        {
            var found = hit.Value switch
            {
                "noun" => Noun(stretch, hit),
                "act" => Act(stretch, hit),
                "topic" => Topic(stretch, hit),
                _ => Behind(stretch, hit),
            };
            if (found is not null)
            {
                yield return found;
            }
        }

        if (IdeographicNeeds.Find(stretch) is { } ideographic)
        {
            yield return ideographic;
        }

        if (Everyday(stretch, directory) is { } everyday)
        {
            yield return everyday;
        }
    }

    private static Candidate? Behind(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        var first = SkipArticles(text, hit.Last + 1);
        var last = NeedEnd(text, first, hit.First);
        if (last < first || last - first > LongestNeed + 3
            || Lexicon.NeedStopWords.Contains(text.Tokens[first].Folded) || Unfit(text, first, last))
        {
            return null;
        }

        var article = text.Tokens[first - 1].Kind == TokenKind.Word && first - 1 > hit.Last;
        if (hit.Value != "strong"
            && ((!article && !text.IsCapitalised(first) && last - first < 1) || IsName(text, first, last)))
        {
            return null;
        }

        var score = (hit.Value == "strong" ? 1.5 : 0.9) + (last - first >= 1 ? 0.2 : -0.3);
        return Give(stretch, first, last, score, hit);
    }

    // "software de cobros", "a tool for the new offices"; else the words before: "booking software".
    private static Candidate? Noun(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        if (hit.First > 0 && text.Tokens[hit.First - 1].Kind == TokenKind.Word
            && !text.IsCapitalised(hit.First - 1) && text.Tokens[hit.First - 1].Length > 4
            && text.SentenceOf[hit.First - 1] == text.SentenceOf[hit.First]
            && text.Tokens[hit.First].Folded is "software" or "tool" or "tools" or "system" or "systems" or "platform"
            or "solution" or "app" or "vendor"
            && !Lexicon.NameStopWords.Contains(text.Tokens[hit.First - 1].Folded)
            && !Lexicon.NeedStopWords.Contains(text.Tokens[hit.First - 1].Folded)
            && text.Tokens[hit.First - 1].Folded is not ("another" or "their" or "buying" or "current" or "other"
            or "which" or "whether" or "existing" or "better" or "present" or "proper" or "through" or "decent"
            or "these" or "those"
            or "using" or "about" or "right" or "whole" or "legacy" or "certain" or "selling" or "every"))
        {
            return Give(stretch, hit.First - 1, hit.Last, 1.2, hit);
        }

        var of = hit.Last + 1;
        if (of + 1 >= text.Tokens.Length || !Of.Contains(text.Tokens[of].Folded))
        {
            return null;
        }

        var first = SkipArticles(text, of + 1);
        var last = NeedEnd(text, first, hit.First);
        return last < first || text.IsCapitalised(first) || Unfit(text, first, last)
            || text.Tokens[first].Folded is "ellos" or "them" or "you" or "us" or "ustedes" or "voces" or "vous"
            or "nous"
                or "loro" or "voi" or "salud" or "gestion" && last == first
            ? null : Give(stretch, hit.First, last, 1.3, hit);
    }

    private static Candidate? Act(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        var last = NeedEnd(text, SkipArticles(text, hit.Last + 1), hit.First);
        return last <= hit.Last || Unfit(text, hit.First, last) ? null : Give(stretch, hit.First, last, 1.0, hit);
    }

    // "Thema: ...", "El tema: ...": only with its colon.
    private static Candidate? Topic(Stretch stretch, PhraseHit hit)
    {
        var text = stretch.Tokens;
        if (hit.Last + 1 >= text.Tokens.Length || !text.Tokens[hit.Last + 1].IsMark(':'))
        {
            return null;
        }

        var first = SkipArticles(text, hit.Last + 2);
        var last = NeedEnd(text, first, hit.First);
        return last < first || Unfit(text, first, last) ? null : Give(stretch, first, last, 1.5, hit);
    }

    // Products are often named after what they do: "intake", "billing", said in lower case and not as a verb.
    private static Candidate? Everyday(Stretch stretch, PartnerDirectory directory)
    {
        var text = stretch.Tokens;
        var ours = TextFold.Fold(directory.Us.Name);
        var words = directory.Us.Products.Select(p => TextFold.Fold(p).Split(' ').Where(w => w != ours).ToArray())
            .Where(w => w is [{ Length: >= 5 } word] && !Generic.Contains(word)).Select(w => w[0])
            .ToHashSet(StringComparer.Ordinal);
        for (var i = 1; i + 1 < text.Tokens.Length; i++)
        {
            if (text.Tokens[i].Kind == TokenKind.Word && !text.IsCapitalised(i) && words.Contains(text.Tokens[i].Folded)
                && text.Tokens[i - 1].Folded is not ("to" or "will" or "can" or "could" or "we" or "they" or "i")
                && !IsArticle(text.Tokens[i + 1].Folded) && text.Tokens[i + 1].Folded is not ("to" or "it" or "this"))
            {
                return new Candidate(text.Slice(i, i), stretch.EvidenceOfTokens(i, i), 0.75,
                    "what our product is about");
            }
        }

        return null;
    }

    private static Candidate Give(Stretch stretch, int first, int last, double score, PhraseHit hit) => new(
        string.Join(' ',
            stretch.Tokens.Slice(first, last).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)),
        stretch.EvidenceOfTokens(first, last), score, $"behind \"{hit.Phrase}\"");

    private static int SkipArticles(TokenizedText text, int first)
    {
        while (first < text.Tokens.Length
            && (text.Tokens[first].Kind == TokenKind.LineBreak || IsArticle(text.Tokens[first].Folded)))
        {
            first++;
        }

        return first;
    }

    // Capitalised words only: more often somebody's name than a need (but German writes every noun so).
    private static bool IsName(TokenizedText text, int first, int last) =>
        last > first && Enumerable.Range(first, last - first + 1).All(text.IsCapitalised);

    // "need to see it", "looking for his name": nothing that is bought.
    private static bool Unfit(TokenizedText text, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Any(i =>
            text.Tokens[i].Folded is "fee" or "kennenlernen" or "sprechen" or "same" or "name" or "naam"
                or "bedrijfsnaam" or "nom" or "address" or "adresse" or "adres"
            or "email" or "mail" or "call" or "ruckruf" or "details" or "info" or "quote" or "demo" or "proposal"
            or "devis" or "rdv" or "llamada" or "reunion" or "reuniao" or "oferta" or "offerta" or "preventivo"
            or "proposta" or "propuesta" or "termin" or "angebot" or "afspraak" or "offerte" or "appel" or "e-mail");

    private static bool IsArticle(string word) =>
        word is "a" or "an" or "the" or "some" or "ein" or "eine" or "einen" or "un" or "une" or "uno" or "una" or "um"
            or "uma" or "een" or "en" or "ett" or "et" or "nach" or "einer" or "eines" or "el" or "la" or "le" or "il"
            or "lo" or "l" or "o" or "os" or "good" or "vernunftige" or "real" or "gli" or "les" or "des" or "unos"
            or "unas" or "su" or "their" or "su" or "seu" or "sua" or "d" or "any" or "los" or "las" or "die" or "der"
            or "das" or "ihre" or "ihr" or "het" or "de" or "hun" or "leur" or "leurs" or "sus" or "i"
            or "man" or "gerade" or "derzeit" or "aktuell" or "noch" or "dringend" or "auch" or "neue" or "neues"
            or "neuen" or "nuevo" or "nueva" or "novo" or "nova" or "nuovo" or "nuova" or "nouveau" or "nouvelle"
            or "nieuw"
            or "nieuwe" or "new" or "better" or "actuellement" or "actualmente" or "atualmente" or "attualmente"
            or "algun"
            or "alguna" or "algum" or "alguma" or "qualche" or "quelque" or "our" or "your" or "wel";

    private static bool IsTime(TokenizedText text, int i) =>
        TimeKind(text, i) is { } kind && (kind is not ("lead" or "limit")
            || (i + 2 < text.Tokens.Length && (TimeKind(text, i + 1) ?? TimeKind(text, i + 2)) is not (null
            or "lead" or "limit")));

    private static string? TimeKind(TokenizedText text, int i) =>
        Lexicon.TimeWords.At(text, i) is
        {
            Value: "month" or "quarter" or "season" or "event" or "strong"
            or "lead" or "limit"
        } hit
            ? hit.Value : null;

    private static int NeedEnd(TokenizedText text, int first, int sentence)
    {
        var last = first - 1;
        for (var i = first; i < text.Tokens.Length && i < first + LongestNeed; i++)
        {
            var token = text.Tokens[i];
            if (text.SentenceOf[i] != text.SentenceOf[sentence] || IsTime(text, i)
                || (token.Kind == TokenKind.Mark && token.Folded is not ("-" or "'" or "&" or "/" or "+"))
                || (token.Folded is "fur" or "for" or "voor" or "para" or "pour" or "per" or "with" or "to"
                && last >= first && !Generic.Contains(text.Tokens[last].Folded) && token.Folded is "fur" or "with")
                || token.Folded is "before" or "by" or "until" or "because" or "but" or "so" or "avant" or "bis"
                or "vor" or "antes" or "prima" or "entro" or "voor" or "who" or "they" or "he" or "she" or "we"
                or "seit" or "budget" or "waar" or "wo" or "ya" or "porque" or "pero" or "mas" or "car" or "mais"
                or "perche" or "ma" or "weil" or "aber" or "omdat" or "maar" or "y" && last - first >= 3)
            {
                break;
            }

            last = token.IsWordOrNumber ? i : last;
        }

        while (last >= first
            && text.Tokens[last].Folded is "and" or "und" or "et" or "y" or "e" or "en" or "in" or "of" or "to" or "for"
            or "the" or "de" or "della" or "pour" or "die" or "den" or "der" or "that" or "wants" or "ya" or "que"
            or "para" or "no" or "per" or "con" or "com" or "voor" or "em" or "a" or "am" or "im" or "within" or "by"
            or "dans" or "des" or "du" or "da" or "do" or "del" or "di" or "its" or "their" or "on" or "with" or "y")
        {
            last--;
        }

        return last;
    }
}
