using System.Buffers;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Bytes of a header field to text: unfolding (RFC 5322 section 2.2.3) and raw 8-bit (RFC 6532).</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\n\v\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016"
        + "\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\u007f");

    /// <summary>Line ends and outer white space removed; the white space that began a folded line becomes one space,
    /// since Outlook folds with tabs.</summary>
    public static string Unfold(ReadOnlySpan<byte> folded)
    {
        folded = TrimWhiteSpace(folded);
        if (!folded.ContainsAny((byte)'\r', (byte)'\n'))
        {
            return FromBytes(folded);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(folded.Length);
        var length = Unfold(folded, buffer);
        var text = FromBytes(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    /// <summary>Raw 8-bit is utf-8 (RFC 6532) or, where it is not valid as that, windows-1252.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        // Bytes with escapes are ASCII to look at; Japanese programs write them so.
        var text = Ascii.IsValid(bytes) && !bytes.Contains((byte)0x1B) ? Encoding.Latin1.GetString(bytes)
            : TextDecoder.Decode(bytes, null, null, "");
        return WithoutControls(text);
    }

    /// <summary>No decoded value carries a line end, a NUL or another control into a log, a letter or a
    /// database.</summary>
    public static string WithoutControls(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls))
        {
            return text;
        }

        return string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var c = source[i];
                span[i] = c == '\0' ? '\uFFFD' : Controls.Contains(c) ? ' ' : c;
            }
        });
    }

    public static ReadOnlySpan<byte> TrimWhiteSpace(ReadOnlySpan<byte> bytes) => bytes.Trim(" \t\r\n"u8);

    private static int Unfold(ReadOnlySpan<byte> folded, Span<byte> unfolded)
    {
        var length = 0;
        while (true)
        {
            var lineEnd = folded.IndexOfAny((byte)'\r', (byte)'\n');
            var line = lineEnd < 0 ? folded : folded[..lineEnd];
            if (length > 0 && TrimWhiteSpace(line).Length == 0)
            {
                // A line of white space is no text, and the fold before it is a space already.
                length--;
                line = [];
            }

            line.CopyTo(unfolded[length..]);
            length += line.Length;
            if (lineEnd < 0)
            {
                return length;
            }

            var rest = folded[lineEnd..].TrimStart("\r\n"u8);
            if (rest.Length > 0 && rest[0] is (byte)' ' or (byte)'\t')
            {
                unfolded[length++] = (byte)' ';
                rest = rest[1..];
            }
            else
            {
                unfolded[length++] = (byte)' ';
            }

            folded = rest;
        }
    }
}
