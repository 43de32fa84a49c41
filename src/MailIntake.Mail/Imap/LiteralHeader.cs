namespace MailIntake.Mail.Imap;

/// <summary>The announcement of a literal at the end of a line: <c>{12}</c>, <c>{12+}</c>, <c>~{12}</c> (RFC 9051
/// section 4.3, RFC 7888, RFC 3516).</summary>
internal static class LiteralHeader
{
    /// <summary>Looks at the end of a line, whatever stands before.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out long size) => TryFind(line, out _, out size);

    /// <summary>As <see cref="TryRead"/>, and says where the announcement begins.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, out int at, out long size)
    {
        size = 0;
        at = -1;
        line = line.TrimEnd("\r\n"u8);
        if (line.Length < 3 || line[^1] != '}')
        {
            return false;
        }

        var open = line.LastIndexOf((byte)'{');
        var digits = open < 0 ? default : line[(open + 1)..^1].TrimEnd("+-"u8);
        if (digits.IsEmpty || digits.Length > 15)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            size = (size * 10) + (digit - '0');
        }

        at = open > 0 && line[open - 1] == '~' ? open - 1 : open;
        return true;
    }
}
