using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Delimiter lines (RFC 2046 section 5.1.1).</summary>
internal sealed partial class MimeScanner
{
    private static readonly byte[] NoBoundary = [];

    /// <summary>A delimiter line: where it begins, which open multipart it belongs to, -1 for the end of the
    /// mail.</summary>
    private readonly record struct Delimiter(int Start, int Level, bool IsClosing);

    /// <summary>Opens the multipart's boundary and finds its first delimiter. Where the boundary is missing or never
    /// comes, the first line that looks like a delimiter (two hyphens, and a Content field below) stands in for
    /// it.</summary>
    /// <returns>The level of the boundary in the open ones.</returns>
    private int OpenBoundary(ContentType type, ScanContext context, out Delimiter next)
    {
        var level = _open.Count;
        var declared = type.Parameters.GetValueOrDefault("boundary")?.TrimEnd() ?? "";
        _open.Add(declared.Length == 0 ? NoBoundary : Encoding.UTF8.GetBytes(declared));
        var start = _position;
        next = FindDelimiter();
        if (next.Level == level)
        {
            return level;
        }

        var end = next.Start;
        var likely = FindLikelyDelimiter(start, end);
        if (likely >= 0)
        {
            context.Warnings.Add("wrong-boundary", $"the {type.MediaType} has other delimiters than it says");
            _open[level] = LineAt(likely, out _)[2..].ToArray();
            _position = likely;
            next = FindDelimiter();
        }

        return level;
    }

    /// <summary>The next line that delimits any open multipart; the position is then behind it.</summary>
    private Delimiter FindDelimiter()
    {
        var raw = _raw.Span;
        if (_open.Count == 0)
        {
            _position = raw.Length;
            return new Delimiter(raw.Length, -1, false);
        }

        var start = _position;
        if (!raw[start..].StartsWith("--"u8))
        {
            start = NextDashes(raw, start);
        }

        while (start >= 0)
        {
            if (TryMatch(start, out var delimiter))
            {
                return delimiter;
            }

            start = NextDashes(raw, start);
        }

        _position = raw.Length;
        return new Delimiter(raw.Length, -1, false);
    }

    private static int NextDashes(ReadOnlySpan<byte> raw, int from)
    {
        var found = raw[from..].IndexOf("\n--"u8);
        return found < 0 ? -1 : from + found + 1;
    }

    private bool TryMatch(int start, out Delimiter delimiter)
    {
        delimiter = default;
        var text = LineAt(start, out var lineEnd);
        if (!text.StartsWith("--"u8))
        {
            return false;
        }

        text = text[2..];
        for (var level = _open.Count - 1; level >= 0; level--)
        {
            var boundary = _open[level];
            if (boundary.Length == 0 || !text.StartsWith(boundary))
            {
                continue;
            }

            // Of a boundary that ends in a space the space may stand before the last hyphens.
            var extra = text[boundary.Length..].TrimStart(" \t"u8);
            if (extra.Length == 0 || extra.SequenceEqual("--"u8))
            {
                _position = lineEnd;
                delimiter = new Delimiter(start, level, extra.Length > 0);
                return true;
            }
        }

        return false;
    }

    /// <summary>The line without its end and the white space that gateways add.</summary>
    private ReadOnlySpan<byte> LineAt(int start, out int next)
    {
        var rest = _raw.Span[start..];
        var length = rest.IndexOf((byte)'\n');
        next = length < 0 ? _raw.Length : start + length + 1;
        return (length < 0 ? rest : rest[..length]).TrimEnd(" \t\r"u8);
    }

    private int FindLikelyDelimiter(int start, int end)
    {
        var raw = _raw.Span[..end];
        var found = raw[start..].StartsWith("--"u8) ? start : NextDashes(raw, start);
        while (found >= 0)
        {
            if (LineAt(found, out var next).Length > 2 && next < end && IsContentField(raw[next..]))
            {
                return found;
            }

            found = NextDashes(raw, found);
        }

        return -1;
    }

    private static bool IsContentField(ReadOnlySpan<byte> line) =>
        line.Length > 8 && Ascii.EqualsIgnoreCase(line[..8], "content-"u8);

    /// <summary>The line end before a delimiter belongs to the delimiter.</summary>
    private int ContentEnd(int start, Delimiter next)
    {
        var end = next.Start;
        if (next.Level < 0)
        {
            return Math.Max(start, end);
        }

        var raw = _raw.Span;
        end -= end > start && raw[end - 1] == '\n' ? 1 : 0;

        // Two CRs are what a gateway made of one.
        end -= end > start && raw[end - 1] == '\r' ? 1 : 0;
        end -= end > start && raw[end - 1] == '\r' ? 1 : 0;
        return Math.Max(start, end);
    }
}
