using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Finding the day.</summary>
internal static partial class DateReader
{
    private const int FarthestYear = 9;
    private const int BuddhistYears = 543;
    private const int FirstBuddhistYear = 1969 + BuddhistYears;
    private const int LastBuddhistYear = 2200 + BuddhistYears;

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
            if (b.Digits > 2 || c.Digits is 3 or > 4 || (a.Digits > 2 && a.Digits != 4))
            {
                continue;
            }

            var days = new List<DateOnly>();
            if (a.Digits == 4)
            {
                AddDay(days, YearOf(a), b.Value, c.Value);
            }
            else if (a.Digits == 2 && c.Digits <= 2 && DateWords.IsYearFirst(languages))
            {
                AddDay(days, YearOf(a), b.Value, c.Value);
            }
            else if (a.Digits <= 2 && c.Digits is 2 or 4)
            {
                var year = YearOf(c);
                var isDotted = tokens[i + 1].Mark == '.';
                // Who writes the month first has no clock of 24 hours.
                var isMonthFirst = tokens[i + 1].Mark == '/' && DateWords.IsMonthFirst(languages)
                    && (languages is null || HasHalf(tokens) || !tokens.Exists(t => t.IsUsed));
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

                if (third + 1 < tokens.Count && tokens[third + 1].Unit == DateUnit.Day)
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
            && tokens[at + 1].IsGlued
            && (tokens[at + 1].Mark is '/' or '-' or '.' || tokens[at + 1].Unit is DateUnit.Year or DateUnit.Month)
            && (tokens[next].IsGlued || (tokens[at + 1].Mark is not ('/' or '-')
                && tokens[next].Start - tokens[at + 1].End <= 1));
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
                var beforeThat = NumberNear(tokens, before, -1);
                year = IsYear(tokens, after) ? after
                    : beforeThat >= 0 && tokens[beforeThat].Digits == 4 && IsYear(tokens, beforeThat) ? beforeThat : -1;
            }
            else if (IsDay(tokens, after))
            {
                day = after;
                year = IsYear(tokens, before) ? before : IsYear(tokens, afterThat) ? afterThat
                    : YearBehindTime(tokens, after);
            }
            else
            {
                continue;
            }

            if (year < 0 && notAfter is null)
            {
                continue;
            }

            var yearValue = year < 0 ? notAfter!.Value.Year : YearOf(tokens[year]);
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
                tokens[k].IsUsed |= tokens[k].Meaning?.ZoneMinutes is null;
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

    /// <summary>"Mar  2 10:15:00 EST 2026", as Unix writes it.</summary>
    private static int YearBehindTime(List<Token> tokens, int day)
    {
        for (var i = day + 1; i < tokens.Count && i <= day + FarthestYear; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Number, Digits: 4, IsUsed: false })
            {
                return IsYear(tokens, i) && tokens[i - 1].Kind != TokenKind.Mark ? i : -1;
            }

            if (!tokens[i].IsUsed && tokens[i].Meaning?.ZoneMinutes is null)
            {
                return -1;
            }
        }

        return -1;
    }

    private static bool IsDay(List<Token> tokens, int at) => at >= 0 && tokens[at].Digits <= 2
        && tokens[at].Value is > 0 and < 32;

    private static bool IsYear(List<Token> tokens, int at) =>
        at >= 0 && (tokens[at].Digits == 4 ? YearOf(tokens[at]) is > 1969 and < 2200 : tokens[at].Digits == 2);

    /// <summary>Two digits are of this century; Buddhist years run 543 ahead.</summary>
    private static int YearOf(Token token) => token.Value is > FirstBuddhistYear and < LastBuddhistYear
        ? token.Value - BuddhistYears
        : token.Digits <= 2 ? 2000 + token.Value : token.Value;

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
}
