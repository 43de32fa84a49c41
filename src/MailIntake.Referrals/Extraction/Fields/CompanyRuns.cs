using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>A run of words that may be a company's name; <paramref name="HasForm"/>: it ends (or begins) with a legal
/// form.</summary>
internal readonly record struct CompanyRun(Stretch Where, int First, int Last, bool HasForm)
{
    /// <summary>Where in its first token an ideographic name begins and how long it is; whole tokens
    /// otherwise.</summary>
    public (int Offset, int Length)? Inside { get; init; }

    public int Start => Where.Tokens.Tokens[First].Start + (Inside?.Offset ?? 0);

    public int Length => Inside?.Length ?? (Where.Tokens.Tokens[Last].End - Start);

    /// <summary>The tokens that are words.</summary>
    public List<int> Words
    {
        get
        {
            var words = new List<int>(Last - First + 1);
            for (var i = First; i <= Last; i++)
            {
                if (Where.Tokens.Tokens[i].Kind == TokenKind.Word)
                {
                    words.Add(i);
                }
            }

            return words;
        }
    }

    public string Value => Normalise(Where.Text.Substring(Start, Length));

    public Evidence Evidence => Where.Evidence(Start, Length);

    // A name that was wrapped over two lines is one name.
    private static string Normalise(string written) =>
        string.Join(' ',
            written.Split((char[])['\n', '\r', ' ', '\t', '\u00a0'], StringSplitOptions.RemoveEmptyEntries)).Trim('»',
            '«', '"', ',', ' ') is var joined
            && joined.EndsWith("'s", StringComparison.Ordinal) | joined.EndsWith("’s", StringComparison.Ordinal)
            ? joined[..^2] : CaseSuffix.Off(joined);
}

/// <summary>Finds runs of capitalised words with what joins them in company names ("&amp;", "de la", "of") and a legal
/// form.</summary>
internal static class CompanyRuns
{
    private const int LongestRun = 14;
    private const int MostRuns = 600;

    private static readonly HashSet<string> Joining = new(StringComparer.Ordinal)
    {
        "and", "of", "the", "for", "und", "fur", "et", "y", "e", "i", "en", "de", "del", "della", "delle", "dei",
        "degli", "dell", "di", "da", "do", "das", "dos", "du", "des", "la", "le",
        "les", "los", "las", "el", "d", "l", "van", "von", "der", "den", "het", "zum", "zur", "am", "im", "per", "och",
        "og", "v", "a",
    };

    public static List<CompanyRun> Find(Stretch stretch) => stretch.Once(Scan);

    /// <summary>Words, whatever their case, that written together are the label: "krogen vid ån" for krogenvidan,
    /// "marrow and rye" for marrowandrye.</summary>
    public static IEnumerable<CompanyRun> Spelling(Stretch stretch, string label)
    {
        var letters = TextFold.Letters(label);
        var tokens = stretch.Tokens.Tokens;
        for (var i = 0; i < tokens.Length && letters.Length >= 5; i++)
        {
            if (tokens[i].IsWordOrNumber && tokens[i].Folded.Length < letters.Length
                && tokens[i].Folded.StartsWith(letters[0])
                && SpellsTo(stretch.Tokens, i, letters) is { } last && last > i)
            {
                yield return new CompanyRun(stretch, i, last, false);
            }
        }
    }

    // Joining words and marks between may be missing in the label.
    private static int? SpellsTo(TokenizedText text, int first, string letters)
    {
        var at = 0;
        for (var i = first; i < text.Tokens.Length && i - first < LongestRun; i++)
        {
            if (!text.Tokens[i].IsWordOrNumber)
            {
                if (text.Tokens[i].IsMark('.') || text.Tokens[i].IsMark(','))
                {
                    return null;
                }

                continue;
            }

            var word = DomainMatch.Spellings(text.Word(i));
            if (letters.AsSpan(at).StartsWith(word.Plain, StringComparison.Ordinal))
            {
                at += word.Plain.Length;
            }
            else if (letters.AsSpan(at).StartsWith(word.German, StringComparison.Ordinal))
            {
                at += word.German.Length;
            }
            else if (at == 0 || !Joining.Contains(text.Tokens[i].Folded))
            {
                return null;
            }

            if (at == letters.Length)
            {
                return i;
            }
        }

        return null;
    }

    private static List<CompanyRun> Scan(Stretch stretch)
    {
        var runs = new List<CompanyRun>();
        var text = stretch.Tokens;
        for (var i = 0; i < text.Tokens.Length && runs.Count < MostRuns;)
        {
            if (IdeographicCompanies.StartsAt(text, i))
            {
                i = IdeographicCompanies.Add(stretch, i, runs);
            }
            else if (StartsRun(text, i))
            {
                var (last, form) = End(text, i, stretch.Kind == StretchKind.Signature);
                runs.Add(new CompanyRun(stretch, i, last, form));
                i = last + 1;
            }
            else
            {
                i++;
            }
        }

        return runs;
    }

