using System.Globalization;

namespace MailIntake.Mail.Imap;

/// <summary>INTERNALDATE, as <c>" 7-Feb-2026 21:52:25 +0100"</c>.</summary>
internal static class InternalDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    /// <summary>By hand and not by ParseExact, since it runs once a message in a backlog of tens of thousands. Loose on
    /// a day of one digit and on a missing zone (then UTC).</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (!Number(text, ref at, '-', out var day) || at + 4 > text.Length)
        {
            return null;
        }

        var month = Month(text.Slice(at, 3));
        at += 4;
        if (month == 0
            || !Number(text, ref at, ' ', out var year)
            || !Number(text, ref at, ':', out var hour)
            || !Number(text, ref at, ':', out var minute)
            || !Number(text, ref at, ' ', out var second))
        {
            return null;
        }

        // A leap second, and what a broken clock writes, must not lose the message's date.
        second = Math.Min(second, 59);
        if (year is < 1 or > 9998 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
        {
            return null;
        }

        return new DateTimeOffset(year, month, day, hour, minute, second, Zone(text[at..]));
    }

    public static string Format(DateTimeOffset moment) =>
        moment.ToString("dd-MMM-yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
        + moment.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static bool Number(ReadOnlySpan<byte> text, ref int at, char end, out int number)
    {
        number = 0;
        var start = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9' && at - start < 5)
        {
            number = (number * 10) + (text[at++] - '0');
        }

        if (at == start || (at < text.Length && text[at] != end))
        {
            return false;
        }

        at = Math.Min(at + 1, text.Length);
        return true;
    }

    private static int Month(ReadOnlySpan<byte> name)
    {
        Span<char> lower = [Lower(name[0]), Lower(name[1]), Lower(name[2])];
        var index = Months.AsSpan().IndexOf(lower);
        return index >= 0 && index % 3 == 0 ? (index / 3) + 1 : 0;
    }

    private static char Lower(byte letter) => (char)(letter | 0x20);

    private static TimeSpan Zone(ReadOnlySpan<byte> text)
    {
        if (text.Length < 5
            || text[0] is not ((byte)'+' or (byte)'-')
            || text[1..5].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return TimeSpan.Zero;
        }

        var minutes = (((text[1] - '0') * 10) + text[2] - '0') * 60 + ((text[3] - '0') * 10) + text[4] - '0';
        return minutes > 14 * 60 ? TimeSpan.Zero : TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes);
    }
}
