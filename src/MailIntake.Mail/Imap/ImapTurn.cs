using System.Text;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>One command's turn on the connection: it sends, hears what comes unasked, and knows its own tag.</summary>
internal sealed class ImapTurn(
    ImapConnection connection, ImapStream stream, IProtocolLog? log, string tag, Deadline deadline)
{
    private const int LongestLogLine = 2000;

    public string Tag { get; } = tag;

    public Deadline Deadline { get; } = deadline;

    public Func<ImapTurn, ImapResponse, ValueTask>? Handler { get; set; }

    public LiteralSink? Sink { get; set; }

    /// <summary>Whether BYE is what we asked for.</summary>
    public bool ExpectsBye { get; set; }

    /// <summary>Sends the command. A reply comes back only where the server ended it before all was sent (it refused a
    /// literal).</summary>
    public async Task<ImapReply?> SendAsync(ImapCommandLine command)
    {
        log?.Sent($"{Tag} {string.Concat(command.Pieces.Select(piece => piece.ForLog))}");
        stream.Write(Encoding.ASCII.GetBytes(Tag + " "));
        foreach (var piece in command.Pieces)
        {
            if (!piece.Literal)
            {
                stream.Write(piece.Bytes.Span);
                continue;
            }

            if (!stream.AnnounceLiteral(piece.Bytes.Length, connection.Capabilities ?? ImapCapabilities.None))
            {
                await stream.Wire.FlushAsync(Deadline).ConfigureAwait(false);
                if (await ReadUntilContinuationAsync().ConfigureAwait(false) is { } refusal)
                {
                    return refusal;
                }
            }

            await stream.Wire.WriteAsync(piece.Bytes, Deadline).ConfigureAwait(false);
        }

        stream.Write("\r\n"u8);
        await stream.Wire.FlushAsync(Deadline).ConfigureAwait(false);
        return null;
    }

    public async Task SendLineAsync(string line, string forLog)
    {
        log?.Sent(forLog);
        await stream.WriteLineAsync(line, Deadline).ConfigureAwait(false);
    }

    /// <summary>Reads one response, noted by the connection and passed to the handler.</summary>
    public async ValueTask<ImapResponse> ReadAsync()
    {
        var response = ImapResponse.Read(await stream.ReadResponseAsync(Sink, Deadline).ConfigureAwait(false));
        if (log is not null)
        {
            Log(response.Bytes.Span);
        }

        if (response.Kind == ImapResponseKind.Bye && !ExpectsBye)
        {
            throw new WireException(
                WireFault.Closed, $"{connection.Endpoint} ended the session: {response.Text}");
        }

        connection.Note(response);
        if (Handler is not null && response.Kind is not (ImapResponseKind.Tagged or ImapResponseKind.Continuation))
        {
            await Handler(this, response).ConfigureAwait(false);
        }

        return response;
    }

    /// <summary>Null when the server asks to go on, else how it ended the command.</summary>
    public async Task<ImapReply?> ReadUntilContinuationAsync()
    {
        while (true)
        {
            var response = await ReadAsync().ConfigureAwait(false);
            if (response.Kind == ImapResponseKind.Continuation)
            {
                Challenge = response.Text;
                return null;
            }

            if (IsEnd(response, out var reply))
            {
                return reply;
            }
        }
    }

    /// <summary>The text of the last continuation.</summary>
    public string Challenge { get; private set; } = "";

    public async Task<ImapReply> ReadToEndAsync()
    {
        while (true)
        {
            if (IsEnd(await ReadAsync().ConfigureAwait(false), out var reply))
            {
                return reply;
            }
        }
    }

    public Task SecureAsync(TimeProvider clock) => stream.SecureAsync(clock, Deadline);

    /// <summary>A tag that is not ours belongs to nothing we know of, and is passed over.</summary>
    public bool IsEnd(ImapResponse response, out ImapReply reply)
    {
        reply = default;
        if (response.Kind != ImapResponseKind.Tagged || response.Tag != Tag)
        {
            return false;
        }

        reply = ImapReply.Read(response.Text);
        connection.Note(reply.Code);
        return true;
    }

    private void Log(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        var line = bytes[..(end < 0 ? bytes.Length : end)].TrimEnd("\r\n"u8);
        var text = ImapScanner.Text(line[..Math.Min(line.Length, LongestLogLine)]);
        var more = bytes.Length - line.Length - 2;
        log!.Received(more > 0 ? $"{text} <{more} bytes>" : text);
    }
}
