namespace MailIntake.Mail.Mime;

/// <summary>Header blocks (RFC 5322 section 2.2), and where a torn one ends.</summary>
internal sealed partial class MimeScanner
{
    private const int LongestName = 200;
    private const int MostStrayLines = 3;
    private const int MostFolds = 10;

    /// <summary>An mbox's "From " line (also as ">From ") and empty lines before the first field are not the
    /// mail.</summary>
    private void SkipEnvelope()
    {
        var raw = _raw.Span;
        var start = _position;
        if (raw[start..].StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            start += 3;
            _position = start;
        }

        while (start < raw.Length && raw[start] is (byte)'\r' or (byte)'\n')
        {
            start++;
        }

        var line = raw[start..];
        if (IsMboxLine(line))
        {
            LineAt(start, out start);
            _position = start;
        }
        else if (start > _position && FieldNameLength(line) > 0)
        {
            _position = start;
        }
    }

    /// <param name="capacity">How many fields are likely.</param>
    /// <param name="context">Limits and warnings.</param>
    /// <param name="cut">The delimiter that cut the block off, or null.</param>
    private HeaderList ReadHeaders(int capacity, ScanContext context, out Delimiter? cut)
    {
        cut = null;
        var raw = _raw.Span;
        var headers = new HeaderList(capacity);
        var blockEnd = _position + context.Limits.HeaderBytes;
        var field = new OpenField();
        while (_position < raw.Length)
        {
            var start = _position;
            var length = raw[start..].IndexOf((byte)'\n');
            var next = length < 0 ? raw.Length : start + length + 1;
            var first = raw[start];
            if (first is (byte)' ' or (byte)'\t')
            {
                if (!HasText(raw[start..next]) && !ContinuesAt(next))
                {
                    _position = next;
                    break;
                }

                field.End = next;
            }
            else if (first is (byte)'\r' or (byte)'\n' && !HasText(raw[start..next]))
            {
                _position = next;
                break;
            }
            else if (first == '-' && _open.Count > 0 && TryMatch(start, out var delimiter))
            {
                cut = delimiter;
                break;
            }
            else
            {
                var nameLength = FieldNameLength(raw[start..next]);
                if (nameLength > 0)
                {
                    Close(headers, field, blockEnd, context);
                    field = new OpenField { Start = start, NameLength = nameLength, End = next };
                }
                else if (!IsStray(raw[start..next], next))
                {
                    context.Warnings.Add("missing-blank-line", "the header block ends without an empty line");
                    break;
                }
            }

            _position = next;
        }

        Close(headers, field, blockEnd, context);
        return headers;
    }

    private void Close(HeaderList headers, OpenField field, int blockEnd, ScanContext context)
    {
        if (field.NameLength == 0)
        {
            return;
        }

        if (field.End > blockEnd)
        {
            context.Warnings.Add(
                "header-too-large", $"header bytes after the first {context.Limits.HeaderBytes} are left out");
        }

        var raw = _raw.Span;
        var nameEnd = field.Start + field.NameLength;
        var valueStart = nameEnd + raw[nameEnd..].IndexOf((byte)':') + 1;
        var end = Math.Min(field.End, blockEnd);
        if (valueStart <= end)
        {
            var name = KnownHeaders.Name(raw.Slice(field.Start, field.NameLength));
            headers.Add(new HeaderField(name, _raw[valueStart..end], context.Warnings));
        }
    }

    /// <summary>The length of the field name that the line begins with, or 0 where it is no field.</summary>
    private static int FieldNameLength(ReadOnlySpan<byte> line)
    {
        var i = 0;
        while (i < line.Length && i < LongestName && line[i] is > (byte)' ' and < 127 and not (byte)':')
        {
            i++;
        }

        var length = i;
        while (i < line.Length && line[i] is (byte)' ' or (byte)'\t')
        {
            i++;
        }

        return i < line.Length && line[i] == ':' ? length : 0;
    }

    /// <summary>A line amid the fields that is none: it is skipped where a known field follows; else the body
    /// began.</summary>
    private bool IsStray(ReadOnlySpan<byte> line, int next)
    {
        if (IsMboxLine(line))
        {
            return true;
        }

        for (var i = 0; i < MostStrayLines; i++)
        {
            var following = _raw.Span[next..];
            var nameLength = FieldNameLength(following);
            if (nameLength > 0 && KnownHeaders.IsKnown(following[..nameLength]))
            {
                return true;
            }

            if (LineAt(next, out next).Length == 0)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>After a line of white space: the field goes on, or another comes.</summary>
    private bool ContinuesAt(int next)
    {
        var isIndented = false;
        for (var i = 0; i < MostFolds && next < _raw.Length; i++)
        {
            var rest = _raw.Span[next..];
            if (rest[0] is not ((byte)' ' or (byte)'\t'))
            {
                var length = FieldNameLength(rest);
                return length > 0 && (!isIndented || KnownHeaders.IsKnown(rest[..length]));
            }

            isIndented = true;
            LineAt(next, out next);
        }

        return false;
    }

    /// <summary>"From " and a sender, as an mbox writes it; "From :" is the field.</summary>
    private static bool IsMboxLine(ReadOnlySpan<byte> line)
    {
        line = line.StartsWith(">From "u8) ? line[1..] : line;
        return line.StartsWith("From "u8) && !line[5..].TrimStart(" \t"u8).StartsWith(":"u8);
    }

    private static bool HasText(ReadOnlySpan<byte> line) => line.ContainsAnyExcept(" \t\r\n"u8);

    private struct OpenField
    {
        public int Start;
        public int NameLength;
        public int End;
    }
}
