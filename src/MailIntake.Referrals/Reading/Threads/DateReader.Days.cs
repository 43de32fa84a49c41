using System.Globalization;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Finding the day, and cutting the text into numbers, words and marks.</summary>
internal static partial class DateReader
{
    private enum TokenKind
    {
        Number,
        Word,
        Mark,
    }

    /// <summary>The possible days, the likeliest first.</summary>
    private static List<DateOnly> FindDay(
        List<Token> tokens, IReadOnlyCollection<string>? languages, DateTime? notAfter)
    {
        // A named month with its year is surest: "10.15.06" beside it is a time.
        var named = FindNamed(tokens, languages, null);
        if (named.Count > 0)
        {
            return named;
        }

        var numeric = FindNumeric(tokens, languages);
        return numeric.Count > 0 ? numeric : FindNamed(tokens, languages, notAfter);
    }

    private static List<DateOnly> FindNumeric(List<Token> tokens, IReadOnlyCollection<string>? languages)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is not { Kind: TokenKind.Number, IsUsed: false } a || a.Digits > 4
                || !Divided(tokens, i, out var second) || !Divided(tokens, second, out var third))
            {
                continue;
            }

            var (b, c) = (tokens[second], tokens[third]);
            if (b.Digits > 2 || c.Digits is 3 or > 4)
            {
                continue;
            }

            var days = new List<DateOnly>();
            if (a.Digits == 4)
            {
                AddDay(days, a.Value, b.Value, c.Value);
            }
            else if (a.Digits <= 2 && c.Digits is 2 or 4)
            {
                var year = c.Digits == 4 ? c.Value : 2000 + c.Value;
                var isDotted = tokens[i + 1].Mark == '.';
                var isMonthFirst = tokens[i + 1].Mark == '/' && (languages is null || languages.Contains("en"))
                    && languages?.Any(l => l is not "en" and not "ja" and not "zh" and not "ko") != true;
                AddDay(days, year, isMonthFirst ? a.Value : b.Value, isMonthFirst ? b.Value : a.Value);
                if (!isDotted)
                {
                    AddDay(days, year, isMonthFirst ? b.Value : a.Value, isMonthFirst ? a.Value : b.Value);
                }
            }

            if (days.Count > 0)
            {
                for (var k = i; k <= third; k++)
                {
                    tokens[k].IsUsed = true;
                }

                if (third + 1 < tokens.Count && tokens[third + 1].Unit is "日" or "일")
                {
                    tokens[third + 1].IsUsed = true;
                }

                return days;
            }
        }

        return [];
    }

    /// <summary>The number at <paramref name="at"/> is followed by a date's separator and a number.</summary>
    private static bool Divided(List<Token> tokens, int at, out int next)
    {
        next = at + 2;
        return next < tokens.Count && tokens[next] is { Kind: TokenKind.Number, IsUsed: false }
            && tokens[at + 1].Start == tokens[at].End
            && (tokens[at + 1].Mark is '/' or '-' or '.' || tokens[at + 1].Unit is "年" or "月" or "년" or "월")
            && tokens[next].Start - tokens[at + 1].End <= (tokens[at + 1].Mark is '/' or '-' ? 0 : 1);
    }

    private static List<DateOnly> FindNamed(
        List<Token> tokens, IReadOnlyCollection<string>? languages, DateTime? notAfter)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Meaning is not { Months.Count: > 0 } meaning || tokens[i].IsUsed)
            {
                continue;
            }

            var before = NumberNear(tokens, i, -1);
            var after = NumberNear(tokens, i, +1);
            var afterThat = after < 0 ? -1 : NumberNear(tokens, after, +1);
            int day, year;
            if (IsDay(tokens, before))
            {
                day = before;
                year = IsYear(tokens, after) ? after : -1;
            }
            else if (IsDay(tokens, after))
            {
                day = after;
                year = IsYear(tokens, before) ? before : IsYear(tokens, afterThat) ? afterThat : -1;
            }
            else
            {
                continue;
            }

            if (year < 0 && notAfter is null)
            {
                continue;
            }

            var yearValue = year < 0 ? notAfter!.Value.Year : tokens[year].Value < 100 ? 2000 + tokens[year].Value
                : tokens[year].Value;
            var days = new List<DateOnly>();
            foreach (var month in meaning.Months.OrderByDescending(m => m.Language is not null
                && languages?.Contains(m.Language) == true))
            {
                if (month.Language is null || languages?.Contains(month.Language) == true)
                {
                    AddDay(days, yearValue, month.Value, tokens[day].Value);
                }
            }

            if (days.Count == 0)
            {
                continue;
            }

            var edges = new[] { i, day, year < 0 ? i : year };
            for (var k = edges.Min(); k <= edges.Max(); k++)
            {
                tokens[k].IsUsed = true;
            }

            return days;
        }

        return [];
    }

    /// <summary>The nearest number with only joining words and marks between, or -1.</summary>
    private static int NumberNear(List<Token> tokens, int from, int step)
    {
        for (var i = from + step; i >= 0 && i < tokens.Count && Math.Abs(i - from) <= 4; i += step)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Number)
            {
                return token.IsUsed ? -1 : i;
            }

            if (token.Kind == TokenKind.Word && token.Meaning is not { IsBetween: true }
                && token.Meaning is not { Weekdays.Count: > 0 })
            {
                return -1;
            }
        }

        return -1;
    }

    private static bool IsDay(List<Token> tokens, int at) => at >= 0 && tokens[at].Digits <= 2
        && tokens[at].Value is > 0 and < 32;

    private static bool IsYear(List<Token> tokens, int at) =>
        at >= 0 && (tokens[at].Digits == 4 ? tokens[at].Value is > 1969 and < 2200 : tokens[at].Digits == 2);

    private static void AddDay(List<DateOnly> days, int year, int month, int day)
    {
        if (year is > 1969 and < 2200 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month))
        {
            var value = new DateOnly(year, month, day);
            if (!days.Contains(value))
            {
                days.Add(value);
            }
        }
    }

    private static List<Token> Tokens(ReadOnlySpan<char> text)
    {
        var tokens = new List<Token>();
        for (var i = 0; i < text.Length && tokens.Count < MostTokens;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c is '*' or '\u200e' or '\u200f')
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

                tokens.Add(NumberToken(text[i..end], i));
            }
            else if (IsUnit(c))
            {
                tokens.Add(WordToken(text[i..end], i));
            }
            else if (char.IsLetter(c))
            {
                end = WordEnd(text, i);
                tokens.Add(WordToken(text[i..end], i));
            }
            else
            {
                tokens.Add(new Token { Kind = TokenKind.Mark, Mark = c is '：' ? ':' : c is '／' ? '/' : c is '，' ? ','
                    : c, Start = i, End = end });
            }

            i = end;
        }

        return tokens;
    }

    private static int WordEnd(ReadOnlySpan<char> text, int at)
    {
        // "a.m." and "m.m." are one word; "п'ятниця", "segunda-feira" and "à(s)" too.
        var end = at + 1;
        while (end < text.Length)
        {
            var c = text[end];
            var joins = c is '\'' or '’' or '-' or '.' && end + 1 < text.Length && char.IsLetter(text[end + 1])
                && (c != '.' || end - at <= 2);
            if (!char.IsLetter(c) && !joins && !(char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark))
            {
                break;
            }

            if (IsUnit(c))
            {
                break;
            }

            end++;
        }

        return end;
    }

    private static bool IsUnit(char c) => c is '年' or '月' or '日' or '時' or '分' or '秒' or '点' or '點' or '时'
        or '년' or '월' or '일' or '시' or '분' or '초';

    private static Token WordToken(ReadOnlySpan<char> word, int start)
    {
        var folded = Folding.Fold(word);
        return new Token
        {
            Kind = TokenKind.Word,
            Text = folded,
            Unit = word.Length == 1 && IsUnit(word[0]) ? word.ToString() : null,
            Meaning = DateWords.Find(folded),
            IsUpper = word.Length > 1 && !word.ContainsAnyInRange('a', 'z'),
            Start = start,
            End = start + word.Length,
        };
    }

    private static Token NumberToken(ReadOnlySpan<char> digits, int start)
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
        };
    }

    private static int DigitOf(char c) =>
        char.IsAsciiDigit(c) ? c - '0' : c is >= '０' and <= '９' ? c - '０' : c is >= '٠' and <= '٩' ? c - '٠' : -1;

    private sealed class Token
    {
        public TokenKind Kind { get; init; }

        public string Text { get; init; } = "";

        public string? Unit { get; init; }

        public DateWord? Meaning { get; init; }

        public int Value { get; init; }

        public int Digits { get; init; }

        public char Mark { get; init; }

        public bool IsUpper { get; init; }

        public int Start { get; init; }

        public int End { get; init; }

        public bool IsUsed { get; set; }
    }
}
