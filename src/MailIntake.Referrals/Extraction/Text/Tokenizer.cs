namespace MailIntake.Referrals.Extraction.Text;

/// <summary>Cuts text into tokens in one pass. "d'Ouche" is two words, "O'Brien" and "co-sell" are one; "1.200,50" is
/// one number; a line break is a token; spaces are none.</summary>
internal static class Tokenizer
{
    private static readonly HashSet<string> Elisions =
        ["l", "d", "dell", "all", "nell", "sull", "dall", "un", "qu", "j", "n", "s", "c", "t", "m", "jusqu", "lorsqu"];

    public static Token[] Cut(string text)
    {
        var tokens = new List<Token>(text.Length / 5);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c == '\n')
            {
                tokens.Add(new Token(TokenKind.LineBreak, i++, 1, "\n"));
            }
            else if (char.IsWhiteSpace(c) || c is '\ufeff' or '\u200b' or '\u200e' or '\u200f')
            {
                i++;
            }
            else if (char.IsDigit(c))
            {
                i = AddNumber(text, i, tokens);
            }
            else if (IsLetter(c))
            {
                i = AddWord(text, i, tokens);
            }
            else
            {
                tokens.Add(new Token(TokenKind.Mark, i, 1, TextFold.Fold(text.AsSpan(i, 1)) is { Length: > 0 } f ? f
                    : "?"));
                i++;
            }
        }

        return [.. tokens];
    }

    private static bool IsLetter(char c) =>
        char.IsLetter(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // "R1,2m", "N38m", "EUR45": a currency's letters before an amount are a word of their own; "Q3" and "B2B" stay
    // whole.
    private static bool IsGluedAmount(string text, int start, int digit)
    {
        if (digit - start > 3 || !text.AsSpan(start, digit - start).ToString().All(char.IsAsciiLetterUpper))
        {
            return false;
        }

        var end = digit;
        while (end < text.Length && char.IsDigit(text[end]))
        {
            end++;
        }

        return end - digit >= 2 || (end + 1 < text.Length && text[end] is '.' or ',' && char.IsDigit(text[end + 1]));
    }

    private static int AddNumber(string text, int start, List<Token> tokens)
    {
        var i = start + 1;
        while (i < text.Length
            && (char.IsDigit(text[i])
                || (text[i] is '.' or ',' or '\'' or '’' or '，' or '．' && i + 1 < text.Length && char.IsDigit(text[i
                + 1]))))
        {
            i++;
        }

        tokens.Add(new Token(TokenKind.Number, start, i - start, TextFold.Fold(text.AsSpan(start, i - start))));
        return i;
    }

    private static int AddWord(string text, int start, List<Token> tokens)
    {
        var i = start + 1;
        while (i < text.Length)
        {
            var c = text[i];
            if (IsLetter(c) || char.IsDigit(c))
            {
                // A change of script ends a word: "Ledgerlineの" is two.
                if (TextFold.IsIdeographic(c) != TextFold.IsIdeographic(text[start]))
                {
                    break;
                }

                if (char.IsDigit(c) && IsGluedAmount(text, start, i))
                {
                    break;
                }

                i++;
            }
            else if (c is '\'' or '’' or '-' or '‑' && i + 1 < text.Length && IsLetter(text[i + 1]))
            {
                if (c is '\'' or '’' && char.IsLower(text[start])
                    && Elisions.Contains(TextFold.Fold(text.AsSpan(start, i - start))))
                {
                    tokens.Add(new Token(TokenKind.Word, start, i - start,
                        TextFold.Fold(text.AsSpan(start, i - start))));
                    return i + 1;
                }

                i++;
            }
            else
            {
                break;
            }
        }

        tokens.Add(new Token(TokenKind.Word, start, i - start, TextFold.Fold(text.AsSpan(start, i - start))));
        return i;
    }
}
