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
