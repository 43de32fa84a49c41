using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Vocabulary;

/// <summary>Legal forms ("GmbH &amp; Co. KG", "S.p.A.") where they stand in a text, with any dots and spaces.</summary>
internal static class LegalForms
{
    private static readonly Dictionary<string, string[]> ByFirstWord = Tables.Rows("legal-forms.txt")
        .Select(r => WordsOf(r[0]))
        .GroupBy(w => w[0], StringComparer.Ordinal)
        .SelectMany(g => g)
        .GroupBy(w => w[0], StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g =>
            g.OrderByDescending(w => w.Length).Select(w => string.Join(' ', w)).ToArray(), StringComparer.Ordinal);

    /// <summary>The last token of the longest legal form that begins with the token, with the dot that belongs to it;
    /// null if none does. One-letter and lower-case words are no form ("as", "co").</summary>
    public static int? EndAt(TokenizedText text, int token)
    {
        if (text.Tokens[token].Kind != TokenKind.Word
            || !ByFirstWord.TryGetValue(text.Tokens[token].Folded, out var forms))
        {
            return null;
        }

        foreach (var form in forms)
        {
            if (Match(text, token, form.Split(' ')) is { } end && LooksLikeForm(text, token, end))
            {
                return end;
            }
        }

        return null;
    }

    private static int? Match(TokenizedText text, int token, string[] words)
    {
        var at = token;
        for (var w = 0; w < words.Length; w++)
        {
            if (at >= text.Tokens.Length || text.Tokens[at].Folded != words[w])
            {
                return null;
            }

            if (w == words.Length - 1)
            {
                var dot = at + 1 < text.Tokens.Length && text.Tokens[at + 1].IsMark('.')
                    && text.Tokens[at].End == text.Tokens[at + 1].Start;
                var inner = dot && HasDot(text, token, at);
                return dot && (inner
                    || text.Tokens[at].Folded is "co" or "ltd" or "inc" or "corp" or "ent" or "lda" or "ltda" or "sti")
                    ? at + 1 : at;
            }

            at++;
            while (at < text.Tokens.Length && text.Tokens[at].Kind is TokenKind.Mark or TokenKind.LineBreak
                && !text.Tokens[at].IsMark('&') && !text.Tokens[at].IsMark('/') && !text.Tokens[at].IsMark('('))
            {
                if (!text.Tokens[at].IsMark('.') && !text.Tokens[at].IsMark(',') && !text.Tokens[at].IsMark(')')
                    && text.Tokens[at].Kind != TokenKind.LineBreak)
                {
                    return null;
                }

                at++;
            }
        }

        return null;
    }

    private static bool HasDot(TokenizedText text, int first, int last)
    {
        for (var i = first; i < last; i++)
        {
            if (text.Tokens[i].IsMark('.'))
            {
                return true;
            }
        }

        return text.Tokens[last].Length == 1 || last > first;
    }

    private static bool LooksLikeForm(TokenizedText text, int first, int last)
    {
        var written = text.Slice(first, last);
        return char.IsUpper(written[0]) ? written.Length > 1
            : written.Any(c => c == '.' || char.IsUpper(c))
            || written is "vzw" or "bv" or "eG" or "limited" or "inc" or "oy";
    }

    private static string[] WordsOf(string form) =>
        [.. Tokenizer.Cut(form).Where(t => t.IsWordOrNumber || t.IsMark('&') || t.IsMark('/')
            || t.IsMark('(')).Select(t => t.Folded)];
}
