namespace MailIntake.Referrals.Extraction.Text;

internal enum TokenKind
{
    Word,
    Number,
    Mark,
    LineBreak,
}

/// <summary>A word, number, mark or line break of a text; <paramref name="Folded"/> is what it is compared
/// by.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length, string Folded)
{
    public int End => Start + Length;

    public bool IsWordOrNumber => Kind is TokenKind.Word or TokenKind.Number;

    public bool IsMark(char mark) => Kind == TokenKind.Mark && Folded.Length > 0 && Folded[0] == mark;
}
