using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>A name of a person in running text, from token to token (forms of address included).</summary>
internal readonly record struct NameMention(Stretch Where, int First, int Last, int NameFirst, string Name)
{
    /// <summary>A form of address stands before it (or behind, as in Japanese).</summary>
    public bool HasHonorific => NameFirst > First || Addressed;

    public bool Addressed { get; init; }

    /// <summary>Where the name ends and begins inside its tokens, where those hold more (ideographs).</summary>
    public (int Start, int Length)? Place { get; init; }

    public int WordCount => Name.Count(c => c == ' ') + 1;

    public Evidence Evidence => Place is { } place ? Where.Evidence(place.Start, place.Length)
        : Where.EvidenceOfTokens(NameFirst, Last);
}

/// <summary>Finds what looks like a person's name: two to five capitalised words with their particles, or one word
/// behind
/// a form of address; in Japanese, what stands before 様 and its kind.</summary>
internal static class NameScanner
{
    private const int ShoutingReach = 200;

    private const int MostWords = 5;
    private const int MostNames = 300;

    public static IReadOnlyList<NameMention> Find(Stretch stretch) => stretch.Once(Scan);

    private static List<NameMention> Scan(Stretch stretch)
    {
        var found = new List<NameMention>();
        var text = stretch.Tokens;
        for (var i = 0; i < text.Tokens.Length && found.Count < MostNames;)
        {
            if (text.Tokens[i].Kind != TokenKind.Word)
            {
                i++;
                continue;
            }

            if (text.IsIdeographic(i))
            {
                i = IdeographicNames.Add(stretch, i, found);
                continue;
            }

            var start = SkipHonorifics(text, i);
            var last = start < text.Tokens.Length
                ? NameEnd(text, start, start > i, stretch.Kind == StretchKind.Signature) : null;
            if (last is { } end && (end > start || start > i))
            {
                var name = PersonName.Clean(text.Slice(start, end).Replace('\n', ' '));
                if (name is not null && PersonName.IsPerson(name) && !IsPartOfMore(text, i, end)
                    && (start > i || !IsShouted(stretch, i)))
                {
                    found.Add(new NameMention(stretch, i, end, start, name));
                }

                i = end + 1;
            }
            else
            {
                i = Math.Max(i + 1, last is { } single ? single + 1 : i + 1);
            }
        }

        return found;
    }

    // "Mills Tyre & Exhaust" is no person.
    private static bool IsPartOfMore(TokenizedText text, int first, int last) =>
        (last + 2 < text.Tokens.Length && text.Tokens[last + 1].IsMark('&') && text.IsCapitalised(last + 2))
        || (first > 1 && text.Tokens[first - 1].IsMark('&') && text.IsCapitalised(first - 2));

    // In a line all in capitals every word looks like a name. Some lines have no end: what stands around the word is
    // enough.
    public static bool IsShouted(Stretch stretch, int token)
    {
        var at = stretch.Tokens.Tokens[token].Start;
        var before = stretch.Text.AsSpan(Math.Max(0, at - ShoutingReach), Math.Min(at, ShoutingReach));
        var behind = stretch.Text.AsSpan(at, Math.Min(stretch.Text.Length - at, ShoutingReach));
        var end = behind.IndexOf('\n');
        int upper = 0, lower = 0;
        Count(before[(before.LastIndexOf('\n') + 1)..], ref upper, ref lower);
        Count(end < 0 ? behind : behind[..end], ref upper, ref lower);
        return upper > 30 && lower * 4 < upper;
    }

    private static void Count(ReadOnlySpan<char> text, ref int upper, ref int lower)
    {
        foreach (var c in text)
        {
            upper += char.IsUpper(c) ? 1 : 0;
            lower += char.IsLower(c) ? 1 : 0;
        }
    }

    private static int SkipHonorifics(TokenizedText text, int i)
    {
        var at = i;
        while (at < text.Tokens.Length && text.Tokens[at].Kind == TokenKind.Word && IsHonorific(text, at))
        {
            at++;
            while (at < text.Tokens.Length
                && (text.Tokens[at].IsMark('.') || text.Tokens[at].Kind == TokenKind.LineBreak)
                && text.SentenceOf[at] == text.SentenceOf[i])
            {
                at++;
            }
        }

        return at > i && at < text.Tokens.Length
            && (text.IsCapitalised(at) || Lexicon.Particles.Contains(text.Tokens[at].Folded)) ? at : i;
    }

