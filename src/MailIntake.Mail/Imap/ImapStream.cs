using System.Text;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>
/// The lowest storey: whole responses in, lines and literals out. A response is a line, and where the line announces a
/// literal, the literal and the line that follows it. It knows no command.
/// </summary>
internal sealed class ImapStream(WireStream wire) : IAsyncDisposable
{
    /// <summary>A line without an end is no IMAP; the list of UIDs of a million messages is 8 MB.</summary>
    private const int LongestLine = 64 * 1024 * 1024;

    /// <summary>RFC 7888 section 5.</summary>
    private const int LiteralMinusLimit = 4096;

    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();

    private int _lastResponse;

    public WireStream Wire { get; } = wire;

    /// <summary>Reads the next response. The one before is let go.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadResponseAsync(LiteralSink? sink, Deadline deadline)
    {
        Release();
        var lineAt = 0;
        while (true)
        {
            var end = await FindLineEndAsync(lineAt, deadline).ConfigureAwait(false);
            if ((lineAt == 0 && IsStatus(Wire.Unread[..end]))
                || !LiteralHeader.TryFind(Wire.Unread[lineAt..end], out var at, out var size))
            {
                _lastResponse = end;
                return Wire.Peek(0, end);
            }

            if (sink is not null && sink.Wants(Wire.Unread[..(lineAt + at)]))
            {
                return await StreamLiteralAsync(sink, lineAt + at, end, size, deadline).ConfigureAwait(false);
            }

            Wire.Reserve(end + size);
            while (Wire.UnreadLength < end + size)
            {
                await Wire.FillAsync(deadline).ConfigureAwait(false);
            }

            lineAt = end + (int)size;
        }
    }

    /// <summary>Queues bytes for the next flush.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => Wire.Write(bytes);

    public async ValueTask WriteLineAsync(string line, Deadline deadline)
    {
        Write(Encoding.UTF8.GetBytes(line));
        Write(LineEnd);
        await Wire.FlushAsync(deadline).ConfigureAwait(false);
    }

    /// <summary>Announces a literal. False: the server must first be heard to agree.</summary>
    public bool AnnounceLiteral(int length, ImapCapabilities capabilities)
    {
        var atOnce = capabilities.LiteralPlus || (capabilities.LiteralMinus && length <= LiteralMinusLimit);
        Write(Encoding.ASCII.GetBytes(atOnce ? $"{{{length}+}}\r\n" : $"{{{length}}}\r\n"));
        return atOnce;
    }

    /// <summary>Starts TLS after the response that agreed to it.</summary>
    public Task SecureAsync(TimeProvider clock, Deadline deadline)
    {
        Release();
        return Wire.SecureAsync(clock, deadline);
    }

    public ValueTask DisposeAsync() => Wire.DisposeAsync();

    /// <summary>The free text of a status response may end in braces; it never announces a literal.</summary>
    private static bool IsStatus(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("* "u8))
        {
            return true;
        }

        var rest = line[2..];
        return Ascii.EqualsIgnoreCase(rest[..Math.Min(3, rest.Length)], "OK "u8)
            || Ascii.EqualsIgnoreCase(rest[..Math.Min(3, rest.Length)], "NO "u8)
            || Ascii.EqualsIgnoreCase(rest[..Math.Min(4, rest.Length)], "BAD "u8)
            || Ascii.EqualsIgnoreCase(rest[..Math.Min(4, rest.Length)], "BYE "u8);
    }

    private void Release()
    {
        Wire.Consume(_lastResponse);
        _lastResponse = 0;
    }

    private async ValueTask<int> FindLineEndAsync(int lineAt, Deadline deadline)
    {
        var scanned = lineAt;
        while (true)
        {
            var newline = Wire.Unread[scanned..].IndexOf((byte)'\n');
            if (newline >= 0)
            {
                return scanned + newline + 1;
            }

            scanned = Wire.UnreadLength;
            if (scanned - lineAt > LongestLine)
            {
                throw new WireException(
                    WireFault.Garbled, $"{Wire.Link.Endpoint} sent a line without an end: this is no IMAP server.");
            }

            await Wire.FillAsync(deadline).ConfigureAwait(false);
        }
    }

    /// <summary>Passes a literal on and returns the response with an empty string in its place.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> StreamLiteralAsync(
        LiteralSink sink, int announcedAt, int literalAt, long size, Deadline deadline)
    {
        byte[] head = [.. Wire.Unread[..announcedAt], .. "\"\""u8];
        Wire.Consume(literalAt);
        sink.Begin();
        while (size > 0)
        {
            if (Wire.UnreadLength == 0)
            {
                await Wire.FillAsync(deadline).ConfigureAwait(false);
            }

            var piece = Wire.Peek(0, (int)Math.Min(size, Wire.UnreadLength));
            await sink.WriteAsync(piece, deadline.Token).ConfigureAwait(false);
            Wire.Consume(piece.Length);
            size -= piece.Length;
        }

        var tailEnd = await FindLineEndAsync(0, deadline).ConfigureAwait(false);
        while (LiteralHeader.TryRead(Wire.Unread[..tailEnd], out var further))
        {
            Wire.Reserve(tailEnd + further);
            while (Wire.UnreadLength < tailEnd + further)
            {
                await Wire.FillAsync(deadline).ConfigureAwait(false);
            }

            // Only the last line of the tail may announce the next literal.
            tailEnd = await FindLineEndAsync(tailEnd + (int)further, deadline).ConfigureAwait(false);
        }

        _lastResponse = tailEnd;
        return (byte[])[.. head, .. Wire.Unread[..tailEnd]];
    }
}
