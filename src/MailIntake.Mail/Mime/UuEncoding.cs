namespace MailIntake.Mail.Mime;

/// <summary>The encoding of uuencode(1), which old Windows mailers still write: a length character, then groups of
/// four characters, between "begin" and "end" lines.</summary>
internal static class UuEncoding
{
    /// <returns>Bytes written; never more than <paramref name="source"/> has.</returns>
    public static int Decode(ReadOnlySpan<byte> source, Span<byte> decoded, out bool isTorn)
    {
        var length = 0;
        var hasEnd = false;
        while (source.Length > 0 && !hasEnd)
        {
            var lineEnd = source.IndexOf((byte)'\n');
            var line = (lineEnd < 0 ? source : source[..lineEnd]).TrimEnd((byte)'\r');
            source = lineEnd < 0 ? [] : source[(lineEnd + 1)..];
            if (line.StartsWith("begin "u8) || line.Length == 0)
            {
                continue;
            }

            hasEnd = line.SequenceEqual("end"u8);
            if (!hasEnd)
            {
                length += DecodeLine(line, decoded[length..]);
            }
        }

        isTorn = !hasEnd;
        return length;
    }

    private static int DecodeLine(ReadOnlySpan<byte> line, Span<byte> decoded)
    {
        var expected = Math.Min(Value(line[0]), line.Length * 3 / 4);
        line = line[1..];
        var length = 0;
        for (var i = 0; length < expected; i += 4)
        {
            // Trailing spaces stand for zero bits and are often cut on the way.
            var bits = (At(line, i) << 18) | (At(line, i + 1) << 12) | (At(line, i + 2) << 6) | At(line, i + 3);
            for (var shift = 16; shift >= 0 && length < expected; shift -= 8)
            {
                decoded[length++] = (byte)(bits >> shift);
            }
        }

        return length;
    }

    private static int At(ReadOnlySpan<byte> line, int index) => index < line.Length ? Value(line[index]) : 0;

    private static int Value(byte b) => (b - ' ') & 63;
}