    private static bool IsHonorific(TokenizedText text, int at)
    {
        var word = text.Tokens[at].Folded;
        return Lexicon.Honorifics.Contains(word)
            && (word.Length > 1
            || (at + 1 < text.Tokens.Length && text.Tokens[at + 1].IsMark('.') && text.IsCapitalised(at)
            && word is "d" or "m"))
            && (text.IsCapitalised(at) || text.Word(at) is "chị" or "anh" or "ông" or "bà"
            || word is "mevrouw" or "meneer" or "dhr" or "mw" or "geom" or "ing" or "dott" or "dr" or "ir" or "drs"
            or "dra" or "pan" or "pani" or "mr" or "mrs" or "ms" or "don" or "dona" or "signor" or "signora" or "madame"
            or "monsieur" or "avv" or "rag" or "mec" or "mgr" or "inz" or "sr" or "sra" or "пан" or "пані" or "пана"
            or "dott ssa" or "seu" or "lic" or "doctor" or "doctora" or "doutor" or "doutora" or "senor" or "senora"
            or "senhor" or "senhora" or "srta" or "mme" or "mlle" or "dottor" or "dottoressa" or "ingeniero"
            or "ingeniera"
            or "frau" or "herr" or "herrn" or "sig" or "sigra" or "bapak" or "ibu" or "pak" or "bu" or "khun"
            or "prof");
    }

    private static int? NameEnd(TokenizedText text, int start, bool afterHonorific, bool oneLine)
    {
        int? last = null;
        var words = 0;
        for (var i = start; i < text.Tokens.Length && words < MostWords; i++)
        {
            if (i > start && text.SentenceOf[i] != text.SentenceOf[start])
            {
                break;
            }

            var token = text.Tokens[i];
            if (token.Kind == TokenKind.LineBreak)
            {
                if (oneLine)
                {
                    break;
                }

                continue;
            }

            if (token.Kind != TokenKind.Word)
            {
                // "Jane "Jay" Roe", "J. Smith": a nickname in quotes, the dot of an initial.
                if (token.IsMark('.') && last == i - 1 && text.Tokens[i - 1].Length <= 2
                    && text.Tokens[i - 1].End == token.Start)
                {
                    last = i;
                    continue;
                }

                // "Suresh a/l Maniam" (son of), as names are written in Malaysia and India.
                if (token.IsMark('/') && last is not null && i + 2 < text.Tokens.Length
                    && text.Tokens[i - 1].Folded is "a" or "s" or "d" && text.Tokens[i + 1].Folded is "l" or "p" or "o"
                    && text.IsCapitalised(i + 2))
                {
                    i++;
                    continue;
                }

                // "Epeli ("Pels") Vakacegu", "Winifred (Winnie) Osgathorpe"
                if (token.IsMark('(') && last is not null && BehindNickname(text, i) is { } behind)
                {
                    i = behind - 1;
                    continue;
                }

                if (token.IsMark('"') && last is not null && i + 3 < text.Tokens.Length
                    && text.Tokens[i + 2].IsMark('"') && text.IsCapitalised(i + 3))
                {
                    i += 2;
                    continue;
                }

                break;
            }

            if (IsNameWord(text, i, afterHonorific && words == 0))
            {
                last = i;
                words++;
                if (CaseSuffix.Has(text.Word(i)))
                {
                    break;
                }
            }
            else if (afterHonorific && words == 1 && token.Folded is "da" or "do" or "de" or "del" or "della" or "du"
                && i + 1 < text.Tokens.Length && (Lexicon.IsCompanyWord(text.Tokens[i + 1].Folded)
                    || Lexicon.Particles.Contains(text.Tokens[i + 1].Folded)
                    && i + 2 < text.Tokens.Length && Lexicon.IsCompanyWord(text.Tokens[i + 2].Folded)))
            {
                // "seu Osvaldo da Padaria Sol": where the person works.
                break;
            }
            else if (!(last is not null && text.Tokens[i].Length == 1 && i + 3 < text.Tokens.Length
                && text.Tokens[i + 1].IsMark('/') && text.Tokens[i + 2].Length == 1)
                && (!(last is not null || afterHonorific) || !IsParticle(text, i)))
            {
                break;
            }
        }

        return words > 0 ? last : null;
    }

