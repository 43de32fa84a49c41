using System.Globalization;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Cutting the text into numbers, words and marks; words that belong together become one.</summary>
internal static partial class DateReader
{
    private const int LongestPhrase = 10;

    private enum TokenKind
    {
        Number,
        Word,
        Mark,
    }

    private static List<Token> Tokens(ReadOnlySpan<char> text)
    {
        var tokens = new List<Token>();
        var isGlued = false;
        for (var i = 0; i < text.Length && tokens.Count < MostTokens;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c is '*')
            {
                isGlued = false;
                i++;
                continue;
            }

            if (c is '\u200e' or '\u200f' or '\u061c')
            {
                i++;
                continue;
            }

            var end = i + 1;
            if (DigitOf(c) >= 0)
            {
                while (end < text.Length && DigitOf(text[end]) >= 0)
                {
                    end++;
                }

                AddNumber(tokens, NumberToken(text[i..end], i, isGlued));
            }
            else if (char.IsLetter(c))
            {
                var runOn = c >= DateWords.FirstRunOn ? DateWords.RunOnLength(text[i..]) : 0;
                end = runOn > 0 ? i + runOn : WordEnd(text, i);
                AddWord(tokens, WordToken(text[i..end], i, isGlued));
            }
            else
            {
                tokens.Add(new Token
                {
                    Kind = TokenKind.Mark,
                    Mark = c is '：' ? ':' : c is '／' ? '/' : c is '，' or '،' ? ',' : c,
                    Start = i,
                    End = end,
                    IsGlued = isGlued,
                });
            }

            isGlued = true;
            i = end;
        }

        return tokens;
    }

    /// <summary>"tháng 3" becomes the month; 令和8年 the year.</summary>
    private static void AddNumber(List<Token> tokens, Token number)
    {
        if (tokens.Count > 0 && number.Digits <= 2
            && tokens[^1].Meaning is { IsNumbered: true } or { Era: not null })
        {
            var before = tokens[^1];
            tokens.RemoveAt(tokens.Count - 1);
            number = before.Meaning!.Era is { } era
                ? number with { Value = era + number.Value, Digits = 4, Start = before.Start }
                : before with { Meaning = new DateWord { Months = { (number.Value, null) } }, End = number.End };
        }

        tokens.Add(number);
    }

    /// <summary>The word that ends a phrase ("Pacific Standard Time", "a. m.") makes one of its words.</summary>
    private static void AddWord(List<Token> tokens, Token word)
    {
        tokens.Add(word);
        for (var first = tokens.Count - 2; first >= 0 && tokens.Count - first <= LongestPhrase; first--)
        {
            if (tokens[first].Kind == TokenKind.Number)
            {
                return;
            }

            foreach (var (words, meaning) in DateWords.PhrasesFrom(tokens[first].Text) ?? [])
            {
                if (IsPhrase(tokens, first, words))
                {
                    var phrase = tokens[first] with { Meaning = meaning, End = word.End, IsUpper = true };
                    tokens.RemoveRange(first, tokens.Count - first);
                    tokens.Add(phrase);
                    return;
                }
            }
        }
    }

    private static bool IsPhrase(List<Token> tokens, int first, string[] words)
    {
        var next = 0;
        for (var i = first; i < tokens.Count; i++)
        {
            if (tokens[i].Kind == TokenKind.Mark && tokens[i].Mark is '.' or ',' or '(' or ')')
            {
                continue;
            }

            if (next == words.Length || tokens[i].Text != words[next++])
            {
                return false;
            }
        }

        return next == words.Length;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        // "a.m." and "m.m." are one word; "п'ятниця", "segunda-feira" and "à(s)" too.
        var end = at + 1;
        while (end < text.Length)
        {
            var c = text[end];
            // So does the geresh behind Hebrew abbreviations.
            var joins = c == '׳' || (c is '\'' or '’' or '-' or '.' && end + 1 < text.Length
                && char.IsLetter(text[end + 1]) && (c != '.' || end - at <= 2));
            if (!char.IsLetter(c) && !joins && !(char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark))
            {
                break;
            }

            if (c >= DateWords.FirstRunOn && DateWords.RunOnLength(text[end..]) > 0)
            {
                break;
            }

            end++;
        }

        return end;
    }

    private static Token WordToken(ReadOnlySpan<char> word, int start, bool isGlued)
    {
        var folded = Folding.Fold(word);
        return new Token
        {
            Kind = TokenKind.Word,
            Text = folded,
            Meaning = DateWords.Find(folded),
            IsUpper = word.Length > 1 && !word.ContainsAnyInRange('a', 'z'),
            Start = start,
            End = start + word.Length,
            IsGlued = isGlued,
        };
    }

    private static Token NumberToken(ReadOnlySpan<char> digits, int start, bool isGlued)
    {
        var value = 0;
        foreach (var c in digits[..Math.Min(8, digits.Length)])
        {
            value = (value * 10) + DigitOf(c);
        }

        return new Token
        {
            Kind = TokenKind.Number,
            Value = value,
            Digits = digits.Length,
            Start = start,
            End = start + digits.Length,
            IsGlued = isGlued,
        };
    }

    private static int DigitOf(char c) =>
        char.IsAsciiDigit(c) ? c - '0' : c is >= '０' and <= '９' ? c - '０' : c is >= '٠' and <= '٩' ? c - '٠' : -1;

    private sealed record Token
    {
        public TokenKind Kind { get; init; }

        public string Text { get; init; } = "";

        public DateUnit? Unit => Meaning?.Unit;

        public DateWord? Meaning { get; init; }

        public int Value { get; init; }

        public int Digits { get; init; }

        public char Mark { get; init; }

        public bool IsUpper { get; init; }

        /// <summary>No white space stands before it.</summary>
        public bool IsGlued { get; init; }

        public int Start { get; init; }

        public int End { get; init; }

        public bool IsUsed { get; set; }
    }
}
