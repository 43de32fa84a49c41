using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>A signature line by line, and its pieces between "|", " - ", "·" and commas, as candidates for a
/// company.</summary>
internal static class SignatureLines
{
    public static IEnumerable<(int Start, int Length)> Lines(Stretch signature)
    {
        var text = signature.Text;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            var from = start;
            while (from < end && (char.IsWhiteSpace(text[from]) || text[from] is '|' or '*' or '>' or '-' or '–'))
            {
                from++;
            }

            var to = end;
            while (to > from && (char.IsWhiteSpace(text[to - 1]) || text[to - 1] is '|'))
            {
                to--;
            }

            if (to > from)
            {
                yield return (from, to - from);
            }

            start = end + 1;
        }
    }

    public static IEnumerable<(int Start, int Length)> Pieces(Stretch signature, bool atCommas)
    {
        foreach (var (start, length) in Lines(signature))
        {
            var text = signature.Text;
            var from = start;
            for (var i = start; i <= start + length; i++)
            {
                if (i == start + length || IsSeparator(text, i, start + length, atCommas))
                {
                    var (pieceStart, pieceLength) = Trim(text, from, i);
                    if (pieceLength > 0)
                    {
                        yield return (pieceStart, pieceLength);
                    }

                    from = i + 1;
                }
            }
        }
    }

    /// <summary>Lines and pieces that might be a company: letters, no digits, no address, no closing, no
    /// title.</summary>
    public static IEnumerable<CompanyRun> Segments(Stretch signature)
    {
        foreach (var (start, length) in Pieces(signature, atCommas: true))
        {
            var piece = signature.Text.AsSpan(start, length);
            if (length is < 3 or > 70 || piece.Contains('@') || piece.ContainsAnyInRange('0', '9')
                || SignatureSplit.IsClosing(piece.ToString()))
            {
                continue;
            }

            var tokens = signature.Tokens;
            int first = tokens.TokenFrom(start), last = tokens.TokenFrom(start + length) - 1;
            if (last < first || !CompanyRuns.StartsRun(tokens, first))
            {
                continue;
            }

            var bracket = Enumerable.Range(first, last - first + 1).FirstOrDefault(i => tokens.Tokens[i].IsMark('(')
                && (i == last || LegalForms.EndAt(tokens, i + 1) is null), -1);
            last = bracket > first ? bracket - 1 : last;
            var words = Enumerable.Range(first, last - first + 1).ToList();
            if (!words.Any(i => Lexicon.IsTitle(tokens.Tokens[i].Folded) || tokens.Tokens[i].IsMark(':')))
            {
                yield return new CompanyRun(signature, first, last, words.Any(i => i > first
                    && LegalForms.EndAt(tokens, i) is not null));
            }
        }
    }

    private static bool IsSeparator(string text, int i, int end, bool atCommas)
    {
        var c = text[i];
        if (c is '|' or '·' or '•' or '⋅')
        {
            return true;
        }

        var spaced = i > 0 && text[i - 1] == ' ' && i + 1 < end && text[i + 1] == ' ';
        return (spaced && c is '-' or '–' or '—' or '/')
            || (atCommas && c == ',' && i + 1 < end && text[i + 1] == ' ' && !FormFollows(text, i + 2));
    }

    private static bool FormFollows(string text, int i) =>
        i < text.Length && text.AsSpan(i) is var rest
        && (rest.StartsWith("Inc", StringComparison.Ordinal) || rest.StartsWith("LLC", StringComparison.Ordinal)
        || rest.StartsWith("Ltd", StringComparison.Ordinal)
            || rest.StartsWith("S.", StringComparison.Ordinal) || rest.StartsWith("a.s", StringComparison.Ordinal)
            || rest.StartsWith("Lda", StringComparison.Ordinal)
            || rest.StartsWith("s.r.o", StringComparison.Ordinal) || rest.StartsWith("Coop", StringComparison.Ordinal)
            || rest.StartsWith("LLP", StringComparison.Ordinal));

    private static (int Start, int Length) Trim(string text, int from, int to)
    {
        while (from < to && (char.IsWhiteSpace(text[from]) || text[from] is '/' or ','))
        {
            from++;
        }

        while (to > from && (char.IsWhiteSpace(text[to - 1]) || text[to - 1] is ',' or '/'))
        {
            to--;
        }

        return (from, to - from);
    }
}
