using System.Buffers;
using System.Globalization;

namespace MailIntake.Mail.Mime;

/// <summary>
/// Dates of header fields (RFC 5322 section 3.3 and its obsolete forms), read loosely: weekday and seconds may be
/// missing, names of zones, two-digit years, comments, and the orders of ctime and ISO 8601 are understood.
/// </summary>
public static partial class MailDate
{
    /// <summary>How the names of months begin; programs of other languages write theirs, against the RFC.</summary>
    private static readonly (string Start, int Month)[] Months =
    [
        ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("may", 5), ("jun", 6), ("jul", 7), ("aug", 8), ("sep", 9),
        ("oct", 10), ("nov", 11), ("dec", 12),
        ("jän", 1), ("ene", 1), ("gen", 1), ("fév", 2), ("fev", 2), ("mrz", 3), ("mär", 3), ("mrt", 3), ("maa", 3),
        ("avr", 4), ("abr", 4), ("mai", 5), ("mei", 5), ("maj", 5), ("mag", 5), ("juin", 6), ("giu", 6),
        ("juil", 7), ("lug", 7), ("ago", 8), ("aoû", 8), ("aou", 8), ("set", 9), ("okt", 10), ("ott", 10), ("out", 10),
        ("des", 12), ("dez", 12), ("dic", 12), ("déc", 12),
    ];

    private static readonly SearchValues<char> DottedTime = SearchValues.Create("0123456789.");

    private static readonly SearchValues<char> TokenEnds = SearchValues.Create(" \t\r\n,(\u00a0");

    /// <summary>A date without a zone is taken as UTC; the offset is otherwise the author's.</summary>
    public static bool TryParse(string? text, out DateTimeOffset date)
    {
        date = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 500)
        {
            return false;
        }

        var fields = new DateFields();
        var rest = text.AsSpan();
        while (TryTakeToken(ref rest, out var token))
        {
            fields.Take(token);
        }

