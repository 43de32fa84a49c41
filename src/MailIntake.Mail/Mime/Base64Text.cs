using System.Buffers;
using System.Buffers.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Base64 (RFC 2045 section 6.8): whole and clean text goes the fast way, torn text by the
/// character.</summary>
internal static class Base64Text
{
    /// <returns>Bytes written; never more than three quarters of <paramref name="source"/>.</returns>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> decoded, out bool isTorn)
    {
        isTorn = false;
        var buffer = ArrayPool<byte>.Shared.Rent(source.Length);
        var length = JoinLines(source, buffer);
        var status = Base64.DecodeFromUtf8(buffer.AsSpan(0, length), decoded, out var consumed, out var written);
        if (status != OperationStatus.Done || consumed != length)
        {
            // List servers add their footer in plain text below the encoded one; some mailers only name the encoding.
            var plain = PlainStart(source);
            if (plain == 0)
            {
                isTorn = true;
                source.CopyTo(decoded);
                ArrayPool<byte>.Shared.Return(buffer);
                return source.Length;
            }

            length = plain < source.Length ? JoinLines(source[..plain], buffer) : length;
            written = DecodeTorn(buffer.AsSpan(0, length), decoded, out isTorn);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return written;
    }

    /// <summary>Lines are of one length but for the last, so the next line end is mostly where it is looked
    /// for.</summary>
    private static int JoinLines(ReadOnlySpan<byte> source, Span<byte> joined)
    {
        var length = 0;
        var lineLength = 0;
        while (source.Length > 0)
        {
            if (lineLength == 0 || lineLength > source.Length || source[lineLength - 1] != '\n')
            {
                lineLength = source.IndexOf((byte)'\n') + 1;
                lineLength = lineLength == 0 ? source.Length : lineLength;
            }

            var line = source[..lineLength].TrimEnd(" \t\r\n"u8);
            line.CopyTo(joined[length..]);
            length += line.Length;
            source = source[lineLength..];
        }

        return length;
    }

    /// <summary>Where plain text begins, at the start or behind an empty line; else the length.</summary>
    private static int PlainStart(ReadOnlySpan<byte> source)
    {
        var isAfterBlank = true;
        for (var at = 0; at < source.Length;)
        {
            var end = source[at..].IndexOf((byte)'\n');
            end = end < 0 ? source.Length : at + end + 1;
            var line = source[at..end].Trim(" \t\r\n"u8);
            if (isAfterBlank && IsPlain(line))
            {
                return at;
            }

            isAfterBlank = line.Length == 0;
            at = end;
        }

        return source.Length;
    }

    private static bool IsPlain(ReadOnlySpan<byte> line)
    {
        if (line.Length < 5)
        {
            return false;
        }

        var (others, spaces) = (0, 0);
        foreach (var b in line)
        {
            others += Digit(b) < 0 && b is not ((byte)'=' or (byte)' ') ? 1 : 0;
            spaces += b == ' ' ? 1 : 0;
        }

        return others * 4 > line.Length || spaces > 2 || !line.ContainsAnyExcept(line[0]);
    }

    private static int DecodeTorn(ReadOnlySpan<byte> source, Span<byte> decoded, out bool isTorn)
    {
        isTorn = false;
        var length = 0;
        var bits = 0;
        var count = 0;
        foreach (var b in source)
        {
            var value = Digit(b);
            if (value >= 0)
            {
                bits = (bits << 6) | value;
                if (++count == 4)
                {
                    decoded[length++] = (byte)(bits >> 16);
                    decoded[length++] = (byte)(bits >> 8);
                    decoded[length++] = (byte)bits;
                    bits = count = 0;
                }
            }
            else if (b == '=')
            {
                // Padding amid the text: several encoded pieces were put one behind the other.
                length += EndGroup(bits, count, decoded[length..]);
                bits = count = 0;
            }
            else
            {
                isTorn |= b > ' ';
            }
        }

        isTorn |= count > 0;
        return length + EndGroup(bits, count, decoded[length..]);
    }

    private static int EndGroup(int bits, int count, Span<byte> decoded)
    {
        switch (count)
        {
            case 2:
                decoded[0] = (byte)(bits >> 4);
                return 1;
            case 3:
                decoded[0] = (byte)(bits >> 10);
                decoded[1] = (byte)(bits >> 2);
                return 2;
            default:
                return 0;
        }
    }

    private static int Digit(byte b) => b switch
    {
        >= (byte)'A' and <= (byte)'Z' => b - 'A',
        >= (byte)'a' and <= (byte)'z' => b - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => b - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => -1,
    };
}
