namespace MailIntake.Referrals.Extraction.Text;

/// <summary>A text with its tokens and sentences. A sentence ends at a full stop, a blank line, or the end of a short
/// line (a heading, a list item, a line of a signature); a long line that was only wrapped goes on.</summary>
internal sealed class TokenizedText
{
    private const int WrappedLine = 45;
    private const int LongestReach = 90;

    private static readonly HashSet<string> Abbreviations =
        ["mr", "mrs", "ms", "dr", "prof", "st", "tel", "no", "nr", "ca", "co", "ing", "dipl", "inc", "ltd", "dott",
        "sig",
         "avv", "fr", "hr", "mme", "sra", "sr", "dra", "vs", "approx", "est", "z", "b", "i", "a", "d", "s", "p", "dir",
         "mag",
         "exec", "dy", "addl", "ltg", "stv", "bzw", "mio", "mrd", "tsd", "eng", "c", "f", "n", "m", "geom", "rag",
         "mgr", "mec"];

    public TokenizedText(string text)
    {
        Text = text;
        Tokens = Tokenizer.Cut(text);
        SentenceOf = new int[Tokens.Length];
        MarkSentences();
    }

    public string Text { get; }

    public Token[] Tokens { get; }

    /// <summary>For each token the number of its sentence.</summary>
    public int[] SentenceOf { get; }

    public string Slice(int fromToken, int toToken) => Text[Tokens[fromToken].Start..Tokens[toToken].End];

    public ReadOnlySpan<char> Word(int index) => Text.AsSpan(Tokens[index].Start, Tokens[index].Length);

    public bool IsCapitalised(int index) =>
        Tokens[index].Kind == TokenKind.Word && char.IsUpper(Text[Tokens[index].Start]);

    public bool IsIdeographic(int index) =>
        Tokens[index].Kind == TokenKind.Word && TextFold.IsIdeographic(Text[Tokens[index].Start]);

    /// <summary>The first token at or after the position.</summary>
    public int TokenFrom(int position)
    {
        int low = 0, high = Tokens.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].Start < position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    public int LineStart(int position) => position <= 0 ? 0 : Text.LastIndexOf('\n', position - 1) + 1;

    public int LineEnd(int position)
    {
        var end = position >= Text.Length ? -1 : Text.IndexOf('\n', position);
        return end < 0 ? Text.Length : end;
    }

    /// <summary>The first and the last token of the sentence that holds the token, or as much of it as people read at
    /// once.</summary>
    public (int First, int Last) Sentence(int token)
    {
        int first = token, last = token;
        while (first > 0 && token - first < LongestReach && SentenceOf[first - 1] == SentenceOf[token])
        {
            first--;
        }

        while (last + 1 < Tokens.Length && last - token < LongestReach && SentenceOf[last + 1] == SentenceOf[token])
        {
            last++;
        }

        return (first, last);
    }

    private void MarkSentences()
    {
        var sentence = 0;
        for (var i = 0; i < Tokens.Length; i++)
        {
            SentenceOf[i] = sentence;
            if (EndsSentence(i))
            {
                sentence++;
            }
        }
    }

    private bool EndsSentence(int i)
    {
        var token = Tokens[i];
        if (token.Kind == TokenKind.LineBreak)
        {
            var blank = i + 1 < Tokens.Length && Tokens[i + 1].Kind == TokenKind.LineBreak;
            return blank || token.Start - LineStart(token.Start) < WrappedLine || StartsItem(i + 1)
                || StartsKeyed(token.End);
        }

        if (token.Kind != TokenKind.Mark)
        {
            return false;
        }

        var mark = Text[token.Start];
        if (mark is '。' or '！' or '？')
        {
            return true;
        }

        var spaced = token.End >= Text.Length || char.IsWhiteSpace(Text[token.End]);
        return spaced && (mark is '!' or '?' || (mark == '.' && !IsAbbreviation(i)));
    }

    // "E-mail: ...": the next line is an entry of a list.
    private bool StartsKeyed(int position)
    {
        var line = Text.AsSpan(position, Math.Min(26, LineEnd(position) - position));
        var colon = line.IndexOfAny(':', '：');
        return colon > 1 && line[..colon].Count(' ') <= 2;
    }

    private bool StartsItem(int i) =>
        i < Tokens.Length
        && (Tokens[i].IsMark('-') || Tokens[i].IsMark('•') || Tokens[i].IsMark('*') || Tokens[i].IsMark('·')
            || (Tokens[i].Kind == TokenKind.Number && i + 1 < Tokens.Length
                && (Tokens[i + 1].IsMark('.') || Tokens[i + 1].IsMark(')'))));

    private bool IsAbbreviation(int dot)
    {
        if (dot == 0 || Tokens[dot - 1].End != Tokens[dot].Start)
        {
            return false;
        }

        // "1. Juli" and "S.A. de C.V.": a number or a single letter before the dot.
        var before = Tokens[dot - 1];
        return before.Kind == TokenKind.Number
            ? dot + 1 < Tokens.Length && Tokens[dot + 1].Kind == TokenKind.Word && before.Length <= 2
            : before.Kind == TokenKind.Word && (before.Length == 1 || Abbreviations.Contains(before.Folded));
    }
}