        return fields.TryMake(out date);
    }

    /// <summary>Words end at white space and commas; a comment is skipped.</summary>
    private static bool TryTakeToken(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> token)
    {
        token = default;
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n,\u00a0");
            if (rest.Length == 0)
            {
                return false;
            }

            if (rest[0] != '(')
            {
                break;
            }

            var close = rest.IndexOf(')');
            rest = close < 0 ? [] : rest[(close + 1)..];
        }

        var end = rest.IndexOfAny(TokenEnds);
        token = end < 0 ? rest : rest[..end];
        rest = rest[token.Length..];
        return true;
    }

    private partial struct DateFields
    {
        private int? _year;
        private int? _month;
        private int? _day;
        private TimeSpan? _time;
        private TimeSpan? _offset;
        private char _sign;
        private bool _isMonthFirst;
        private bool _isImpossible;

        public void Take(ReadOnlySpan<char> token)
        {
            if (_sign != '\0' && token.Length == 4)
            {
                // "- 0500"
                _offset ??= ReadOffset($"{_sign}{token}");
                _sign = '\0';
            }
            else if (_time is not null && token is "+" or "-")
            {
                _sign = token[0];
            }
            else if (_time is not null && token[0] is '+' or '-')
            {
                _offset ??= ReadOffset(token);
            }
            else if (token.Contains(':'))
            {
                var isFirst = _time is null;
                TakeTime(token);
                _isImpossible |= isFirst && _time is null && char.IsAsciiDigit(token[0]);
            }
            else if (_day is not null && _time is null && IsDottedTime(token))
            {
                TakeTime(token.ToString().Replace('.', ':'));
                _isImpossible |= _time is null;
            }
            else if (token.Contains('-') && char.IsAsciiDigit(token[0]))
            {
                TakeHyphened(token);
            }
            else if (int.TryParse(token.TrimEnd('.'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                TakeNumber(number, token.TrimEnd('.').Length);
            }
            else if (ReadMonth(token) is { } month)
            {
                // "mar., 3 févr. 2026": what came before the day was a weekday.
                _month = _month is null || (_isMonthFirst && _day is not null && _year is null) ? month : _month;
                _isMonthFirst = _day is null;
            }
            else if (_time is not null)
            {
                TakeZone(token);
            }
        }

        public readonly bool TryMake(out DateTimeOffset date)
        {
            date = default;
            if (_isImpossible || _year is not (>= 1 and <= 9998) || _month is not (>= 1 and <= 12)
                || _day < 1 || _day is null || _day > DateTime.DaysInMonth(_year.Value, _month.Value))
            {
                return false;
            }

            var local = new DateTime(_year.Value, _month.Value, _day.Value).Add(_time ?? TimeSpan.Zero);
            var offset = _offset ?? TimeSpan.Zero;
            if (local.Ticks - offset.Ticks is < 0 or > 3155378975999999999)
            {
                return false;
            }

            date = new DateTimeOffset(local, offset);
            return true;
        }

        private void TakeNumber(int number, int digits)
        {
            if (_day is null && number is >= 1 and <= 31 && digits <= 2)
            {
                _day = number;
            }
            else if (digits == 14 || digits == 8)
            {
                return;
            }
            else
            {
                _year ??= FullYear(number, digits);
            }
        }

        /// <summary><c>2026-03-02</c>, <c>2-Mar-2026</c>, and the whole of <c>2026-03-02T10:15:00Z</c>.</summary>
        private void TakeHyphened(ReadOnlySpan<char> token)
        {
            Span<Range> pieces = stackalloc Range[4];
            if (token.Split(pieces, '-') != 3)
            {
                return;
            }

            var first = token[pieces[0]];
            var middle = token[pieces[1]];
            var last = token[pieces[2]];
            var month = ReadMonth(middle) ?? Number(middle);
            if (first.Length == 4)
            {
                (_year, _month, _day) = (Number(first), month, Number(last));
            }
            else if (ReadMonth(middle) is not null)
            {
                (_day, _month, _year) = (Number(first), month, FullYear(Number(last) ?? -1, last.Length));
            }
        }

        private void TakeTime(ReadOnlySpan<char> token)
        {
            var separator = token.IndexOfAny('T', 't');
            if (separator == 10 && token[4] == '-')
            {
                TakeHyphened(token[..separator]);
                token = token[(separator + 1)..];
            }

            var zone = token.IndexOfAny("+-Zz");
            if (zone > 0)
            {
                _offset ??= token[zone] is 'Z' or 'z' ? TimeSpan.Zero : ReadOffset(token[zone..]);
                token = token[..zone];
            }

            Span<Range> pieces = stackalloc Range[4];
            var count = token.Split(pieces, ':');
            if (count is not (2 or 3) || _time is not null)
            {
                return;
            }

            var seconds = count == 3 ? token[pieces[2]] : "0";
            var fraction = seconds.IndexOfAny('.', ',');
            seconds = fraction < 0 ? seconds : seconds[..fraction];
            if (Number(token[pieces[0]]) is { } h and <= 24 && Number(token[pieces[1]]) is { } m and <= 59
                && Number(seconds) is { } s and <= 60)
            {
                _time = new TimeSpan(h % 24, m, Math.Min(s, 59));
            }
        }

        private void TakeZone(ReadOnlySpan<char> token)
        {
            if (token.Equals("PM", StringComparison.OrdinalIgnoreCase) && _time is { Hours: < 12 })
            {
                _time += TimeSpan.FromHours(12);
            }
            else if (token.Equals("AM", StringComparison.OrdinalIgnoreCase) && _time is { Hours: 12 })
            {
                _time -= TimeSpan.FromHours(12);
            }
            else if ((token.StartsWith("GMT", StringComparison.OrdinalIgnoreCase)
                || token.StartsWith("UTC", StringComparison.OrdinalIgnoreCase)) && token.Length > 3)
            {
                _offset ??= ReadOffset(token[3..]);
            }
            else
            {
                _offset ??= ZoneOffset(token);
            }
        }

        /// <summary>"10.15.00", as Finns and old Lotus write.</summary>
        private static bool IsDottedTime(ReadOnlySpan<char> token) =>
            token.Length is > 4 and < 9 && token.Count('.') == 2 && char.IsAsciiDigit(token[^1])
            && !token.ContainsAnyExcept(DottedTime);

        private static int? Number(ReadOnlySpan<char> text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        private static int? ReadMonth(ReadOnlySpan<char> token)
        {
            if (token.Length < 3)
            {
                return null;
            }

            foreach (var (start, month) in Months)
            {
                if (token.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                {
                    return month;
                }
            }

            return null;
        }

        /// <summary>RFC 5322 section 4.3: two digits from 50 and three digits count from 1900.</summary>
        private static int? FullYear(int number, int digits) => digits switch
        {
            2 => number + (number < 50 ? 2000 : 1900),
            3 => number + 1900,
            4 => number,
            _ => null,
        };
    }
}