    public static bool StartsRun(TokenizedText text, int i) =>
        (text.IsCapitalised(i) && !IsContraction(text.Tokens[i].Folded))
            || (text.Tokens[i].Kind == TokenKind.Word && text.Tokens[i].Length > 2 && HasInnerCapital(text, i))
        || (text.Tokens[i].Folded is "vzw" or "asbl" && i + 1 < text.Tokens.Length && text.IsCapitalised(i + 1));

    // "I'd", "We're", "She's": a sentence begins.
    private static bool IsContraction(string folded)
    {
        var at = folded.IndexOf('\'', StringComparison.Ordinal);
        return at is > 0 and < 5 && folded[(at + 1)..] is "d" or "m" or "ll" or "re" or "ve"
            || folded is "he's" or "she's" or "it's" or "that's" or "there's" or "here's" or "what's" or "who's" or "let's";
    }

    private static bool HasInnerCapital(TokenizedText text, int i)
    {
        foreach (var c in text.Word(i))
        {
            if (char.IsUpper(c))
            {
                return true;
            }
        }

        return false;
    }

    private static (int Last, bool Form) End(TokenizedText text, int first, bool oneLine)
    {
        int last = first, i = first + 1;
        if (LegalForms.EndAt(text, first) is { } lone && lone > first)
        {
            i = lone + 1;
            last = lone;
        }

        while (i < text.Tokens.Length && i - first < LongestRun && text.SentenceOf[i] == text.SentenceOf[first])
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.LineBreak)
            {
                if (oneLine)
                {
                    break;
                }

                i++;
                continue;
            }

            // ", Inc." and " (Pty) Ltd": the form may stand behind a comma or in brackets.
            var form = FormAfter(text, i);
            if (form is { } end)
            {
                return (end, true);
            }

            if (CaseSuffix.Has(text.Word(last)))
            {
                return (last, false);
            }

            if (StartsRun(text, i))
            {
                last = i++;
                if (EndsInForm(text.Tokens[last].Folded))
                {
                    return (last, true);
                }
            }
            else if (Joins(text, i) && NextCapital(text, i) is { } next)
            {
                last = next;
                i = next + 1;
            }
            else if (last == first && token.Kind == TokenKind.Word && Lexicon.IsCompanyWord(text.Tokens[first].Folded)
                && i + 1 < text.Tokens.Length && text.IsCapitalised(i + 1)
                && text.SentenceOf[i + 1] == text.SentenceOf[i]
                && !Lexicon.NameStopWords.Contains(token.Folded) && !Lexicon.CompanyCues.At(text, i).HasValue)
            {
                // "Grupo hoteleiro Falésia": one small word that says what kind of company it is.
                i++;
            }
            else
            {
                break;
            }
        }

        return (last, LegalForms.EndAt(text, first) is not null && last > first);
    }

    // "Erzeugungs-GmbH"
    private static bool EndsInForm(string folded) =>
        folded.EndsWith("-gmbh", StringComparison.Ordinal) || folded.EndsWith("-ag", StringComparison.Ordinal)
            || folded.EndsWith("-kg", StringComparison.Ordinal);

    private static int? FormAfter(TokenizedText text, int i)
    {
        var at = i;
        if (text.Tokens[at].IsMark(',') || text.Tokens[at].IsMark('('))
        {
            at++;
        }

        if (at >= text.Tokens.Length || LegalForms.EndAt(text, at) is not { } end)
        {
            return null;
        }

        // "(Pty) Ltd" ends behind its bracket; "AG & Co" goes on.
        return end;
    }

    private static bool Joins(TokenizedText text, int i)
    {
        var token = text.Tokens[i];
        return token.IsMark('&') || token.IsMark('+') || token.IsMark('«') || token.IsMark('»')
            || (token.IsMark('.') && text.Tokens[i - 1].Length <= 4 && text.Tokens[i - 1].End == token.Start)
            || (token.IsMark('-') && text.Tokens[i - 1].End == token.Start)
            || (token.Kind == TokenKind.Word && Joining.Contains(token.Folded));
    }

    private static int? NextCapital(TokenizedText text, int i)
    {
        var next = i + 1;
        while (next < text.Tokens.Length && next - i <= 3
            && (Joining.Contains(text.Tokens[next].Folded) || text.Tokens[next].IsMark('«')
            || text.Tokens[next].Kind == TokenKind.LineBreak) && !StartsRun(text, next))
        {
            next++;
        }

        return next < text.Tokens.Length && text.SentenceOf[next] == text.SentenceOf[i]
            && StartsRun(text, next) ? next : null;
    }

    public static bool IsJoining(Token token) => Joining.Contains(token.Folded) || token.Kind != TokenKind.Word;
}
