using MailIntake.Mail.Mime.Tnef;

namespace MailIntake.Mail.Mime;

/// <summary>
/// Finds the parts of a message in one pass over its bytes. A delimiter line is looked for among all open multiparts,
/// the innermost first: so a missing closing boundary costs nothing but a warning, and nesting no further pass.
/// </summary>
internal sealed partial class MimeScanner
{
    private readonly ReadOnlyMemory<byte> _raw;
    private readonly List<byte[]> _open = [];
    private int _position;
    private int _parts;

    private MimeScanner(ReadOnlyMemory<byte> raw) => _raw = raw;

    public static Email Read(ReadOnlyMemory<byte> raw, EmailLimits limits) =>
        Read(raw, new ScanContext(limits, new WarningList(), 0), "");

    /// <summary>A message that was itself encoded; null where it lies too deep.</summary>
    public static Email? ReadAttached(ReadOnlyMemory<byte> raw, ScanContext part, string number)
    {
        if (part.IsDeepest)
        {
            WarnOfDepth(part);
            return null;
        }

        return Read(raw, part.Deeper, number);
    }

    /// <summary>The first line is a header field, or the "From " line of an mbox.</summary>
    public static bool LooksLikeMessage(ReadOnlySpan<byte> content)
    {
        content = content.TrimStart("\r\n"u8);
        return IsMboxLine(content) || FieldNameLength(content) > 0;
    }

    private static Email Read(ReadOnlyMemory<byte> raw, ScanContext context, string number)
    {
        var scanner = new MimeScanner(WithLineFeeds(raw));
        scanner.SkipEnvelope();
        var root = scanner.ReadEntity(number, isMessageRoot: true, "text/plain", context, out _);
        return new Email(raw, root, context);
    }

    /// <summary>A mail of the old Macintosh kind has no line feed, or none in its header.</summary>
    private static ReadOnlyMemory<byte> WithLineFeeds(ReadOnlyMemory<byte> raw)
    {
        var bytes = raw.Span;
        var first = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        if (first < 0 || bytes[first] == '\n' || bytes[first..].TrimStart((byte)'\r').StartsWith("\n"u8))
        {
            return raw;
        }

        var copy = raw.ToArray();
        for (var i = first; i < copy.Length; i++)
        {
            if (copy[i] == '\r' && (i + 1 == copy.Length || copy[i + 1] != '\n'))
            {
                copy[i] = (byte)'\n';
            }
        }

        return copy;
    }

    /// <param name="number">Of the part itself; for a message's root, of the part that holds the message.</param>
    /// <param name="isMessageRoot">The entity is a message, not a part of a multipart.</param>
    /// <param name="fallbackType">What it is without a Content-Type.</param>
    /// <param name="context">How deep it stands.</param>
    /// <param name="next">The delimiter that ended it.</param>
    private MimePart ReadEntity(
        string number, bool isMessageRoot, string fallbackType, ScanContext context, out Delimiter next)
    {
        _parts++;
        var headers = ReadHeaders(isMessageRoot && number.Length == 0 ? 24 : 4, context, out var cut);
        var type = ContentType.Read(headers, fallbackType, context.Warnings);
        var start = _position;
        if (cut is { } delimiter)
        {
            next = delimiter;
            return Leaf(LeafNumber(number, isMessageRoot), headers, type, start, next, context);
        }

        if ((type.IsMultipart || type.IsMessage) && context.IsDeepest)
        {
            WarnOfDepth(context);
        }
        else if (type.IsMultipart)
        {
            return ReadMultipart(number, headers, type, context, out next);
        }
        else if (type.IsMessage && TransferEncodings.Read(headers, context.Warnings) == TransferEncoding.Identity)
        {
            return ReadMessage(LeafNumber(number, isMessageRoot), headers, type, context, out next);
        }

        next = FindDelimiter();
        return Leaf(LeafNumber(number, isMessageRoot), headers, type, start, next, context);
    }

    private static string LeafNumber(string number, bool isMessageRoot) =>
        !isMessageRoot ? number : number.Length == 0 ? "1" : number + ".1";

