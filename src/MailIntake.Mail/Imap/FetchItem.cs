using System.Text;

namespace MailIntake.Mail.Imap;

/// <summary>What one FETCH response says of one message. The body belongs to the connection and holds until the next
/// response is read.</summary>
internal readonly struct FetchItem
{
    public uint Uid { get; private init; }

    public long? Size { get; private init; }

    public DateTimeOffset? InternalDate { get; private init; }

    public IReadOnlyCollection<string>? Flags { get; private init; }

    /// <summary>The section asked for; null where there is none, or where it was NIL.</summary>
    public ReadOnlyMemory<byte>? Section { get; private init; }

    public static FetchItem Read(ImapResponse response)
    {
        var scanner = new ImapScanner(response.Body.Span);
        var item = new FetchItem();
        scanner.SkipSpaces();
        scanner.TrySkip('(');
        while (true)
        {
            scanner.SkipSpaces();
            if (scanner.AtEnd || scanner.TrySkip(')'))
            {
                return item;
            }

            var name = scanner.ReadAtom();
            if (name.IsEmpty)
            {
                scanner.SkipValue();
                continue;
            }

            scanner.SkipSpaces();
            item = ReadValue(item, name, ref scanner, response.Body);
        }
    }

    private static FetchItem ReadValue(
        FetchItem item, ReadOnlySpan<byte> name, ref ImapScanner scanner, ReadOnlyMemory<byte> body)
    {
        if (Ascii.EqualsIgnoreCase(name, "UID"u8) && scanner.TryReadNumber(out var uid))
        {
            return item with { Uid = (uint)uid };
        }

        if (Ascii.EqualsIgnoreCase(name, "RFC822.SIZE"u8) && scanner.TryReadNumber(out var size))
        {
            return item with { Size = (long)size };
        }

        if (Ascii.EqualsIgnoreCase(name, "FLAGS"u8))
        {
            return item with { Flags = scanner.ReadList() };
        }

        if (Ascii.EqualsIgnoreCase(name, "INTERNALDATE"u8))
        {
            return scanner.TryReadString(out var date, out _)
                ? item with { InternalDate = Imap.InternalDate.Parse(date) }
                : item;
        }

        if (name.Length > 5 && Ascii.EqualsIgnoreCase(name[..5], "BODY["u8))
        {
            if (!scanner.TryReadString(out var value, out var start))
            {
                return item;
            }

            return item with { Section = start < 0 ? value.ToArray() : body.Slice(start, value.Length) };
        }

        scanner.SkipValue();
        return item;
    }
}
