using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>A date found in text: the author's wall clock, the offset where written, and where it stands.</summary>
internal readonly record struct FoundDate(DateTime? Local, TimeSpan? Offset, int Start, int End, bool HasTime);

/// <summary>
/// Reads dates as mail clients of many languages write them. In comes a short text; the words of the date may stand
/// among others. What is doubtful (3/4/2026, a month that is another's weekday) is settled by the weekday, then by
/// the language, then by what is nearest before the mail's own date.
/// </summary>
internal static partial class DateReader
{
    private const int LongestText = 400;
    private const int MostTokens = 120;

    /// <summary>The first date in the text. <paramref name="languages"/>: of the labels or words around it, where
    /// known; <paramref name="notAfter"/>: the date of the mail that holds the text.</summary>
    public static FoundDate? Find(
        ReadOnlySpan<char> text, IReadOnlyCollection<string>? languages = null, DateTime? notAfter = null)
    {
        if (text.Length > LongestText)
        {
            text = text[..LongestText];
        }

        var tokens = Tokens(text);
        var clock = FindTime(tokens, languages, dotted: false);
        var days = FindDay(tokens, languages, notAfter);
        if (days.Count == 0)
        {
            return null;
        }

        clock ??= FindTime(tokens, languages, dotted: true);
        var weekdays = tokens.Where(t => t.Meaning is { Weekdays.Count: > 0 } && !t.IsUsed).ToList();
        // "3/2/2026 10:15 AM" is American; without AM and PM anybody may have written it.
        var isSure = !DateWords.IsMonthFirst(languages) || languages is null || HasHalf(tokens);
        var day = Choose(days, weekdays, notAfter, isSure);
        var offset = FindOffset(tokens);
        var local = day.ToDateTime(TimeOnly.MinValue);
        if (clock is { } time)
        {
            local = local.Add(time);
        }

        var (start, end) = Extent(tokens);
        return new FoundDate(local, offset, start, end, clock is not null);
    }

    private static DateOnly Choose(List<DateOnly> days, List<Token> weekdays, DateTime? notAfter, bool isSure)
    {
        if (days.Count == 1)
        {
            return days[0];
        }

        if (weekdays.Count > 0)
        {
            var fitting = days.Where(d => weekdays.Exists(w => w.Meaning!.Weekdays.Contains(IsoDay(d)))).ToList();
            if (fitting.Count > 0)
            {
                days = fitting;
            }
        }

        if (days.Count > 1 && notAfter is { } limit)
        {
            // A quoted mail is older than the one that quotes it, and seldom by months. A day's grace for time zones.
            var before = days.Where(d => d <= DateOnly.FromDateTime(limit.AddDays(1))).ToList();
            if (before.Count == 1 || (before.Count > 1 && !isSure))
            {
                return before.Max();
            }
        }

        return days[0];
    }

    private static int IsoDay(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>The stretch of the date's tokens, with weekday, zone and joining words at its edges.</summary>
    private static (int Start, int End) Extent(List<Token> tokens)
    {
        var first = tokens.FindIndex(t => t.IsUsed);
        var last = tokens.FindLastIndex(t => t.IsUsed);
        while (first > 0 && BelongsToDate(tokens[first - 1]))
        {
            first--;
        }

        while (last + 1 < tokens.Count && BelongsToDate(tokens[last + 1]))
        {
            last++;
        }

        // Joining words and punctuation at the very edges are no part of it.
        while (first < last && IsEdge(tokens[first]))
        {
            first++;
        }

        while (last > first && IsEdge(tokens[last]))
        {
            last--;
        }

        return (tokens[first].Start, tokens[last].End);
    }

    private static bool BelongsToDate(Token token) => token.IsUsed
        || token.Meaning is { Weekdays.Count: > 0 } or { ZoneMinutes: not null } or { IsBetween: true }
            or { Halves.Count: > 0 }
        || (token.Meaning is null && token.Kind == TokenKind.Mark
            && token.Mark is ',' or '.' or '(' or ')' or ' ' or '、');

    private static bool HasHalf(List<Token> tokens) =>
        tokens.Exists(t => t.IsUsed && t.Meaning is { Halves.Count: > 0 });

    private static bool IsEdge(Token token) => !token.IsUsed
        && ((token.Kind == TokenKind.Mark && token.Mark != ')')
            || token.Meaning is { IsBetween: true, Weekdays.Count: 0, ZoneMinutes: null });

    private static TimeSpan? FindOffset(List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Kind == TokenKind.Mark && token.Mark is '+' or '-' or '−' && i + 1 < tokens.Count
                && tokens[i + 1] is { Kind: TokenKind.Number, IsUsed: false } number
                && ReadOffset(tokens, i + 1, out var minutes, out var end)
                && (i == 0 || !(tokens[i - 1].Kind == TokenKind.Number && tokens[i - 1].End == token.Start
                    && number.Digits < 4)))
            {
                for (var k = i; k < end; k++)
                {
                    tokens[k].IsUsed = true;
                }

                MarkZoneWord(tokens, i - 1);
                return TimeSpan.FromMinutes(token.Mark == '+' ? minutes : -minutes);
            }
        }

