namespace MailIntake.Mail.Mime;

/// <summary>Zones, as numbers and by name.</summary>
public static partial class MailDate
{
    private partial struct DateFields
    {
        /// <summary><c>+0530</c>, <c>+05:30</c>, <c>-8</c>; nonsense is no offset.</summary>
        private static TimeSpan? ReadOffset(ReadOnlySpan<char> token)
        {
            Span<char> digits = stackalloc char[4];
            var count = 0;
            foreach (var c in token[1..])
            {
                if (char.IsAsciiDigit(c) && count < 4)
                {
                    digits[count++] = c;
                }
                else if (c != ':')
                {
                    break;
                }
            }

            if (token[0] is not ('+' or '-') || Number(digits[..count]) is not { } value)
            {
                return null;
            }

            var (hours, minutes) = count <= 2 ? (value, 0) : (value / 100, value % 100);
            var offset = new TimeSpan(hours, minutes, 0);
            return hours > 14 || offset > TimeSpan.FromHours(14) || minutes > 59 ? null
                : token[0] == '-' ? -offset
                : offset;
        }

        private static TimeSpan? ZoneOffset(ReadOnlySpan<char> zone)
        {
            var hours = zone switch
            {
                "UT" or "UTC" or "GMT" or "WET" => 0,
                "EDT" or "AST" => -4,
                "EST" or "CDT" => -5,
                "CST" or "MDT" => -6,
                "MST" or "PDT" => -7,
                "PST" or "AKDT" => -8,
                "BST" or "CET" or "MET" or "WEST" => 1,
                "CEST" or "MEST" or "EET" => 2,
                "EEST" or "MSK" => 3,
                "JST" or "KST" => 9,
                "AEST" => 10,
                "AEDT" => 11,
                _ => int.MinValue,
            };
            return hours == int.MinValue ? null : TimeSpan.FromHours(hours);
        }
    }
}