    private MimePart Leaf(
        string number, HeaderList headers, ContentType type, int start, Delimiter next, ScanContext context)
    {
        var encoding = TransferEncodings.Read(headers, context.Warnings);
        var body = _raw[start..ContentEnd(start, next)];
        var leaf = new MimePart(number, headers, type, encoding, body, context, [], null);
        var inner = OpaqueSigned.IsType(leaf) && ReadSigned(leaf, context) is { } signed ? [signed]
            : TnefFile.IsType(leaf) ? ReadTnef(leaf, context)
            : (List<MimePart>?)null;
        return inner is null or [] ? leaf : new MimePart(number, headers, type, encoding, body, context, inner, null);
    }

    /// <summary>What is in a winmail.dat, as parts of their own.</summary>
    private static List<MimePart> ReadTnef(MimePart leaf, ScanContext context)
    {
        var parts = new List<MimePart>();
        foreach (var item in TnefFile.Read(leaf.Content.Span))
        {
            var headers = new HeaderList(2);
            var type = $"{item.MediaType}; charset=utf-8";
            headers.Add(new HeaderField("Content-Type", type, type));
            if (item.FileName is { } name)
            {
                name = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
                name = $"attachment; filename=\"{name}\"";
                headers.Add(new HeaderField("Content-Disposition", name, name));
            }

            parts.Add(new MimePart(
                ChildNumber(leaf.Number, parts.Count + 1),
                headers,
                ContentType.Read(headers, "text/plain", context.Warnings),
                TransferEncoding.Identity,
                item.Content,
                context,
                [],
                null));
        }

        return parts;
    }

    /// <summary>The part within a signature that wraps it (RFC 8551 section 3.5.2); null where it is encrypted or torn.
    /// </summary>
    private static MimePart? ReadSigned(MimePart leaf, ScanContext context)
    {
        if (context.IsDeepest)
        {
            WarnOfDepth(context);
            return null;
        }

        var inner = OpaqueSigned.Find(leaf.Content.Span);
        return inner is null
            ? null
            : new MimeScanner(WithLineFeeds(inner)).ReadEntity(
                leaf.Number + ".1", isMessageRoot: false, "text/plain", context.Deeper, out _);
    }

    private MimePart ReadMessage(
        string number, HeaderList headers, ContentType type, ScanContext context, out Delimiter next)
    {
        var start = _position;
        SkipEnvelope();
        var root = ReadEntity(number, isMessageRoot: true, "text/plain", context.Deeper, out next);
        var body = _raw[start..ContentEnd(start, next)];
        var message = new Email(body, root, context.Deeper);
        return new MimePart(number, headers, type, TransferEncoding.Identity, body, context, [], message);
    }

    private MimePart ReadMultipart(
        string number, HeaderList headers, ContentType type, ScanContext context, out Delimiter next)
    {
        var start = _position;
        var children = new List<MimePart>(2);
        var level = OpenBoundary(type, context, out next);
        if (next.Level == level)
        {
            var childType = type.MediaType == "multipart/digest" ? "message/rfc822" : "text/plain";
            while (next.Level == level && !next.IsClosing)
            {
                if (_parts >= context.Limits.Parts)
                {
                    context.Warnings.Add(
                        "too-many-parts", $"parts after the first {context.Limits.Parts} are left out");
                    next = FindDelimiter();
                    continue;
                }

                var childNumber = ChildNumber(number, children.Count + 1);
                children.Add(ReadEntity(childNumber, isMessageRoot: false, childType, context.Deeper, out next));
            }
        }
        else
        {
            // Without any delimiter the text is still there to be read.
            context.Warnings.Add("missing-boundary", $"the {type.MediaType} has no parts; read as text");
            var text = ContentType.Read([], "text/plain", context.Warnings);
            children.Add(Leaf(ChildNumber(number, 1), [], text, start, next, context.Deeper));
        }

        _open.RemoveRange(level, _open.Count - level);
        if (next.Level == level)
        {
            next = FindDelimiter();
        }
        else
        {
            context.Warnings.Add("missing-closing-boundary", $"the {type.MediaType} is not closed");
        }

        var body = _raw[start..ContentEnd(start, next)];
        return new MimePart(number, headers, type, TransferEncoding.Identity, body, context, children, null);
    }

    private static string ChildNumber(string number, int index) =>
        number.Length == 0 ? PartNumbers.Of(index) : $"{number}.{PartNumbers.Of(index)}";

    private static void WarnOfDepth(ScanContext context) =>
        context.Warnings.Add("too-deep", $"what lies deeper than {context.Depth} levels is not read");
}
