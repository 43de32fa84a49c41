using System.Text;

namespace MailIntake.Mail.Imap;

internal enum ImapResponseKind
{
    Tagged,
    Continuation,
    Ok,
    No,
    Bad,
    Bye,
    PreAuth,
    Capability,
    Enabled,
    List,
    Search,
    ESearch,
    Fetch,
    Exists,
    Expunge,
    Vanished,
    Flags,
    Unknown,
}

/// <summary>One response of the server, literals included. The bytes belong to the connection and hold until it reads
/// the next one.</summary>
internal readonly struct ImapResponse
{
    private ImapResponse(
        ReadOnlyMemory<byte> bytes, ImapResponseKind kind, string tag, ulong number, int bodyAt)
    {
        Bytes = bytes;
        Kind = kind;
        Tag = tag;
        Number = number;
        BodyAt = bodyAt;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public ImapResponseKind Kind { get; }

    public string Tag { get; }

    /// <summary>The number before EXISTS, EXPUNGE and FETCH.</summary>
    public ulong Number { get; }

    private int BodyAt { get; }

    /// <summary>What follows the response's name.</summary>
    public ReadOnlyMemory<byte> Body => Bytes[BodyAt..];

    /// <summary>What follows, as text: for status responses.</summary>
    public string Text => ImapScanner.Text(Body.Span.Trim(" \r\n"u8));

    public static ImapResponse Read(ReadOnlyMemory<byte> bytes)
    {
        var scanner = new ImapScanner(bytes.Span);
        if (scanner.TrySkip('+'))
        {
            return new ImapResponse(bytes, ImapResponseKind.Continuation, "", 0, scanner.Position);
        }

        var tag = scanner.ReadAtom();
        if (!tag.SequenceEqual("*"u8))
        {
            return new ImapResponse(
                bytes, ImapResponseKind.Tagged, Encoding.ASCII.GetString(tag), 0, scanner.Position);
        }

        scanner.SkipSpaces();
        var hasNumber = scanner.TryReadNumber(out var number);
        scanner.SkipSpaces();
        var name = scanner.ReadAtom();
        return new ImapResponse(bytes, hasNumber ? Numbered(name) : Named(name), "", number, scanner.Position);
    }

    private static ImapResponseKind Numbered(ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(name, "FETCH"u8) ? ImapResponseKind.Fetch
        : Ascii.EqualsIgnoreCase(name, "EXISTS"u8) ? ImapResponseKind.Exists
        : Ascii.EqualsIgnoreCase(name, "EXPUNGE"u8) ? ImapResponseKind.Expunge
        : ImapResponseKind.Unknown;

    private static ImapResponseKind Named(ReadOnlySpan<byte> name)
    {
        Span<byte> upper = stackalloc byte[16];
        if (Ascii.ToUpper(name, upper, out var length) != System.Buffers.OperationStatus.Done)
        {
            return ImapResponseKind.Unknown;
        }

        return Encoding.ASCII.GetString(upper[..length]) switch
        {
            "OK" => ImapResponseKind.Ok,
            "NO" => ImapResponseKind.No,
            "BAD" => ImapResponseKind.Bad,
            "BYE" => ImapResponseKind.Bye,
            "PREAUTH" => ImapResponseKind.PreAuth,
            "CAPABILITY" => ImapResponseKind.Capability,
            "ENABLED" => ImapResponseKind.Enabled,
            "LIST" => ImapResponseKind.List,
            "SEARCH" => ImapResponseKind.Search,
            "ESEARCH" => ImapResponseKind.ESearch,
            "VANISHED" => ImapResponseKind.Vanished,
            "FLAGS" => ImapResponseKind.Flags,
            _ => ImapResponseKind.Unknown,
        };
    }
}