    // The capitalised word behind one bracketed word; null where more stands in the brackets, or nothing behind them.
    private static int? BehindNickname(TokenizedText text, int open)
    {
        var i = open + 1;
        var words = 0;
        while (i < text.Tokens.Length && i <= open + 4 && !text.Tokens[i].IsMark(')'))
        {
            words += text.Tokens[i].Kind == TokenKind.Word ? 1 : 0;
            i++;
        }

        return words == 1 && i + 1 < text.Tokens.Length && text.Tokens[i].IsMark(')') && text.IsCapitalised(i + 1)
            && !Lexicon.IsTitle(text.Tokens[i + 1].Folded) ? i + 1 : null;
    }

    private static bool IsParticle(TokenizedText text, int i)
    {
        if (!Lexicon.Particles.Contains(text.Tokens[i].Folded) || i + 1 >= text.Tokens.Length)
        {
            return false;
        }

        var next = i + 1;
        while (next < text.Tokens.Length
            && (Lexicon.Particles.Contains(text.Tokens[next].Folded) || text.Tokens[next].Kind == TokenKind.LineBreak))
        {
            next++;
        }

        // "y", "e", "of" and the like join two things more often than a name; only between capitalised words of one
        // line.
        return next < text.Tokens.Length && text.IsCapitalised(next)
            && text.Tokens[i].Folded is not ("y" or "e" or "i" or "di" or "de" or "la" or "da" or "do" or "den" or "der"
            or "zu" or "du" or "des")
            || (next < text.Tokens.Length && text.IsCapitalised(next)
            && !Lexicon.NameStopWords.Contains(text.Tokens[next].Folded)
                && text.Tokens[i].Folded is "de" or "da" or "di" or "den" or "der" or "la" or "zu" or "du"
                && i > 0 && (Lexicon.Particles.Contains(text.Tokens[i - 1].Folded)
                    || (text.IsCapitalised(i - 1) && !Lexicon.IsTitle(text.Tokens[i - 1].Folded)
                    && IsSurnameParticle(text, i))));
    }

    // "Jan de Wit" is a name, "Ateliers de la Tour" is not: the word before is the first of the run and the word
    // behind the last.
    private static bool IsSurnameParticle(TokenizedText text, int i) =>
        i + 1 < text.Tokens.Length && text.IsCapitalised(i + 1) && !Lexicon.IsCompanyWord(text.Tokens[i - 1].Folded);

    private static bool IsNameWord(TokenizedText text, int i, bool afterHonorific)
    {
        var token = text.Tokens[i];
        if (!text.IsCapitalised(i) || text.IsIdeographic(i))
        {
            return false;
        }

        if (token.Length == 1)
        {
            return i + 1 < text.Tokens.Length && text.Tokens[i + 1].IsMark('.');
        }

        var word = token.Folded;
        if (word.EndsWith("'s", StringComparison.Ordinal) || Lexicon.IsTitle(word)
            || Lexicon.TitleModifiers.Contains(word))
        {
            return false;
        }

        // "Assistentin von Herrn ...": a form of address begins another name.
        return afterHonorific
            || ((!Lexicon.NameStopWords.Contains(word) || IsMonthInName(text, i, word))
            && !(word.Length > 1 && Lexicon.Honorifics.Contains(word) && i + 1 < text.Tokens.Length
            && ((word.Length > 2 && text.IsCapitalised(i + 1)) || text.Tokens[i + 1].IsMark('.'))));
    }

    // "Trần Thị Mai Hương", "Theresa May Ellis": a month between two words of a name.
    private static bool IsMonthInName(TokenizedText text, int i, string word) =>
        word is "mai" or "may" or "june" or "april" or "august" && i > 0 && i + 1 < text.Tokens.Length
            && text.IsCapitalised(i - 1) && text.IsCapitalised(i + 1)
            && !Lexicon.NameStopWords.Contains(text.Tokens[i - 1].Folded)
            && !Lexicon.NameStopWords.Contains(text.Tokens[i + 1].Folded);
}
