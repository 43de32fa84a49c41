using System.Runtime.ExceptionServices;
using System.Text;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>
/// The second storey: tags, greeting, STARTTLS, capabilities, what the server says unasked, BYE, deadlines and the log.
/// One command at a time; after a fault of the wire every further command is refused, since nobody knows which answer
/// would belong to what.
/// </summary>
internal sealed class ImapConnection : IAsyncDisposable
{
    private readonly ImapStream _stream;
    private readonly WireTimeouts _timeouts;
    private readonly IProtocolLog? _log;
    private readonly TimeProvider _clock;
    private int _lastTag;
    private bool _busy;
    private ImapProtocolException? _broken;

    private ImapConnection(WireLink link, WireTimeouts timeouts, IProtocolLog? log, TimeProvider clock)
    {
        _stream = new ImapStream(new WireStream(link));
        _timeouts = timeouts;
        _log = log;
        _clock = clock;
    }

    public ServerEndpoint Endpoint => _stream.Wire.Link.Endpoint;

    public WireTimeouts Timeouts => _timeouts;

    public TimeProvider Clock => _clock;

    public bool IsUsable => _broken is null;

    public bool IsPreAuthenticated { get; private set; }

    /// <summary>Null while the server has not told them.</summary>
    public ImapCapabilities? Capabilities { get; private set; }

    public int Exists { get; private set; }

    /// <summary>Whether the mailbox grew since this was last set to false; it may be told in any command's answer, and
    /// IDLE will not tell it again.</summary>
    public bool HasGrown { get; set; }

    public bool HasShrunk { get; set; }

    /// <summary>Connects, reads the greeting, and sees to TLS before a word of ours is said.</summary>
    public static async Task<ImapConnection> OpenAsync(
        ServerEndpoint endpoint, WireTimeouts timeouts, IProtocolLog? log, TimeProvider clock, CancellationToken token)
    {
        WireLink link;
        try
        {
            link = await WireLink.OpenAsync(endpoint, timeouts, clock, token).ConfigureAwait(false);
        }
        catch (WireException fault)
        {
            throw new ImapProtocolException(fault.Fault, fault.Message, fault);
        }

        return await OpenAsync(link, timeouts, log, clock, token).ConfigureAwait(false);
    }

