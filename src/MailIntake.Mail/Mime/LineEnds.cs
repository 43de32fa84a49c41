namespace MailIntake.Mail.Mime;

/// <summary>Line ends of text as "\n": CRLF, a lone CR, and the CR CR LF that a gateway makes of CRLF.</summary>
internal static class LineEnds
{
    /// <summary>For charsets whose bytes below 0x20 are controls: all but utf-16 and utf-32. In place.</summary>
    /// <returns>The new length.</returns>
    public static int Normalize(Span<byte> bytes)
    {
        var read = bytes.IndexOf((byte)'\r');
        if (read < 0)
        {
            return bytes.Length;
        }

        var written = read;
        while (read < bytes.Length)
        {
            // Here bytes[read] is a CR.
            var next = read + 1;
            while (next < bytes.Length && bytes[next] == '\r')
            {
                next++;
            }

            if (next < bytes.Length && bytes[next] == '\n')
            {
                bytes[written++] = (byte)'\n';
                next++;
            }
            else
            {
                bytes.Slice(written, next - read).Fill((byte)'\n');
                written += next - read;
            }

            var length = bytes[next..].IndexOf((byte)'\r');
            length = length < 0 ? bytes.Length - next : length;
            bytes.Slice(next, length).CopyTo(bytes[written..]);
            written += length;
            read = next + length;
        }

        return written;
    }

    public static string Normalize(string text) =>
        text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text;
}
