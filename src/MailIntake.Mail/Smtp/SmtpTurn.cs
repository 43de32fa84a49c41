using System.Text;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Smtp;

/// <summary>One turn on the connection: lines out, replies in, and the message itself.</summary>
internal sealed class SmtpTurn(SmtpConnection connection, WireStream wire, IProtocolLog? log, Deadline deadline)
{
    private const int LongestLine = 64 * 1024;
    private const int MostLines = 1000;
    private const int FlushAt = 48 * 1024;

    public Deadline Deadline { get; } = deadline;

    /// <summary>Whether the server may have got the final dot.</summary>
    public bool DotSent { get; private set; }

    public Task<SmtpReply> AskAsync(string line) => AskAsync(line, line);

    public async Task<SmtpReply> AskAsync(string line, string forLog)
    {
        Queue(line, forLog);
        return await ReadAsync().ConfigureAwait(false);
    }

    /// <summary>Puts a line into the next flush, which the next read does.</summary>
    public void Queue(string line, string? forLog = null)
    {
        log?.Sent(forLog ?? line);
        wire.Write(Encoding.UTF8.GetBytes(line));
        wire.Write("\r\n"u8);
    }

    public async Task<SmtpReply> ReadAsync()
    {
        await wire.FlushAsync(Deadline).ConfigureAwait(false);
        var lines = new List<string>();
        while (true)
        {
            var line = await ReadLineAsync().ConfigureAwait(false);
            log?.Received(line);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code) || code is < 200 or > 599
                || lines.Count >= MostLines)
            {
                throw new WireException(
                    WireFault.Garbled,
                    $"{connection.Endpoint} does not answer as an SMTP server does: "
                    + $"\"{line[..Math.Min(80, line.Length)]}\". Check the port, and whether it expects TLS from the "
                    + "first byte.");
            }

            lines.Add(line.Length > 4 ? line[4..].Trim() : "");
            if (line.Length == 3 || line[3] != '-')
            {
                var reply = new SmtpReply(code, lines);
                connection.Note(reply);
                return reply;
            }
        }
    }

    /// <summary>
    /// Sends the message and the final dot. Dots at the start of a line are doubled (RFC 5321 section 4.5.2), and every
    /// line end becomes CRLF: a lone CR or LF is read as an end by some servers and not by others, which is how letters
    /// are smuggled into letters.
    /// </summary>
    public async Task SendMessageAsync(ReadOnlyMemory<byte> message)
    {
        var queued = 0;
        for (var rest = message; rest.Length > 0;)
        {
            var end = rest.Span.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            if (line.Length > 0 && line.Span[0] == '.')
            {
                wire.Write("."u8);
            }

            wire.Write(line.Span);
            wire.Write("\r\n"u8);
            queued += line.Length + 3;
            rest = end < 0 ? default : rest[(end + LineEndLength(rest.Span[end..]))..];
            if (queued > FlushAt)
            {
                await wire.FlushAsync(Deadline).ConfigureAwait(false);
                queued = 0;
            }
        }

        log?.Sent($"<{message.Length} bytes of message>");
        log?.Sent(".");
        wire.Write(".\r\n"u8);
        DotSent = true;
        await wire.FlushAsync(Deadline).ConfigureAwait(false);
    }

    /// <summary>The answer to the dot is there: what breaks now leaves nothing in doubt.</summary>
    public void Decided() => DotSent = false;

    /// <summary>Ends a DATA that must not become a letter, after none of its recipients was accepted.</summary>
    public Task<SmtpReply> SendNothingAsync() => AskAsync(".");

    public Task SecureAsync(TimeProvider clock) => wire.SecureAsync(clock, Deadline);

    private static int LineEndLength(ReadOnlySpan<byte> end) => end.StartsWith("\r\n"u8) ? 2 : 1;

    private async Task<string> ReadLineAsync()
    {
        while (true)
        {
            var newline = wire.Unread.IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = wire.Unread[..newline].TrimEnd((byte)'\r');
                var text = System.Text.Unicode.Utf8.IsValid(line)
                    ? Encoding.UTF8.GetString(line)
                    : Encoding.Latin1.GetString(line);
                wire.Consume(newline + 1);
                return text;
            }

            if (wire.UnreadLength > LongestLine)
            {
                throw new WireException(
                    WireFault.Garbled, $"{connection.Endpoint} sent a line without an end: this is no SMTP server.");
            }

            await wire.FillAsync(Deadline).ConfigureAwait(false);
        }
    }
}
