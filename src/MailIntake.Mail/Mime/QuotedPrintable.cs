using System.Buffers;

namespace MailIntake.Mail.Mime;

/// <summary>Quoted-printable (RFC 2045 section 6.7). What is no escape stays as it stands.</summary>
internal static class QuotedPrintable
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("=\n"u8);

    /// <returns>Bytes written; never more than <paramref name="source"/> has.</returns>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> decoded, out bool isTorn)
    {
        isTorn = false;
        var length = 0;
        var literalFrom = 0;
        while (true)
        {
            var special = source.IndexOfAny(Special);
            var plain = special < 0 ? source : source[..special];
            plain.CopyTo(decoded[length..]);
            length += plain.Length;
            if (special < 0)
            {
                return length;
            }

            source = source[special..];
            if (source[0] == '\n')
            {
                length = EndLine(decoded, length, literalFrom);
                source = source[1..];
                continue;
            }

            if (source.Length > 2 && TryHex(source[1], source[2], out var value))
            {
                decoded[length++] = value;
                literalFrom = length;
                source = source[3..];
                continue;
            }

            var softBreak = SoftBreakLength(source);
            if (softBreak == 0)
            {
                decoded[length++] = (byte)'=';
                isTorn = true;
                source = source[1..];
            }
            else
            {
                source = source[softBreak..];
            }

            literalFrom = length;
        }
    }

    public static bool TryHex(byte high, byte low, out byte value)
    {
        var (h, l) = (HexDigit(high), HexDigit(low));
        value = (byte)((h << 4) | (l & 15));
        return (h | l) >= 0;
    }

    private static int HexDigit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        _ => -1,
    };

    /// <summary>White space at a line's end was added on the way and is removed (RFC 2045 section 6.7 (3)), unless it
    /// was encoded.</summary>
    private static int EndLine(Span<byte> decoded, int length, int literalFrom)
    {
        var hasReturn = length > literalFrom && decoded[length - 1] == '\r';
        var end = hasReturn ? length - 1 : length;
        while (end > literalFrom && decoded[end - 1] is (byte)' ' or (byte)'\t')
        {
            end--;
        }

        if (hasReturn)
        {
            decoded[end++] = (byte)'\r';
        }

        decoded[end++] = (byte)'\n';
        return end;
    }

    /// <summary>The length of "=" with its line end (and white space that was added before it), or 0.</summary>
    private static int SoftBreakLength(ReadOnlySpan<byte> source)
    {
        var i = 1;
        while (i < source.Length && source[i] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            i++;
        }

        return i == source.Length ? i : source[i] == '\n' ? i + 1 : 0;
    }
}
