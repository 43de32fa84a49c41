using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

// The currency and the magnitude beside a number.
internal static partial class MoneyScanner
{
    private static (string Code, bool Sure)? CurrencyBefore(TokenizedText text, int number, out int first)
    {
        first = number;
        var i = number - 1;
        if (i >= 0 && text.Tokens[i].IsMark('.') && i > 0 && text.Tokens[i - 1].Folded is "rs" or "kr" or "fr")
        {
            i--;
        }

        if (i < 0 || text.Tokens[number].Start - text.Tokens[i].End > 2)
        {
            return null;
        }

        // "R$", "A$", "US$": a letter glued to the sign.
        if (text.Tokens[i].Kind == TokenKind.Mark && i > 0 && text.Tokens[i - 1].Kind == TokenKind.Word
            && text.Tokens[i - 1].End == text.Tokens[i].Start
            && Currencies.TryGetValue(text.Tokens[i - 1].Folded + text.Tokens[i].Folded, out var pair))
        {
            first = i - 1;
            return pair;
        }

        if (!Currencies.TryGetValue(text.Tokens[i].Folded, out var currency) || !WrittenAsCurrency(text, i, number))
        {
            return null;
        }

        first = i;
        return currency;
    }

    // One letter ("R1,2m", "N38m") must be a capital glued to the number; words such as "real" and "try" must be codes
    // in capitals.
    private static bool WrittenAsCurrency(TokenizedText text, int i, int number)
    {
        var token = text.Tokens[i];
        if (token.Kind == TokenKind.Mark)
        {
            return true;
        }

        var capitals = text.Word(i).IndexOfAnyInRange('a', 'z') < 0;
        return token.Length == 1 ? capitals && token.End == text.Tokens[number].Start
            : token.Folded is "try" or "sar" or "ron" or "cop" or "pen" or "all" or "rm" or "won" or "real" ? capitals
            : true;
    }

    private static (string Code, bool Sure)? CurrencyBehind(TokenizedText text, int last, out int end)
    {
        end = last;
        var i = last + 1;
        if (i < text.Tokens.Length && text.Tokens[i].IsMark('.') && i + 1 < text.Tokens.Length
            && (text.Tokens[i + 1].IsMark('-') || text.Tokens[i + 1].IsMark('–')))
        {
            i += 2;
        }
        else if (i < text.Tokens.Length && (text.Tokens[i].IsMark(',') || text.Tokens[i].IsMark('.'))
            && i + 1 < text.Tokens.Length && text.Tokens[i + 1].IsMark('-'))
        {
            i += 2;
        }

        if (i >= text.Tokens.Length || text.Tokens[i].Kind == TokenKind.LineBreak && ++i >= text.Tokens.Length
            || text.Tokens[i].Start - text.Tokens[last].End > 5)
        {
            return null;
        }

        if (i + 1 < text.Tokens.Length && text.Tokens[i].Kind == TokenKind.Word
            && text.Tokens[i].End == text.Tokens[i + 1].Start
            && Currencies.TryGetValue(text.Tokens[i].Folded + text.Tokens[i + 1].Folded, out var glued) && glued.Sure)
        {
            end = i + 1;
            return glued;
        }

        // "125 000 $ CA"
        if (text.Tokens[i].IsMark('$') && i + 1 < text.Tokens.Length && text.Tokens[i + 1].Folded is "ca" or "can")
        {
            end = i + 1;
            return ("CAD", true);
        }

        if (text.IsIdeographic(i))
        {
            return IdeographicUnit(text, i, ref end);
        }

        if (!Currencies.TryGetValue(text.Tokens[i].Folded, out var currency)
            || text.Tokens[i] is { Kind: TokenKind.Word, Length: 1 }
            || (text.Tokens[i].Kind == TokenKind.Word && !WrittenAsCurrency(text, i, i)))
        {
            return null;
        }

        end = i;
        return currency;
    }

    private static (string Code, bool Sure)? IdeographicUnit(TokenizedText text, int i, ref int end)
    {
        var unit = text.Word(i);
        foreach (var sign in new[] { "円", "人民币", "美元", "美金", "欧元", "港币", "元", "원", "달러", "유로", "ユーロ", "ドル" })
        {
            var at = unit.IndexOf(sign);
            if (at is >= 0 and <= 2)
            {
                end = i;
                return Currencies[TextFold.Fold(sign)];
            }
        }

        return null;
    }

    private static int Magnitude(TokenizedText text, int last, out int end)
    {
        end = last;
        var i = last + 1;
        if (i >= text.Tokens.Length || text.Tokens[i].Kind != TokenKind.Word)
        {
            return 0;
        }

        var glued = text.Tokens[i].Start == text.Tokens[last].End;
        if (text.IsIdeographic(i) && glued)
        {
            var scale = IdeographicScale(text.Word(i));
            end = scale != 0 && text.Tokens[i].Length <= 2 && i + 1 < text.Tokens.Length && text.IsIdeographic(i + 1)
                && text.Word(i + 1)[0] is '원' or '元' or '円' ? i : last;
            return scale;
        }

        if (!Magnitudes.TryGetValue(text.Tokens[i].Folded, out var magnitude)
            || text.Tokens[i].Start - text.Tokens[last].End > 1
            || (magnitude.Glued && !glued) || (text.Tokens[i].Length == 1 && !glued && !IsThousandEuro(text, i)))
        {
            return 0;
        }

        end = i + 1 < text.Tokens.Length && text.Tokens[i + 1].IsMark('.')
            && (text.Tokens[i].Folded is "mio" or "tsd" or "mrd" or "tys" or "mln" or "mld" or "tis"
            || i + 2 < text.Tokens.Length && Currencies.ContainsKey(text.Tokens[i + 2].Folded)) ? i + 1 : i;
        return magnitude.Power;
    }

    private static bool IsThousandEuro(TokenizedText text, int i) =>
        i + 1 < text.Tokens.Length && text.Tokens[i + 1].Start == text.Tokens[i].End && text.Tokens[i + 1].IsMark('€');

    private static int IdeographicScale(ReadOnlySpan<char> unit)
    {
        foreach (var (word, power) in new[] { ("百万", 6), ("千万", 7), ("千円", 3), ("十万", 5), ("万", 4), ("億", 8), ("亿", 8),
            ("萬", 4), ("천만", 7), ("백만", 6), ("십만", 5), ("만", 4), ("억", 8), ("천", 3) })
        {
            if (unit.StartsWith(word, StringComparison.Ordinal))
            {
                return power;
            }
        }

        return 0;
    }
}