        // "10:15:00Z"
        var zone = tokens.Find(t => t.Meaning is { ZoneMinutes: not null } && !t.IsUsed
            && (t.IsUpper || (t.IsGlued && t.End - t.Start == 1)));
        if (zone is null)
        {
            return null;
        }

        zone.IsUsed = true;
        return TimeSpan.FromMinutes(zone.Meaning!.ZoneMinutes!.Value);
    }

    private static void MarkZoneWord(List<Token> tokens, int at)
    {
        if (at >= 0 && tokens[at].Meaning is { ZoneMinutes: not null })
        {
            tokens[at].IsUsed = true;
        }
    }

    /// <summary>"+0100", "+1", "+01:00", "+5:30".</summary>
    private static bool ReadOffset(List<Token> tokens, int at, out int minutes, out int end)
    {
        var number = tokens[at];
        minutes = 0;
        end = at + 1;
        if (number.Digits is 4 or 3)
        {
            minutes = (number.Value / 100 * 60) + (number.Value % 100);
        }
        else if (number.Digits <= 2)
        {
            minutes = number.Value * 60;
            if (at + 2 < tokens.Count && tokens[at + 1].Mark == ':'
                && tokens[at + 2] is { Kind: TokenKind.Number, Digits: 2 } rest)
            {
                minutes += rest.Value;
                end = at + 3;
            }
        }
        else
        {
            return false;
        }

        return minutes <= 14 * 60;
    }

    private static TimeSpan? FindTime(List<Token> tokens, IReadOnlyCollection<string>? languages, bool dotted)
    {
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var hour = tokens[i];
            var separator = tokens[i + 1];
            if (hour.Kind != TokenKind.Number || hour.IsUsed || hour.Digits > 2 || hour.Value > 24
                || separator.IsUsed || !DividesTime(separator, dotted) || IsOffset(tokens, i))
            {
                continue;
            }

            var isWord = separator.Kind == TokenKind.Word;
            var minute = i + 2 < tokens.Count
                && tokens[i + 2] is { Kind: TokenKind.Number, Value: < 60, IsUsed: false } next
                && (next.Digits == 2 || (isWord && next.Digits == 1)) && (isWord || next.IsGlued) ? next : null;
            // "10h" is a time; "10 h" is one only with its minutes.
            if (minute is null ? !isWord || !separator.IsGlued : !isWord && !separator.IsGlued)
            {
                continue;
            }

            var end = minute is null ? i + 2 : i + 3;
            var seconds = 0;
            if (minute is not null && end + 1 < tokens.Count && DividesSeconds(separator, tokens[end])
                && tokens[end + 1] is { Kind: TokenKind.Number, Value: < 61, IsUsed: false } second)
            {
                if (second.Digits == 2 && second.IsGlued || (second.Digits <= 2 && isWord))
                {
                    seconds = Math.Min(59, second.Value);
                    end += 2;
                }
            }

            if (dotted && minute is not null && end + 1 < tokens.Count && tokens[end].Mark == separator.Mark
                && tokens[end].IsGlued && tokens[end + 1] is { Kind: TokenKind.Number, Digits: 4 })
            {
                continue;
            }

            return Clock(tokens, languages, i, end, hour.Value, minute?.Value ?? 0, seconds);
        }

        return null;
    }

    /// <summary>"GMT+08:00"</summary>
    private static bool IsOffset(List<Token> tokens, int at) => at > 1
        && tokens[at - 1].Mark is '+' or '-' or '−'
        && tokens[at - 2].Meaning is { ZoneMinutes: not null };

    private static bool DividesTime(Token token, bool dotted) => token.Kind == TokenKind.Mark
        ? token.Mark == ':' || (dotted && token.Mark == '.')
        : token.Unit == DateUnit.Hour;

    /// <summary>The same mark again, or a mark of minutes.</summary>
    private static bool DividesSeconds(Token separator, Token token) => token.Kind == TokenKind.Mark
        ? token.Mark == separator.Mark && token.IsGlued
        : token.Unit == DateUnit.Minute;

    private static TimeSpan Clock(List<Token> tokens, IReadOnlyCollection<string>? languages, int first, int end,
        int hour, int minute, int second)
    {
        for (var i = first; i < end; i++)
        {
            tokens[i].IsUsed = true;
        }

        while (end < tokens.Count && tokens[end].Unit is DateUnit.Minute or DateUnit.Second)
        {
            tokens[end++].IsUsed = true;
        }

        var half = HalfOfDay(tokens, end, languages)
            ?? HalfOfDay(tokens, first > 0 && tokens[first - 1].Mark == '.' ? first - 2 : first - 1, languages);
        if (half is { } pm)
        {
            hour = pm ? hour % 12 + 12 : hour % 12;
        }

        return new TimeSpan(hour % 24, minute, second);
    }

    private static bool? HalfOfDay(List<Token> tokens, int at, IReadOnlyCollection<string>? languages)
    {
        if (at < 0 || at >= tokens.Count || tokens[at].Meaning is not { Halves.Count: > 0 } meaning)
        {
            return null;
        }

        foreach (var (isPm, language) in meaning.Halves)
        {
            if (language is null || languages?.Contains(language) == true)
            {
                tokens[at].IsUsed = true;
                return isPm;
            }
        }

        return null;
    }
}