    public static async Task<ImapConnection> OpenAsync(
        WireLink link, WireTimeouts timeouts, IProtocolLog? log, TimeProvider clock, CancellationToken token)
    {
        var connection = new ImapConnection(link, timeouts, log, clock);
        try
        {
            await connection.GreetAsync(token).ConfigureAwait(false);
            if (link.Endpoint.Security == ConnectionSecurity.StartTls)
            {
                await connection.StartTlsAsync(token).ConfigureAwait(false);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a command and reads to its end. Untagged responses go to the handler, after the connection has
    /// taken note of them.</summary>
    public async Task<ImapReply> RunAsync(
        ImapCommandLine command,
        Func<ImapTurn, ImapResponse, ValueTask>? handler,
        CancellationToken token,
        bool isTransfer = false,
        LiteralSink? sink = null)
    {
        var total = isTransfer ? _timeouts.Transfer : _timeouts.Command;
        var reply = await TurnAsync(command.Name, _timeouts.Command, total, async turn =>
        {
            turn.Handler = handler;
            turn.Sink = sink;
            return await turn.SendAsync(command).ConfigureAwait(false)
                ?? await turn.ReadToEndAsync().ConfigureAwait(false);
        }, token).ConfigureAwait(false);
        return reply.IsOk ? reply : throw new ImapCommandException(command.Name, reply.Status, reply.Code, reply.Text);
    }

    /// <summary>Has a turn of the conversation to itself, and turns every fault of the wire into one kind.</summary>
    public async Task<T> TurnAsync<T>(
        string what, TimeSpan silence, TimeSpan total, Func<ImapTurn, Task<T>> talk, CancellationToken token)
    {
        if (_broken is not null)
        {
            throw new ImapProtocolException(
                _broken.Fault, $"{what} is not possible any more. {_broken.Message}", _broken);
        }

        if (_busy)
        {
            throw new InvalidOperationException(
                $"{what} was called while another command runs on the same connection. Inside a callback, take note of "
                + "what is to be done and do it when the running command has ended.");
        }

        _busy = true;
        using var deadline = new Deadline(silence, total, _clock, token);
        try
        {
            return await talk(new ImapTurn(this, _stream, _log, NextTag(), deadline)).ConfigureAwait(false);
        }
        catch (Exception fault) when (Judge(fault, what, token) is { } judged)
        {
            _broken = judged;
            if (fault is OperationCanceledException && token.IsCancellationRequested)
            {
                ExceptionDispatchInfo.Throw(fault);
            }

            throw judged;
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>What the connection itself learns from a response.</summary>
    public void Note(ImapResponse response)
    {
        switch (response.Kind)
        {
            case ImapResponseKind.Capability:
                Capabilities = new ImapCapabilities(response.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                break;
            case ImapResponseKind.Ok or ImapResponseKind.PreAuth:
                Note(ImapResponseCode.Part(response.Text).Code);
                break;
            case ImapResponseKind.Exists:
                HasGrown |= response.Number > (ulong)Exists;
                Exists = (int)Math.Min(response.Number, int.MaxValue);
                break;
            case ImapResponseKind.Expunge:
                HasShrunk = true;
                Exists = Math.Max(0, Exists - 1);
                break;
            case ImapResponseKind.Vanished:
                HasShrunk = true;
                break;
        }
    }

    public void Note(ImapResponseCode? code)
    {
        if (code?.Name == "CAPABILITY")
        {
            Capabilities = new ImapCapabilities(code.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    public ValueTask DisposeAsync()
    {
        _broken ??= new ImapProtocolException(WireFault.Closed, "The connection was closed by us.");
        return _stream.DisposeAsync();
    }

    private async Task GreetAsync(CancellationToken token)
    {
        await TurnAsync("the greeting", _timeouts.Connect, _timeouts.Connect, async turn =>
        {
            var greeting = await turn.ReadAsync().ConfigureAwait(false);
            IsPreAuthenticated = greeting.Kind == ImapResponseKind.PreAuth;
            if (greeting.Kind is not (ImapResponseKind.Ok or ImapResponseKind.PreAuth))
            {
                throw new WireException(
                    WireFault.Garbled,
                    $"{Endpoint} does not greet as an IMAP server does: \"{Start(greeting)}\". Check the port, and "
                    + "whether it expects TLS from the first byte.");
            }

            return true;
        }, token).ConfigureAwait(false);
    }

    private static string Start(ImapResponse response) =>
        Encoding.Latin1.GetString(response.Bytes.Span[..Math.Min(80, response.Bytes.Length)]).Trim();

    private async Task StartTlsAsync(CancellationToken token)
    {
        if (IsPreAuthenticated)
        {
            // Whoever sits on the plain line could greet so to keep us from TLS.
            throw new ImapProtocolException(
                WireFault.NotEncrypted,
                $"{Endpoint} lets us in before TLS, which STARTTLS then cannot mend. "
                + "Set the security to Tls (port 993).");
        }

        if (Capabilities is null)
        {
            await RunAsync(new ImapCommandLine("CAPABILITY"), null, token).ConfigureAwait(false);
        }

        if (Capabilities is not { StartTls: true })
        {
            throw new ImapProtocolException(
                WireFault.NotEncrypted,
                $"{Endpoint} does not offer STARTTLS: set the security to Tls (port 993), or ask who runs the server.");
        }

        await TurnAsync("STARTTLS", _timeouts.Command, _timeouts.Command, async turn =>
        {
            await turn.SendAsync(new ImapCommandLine("STARTTLS")).ConfigureAwait(false);
            var reply = await turn.ReadToEndAsync().ConfigureAwait(false);
            if (!reply.IsOk)
            {
                throw new WireException(
                    WireFault.NotEncrypted, $"{Endpoint} offers STARTTLS but refused it: {reply.Text}");
            }

            await turn.SecureAsync(_clock).ConfigureAwait(false);
            return true;
        }, token).ConfigureAwait(false);

        // RFC 9051 section 6.2.1: what was said before TLS may have been said by anybody.
        Capabilities = null;
    }

    private string NextTag() => $"A{++_lastTag}";

    private ImapProtocolException? Judge(Exception fault, string what, CancellationToken token) =>
        WireException.Of(fault, Endpoint, what, token) is { } wire
            ? new ImapProtocolException(wire.Fault, wire.Message, wire)
            : null;
}
