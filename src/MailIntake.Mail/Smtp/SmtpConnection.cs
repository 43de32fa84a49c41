using System.Runtime.ExceptionServices;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Smtp;

/// <summary>Below the client: greeting, EHLO, STARTTLS, deadlines and the log. One command (or pipeline) at a time;
/// after a fault of the wire, or 421, every further one is refused.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private readonly WireStream _wire;
    private readonly IProtocolLog? _log;
    private readonly string _helloName;
    private bool _busy;
    private SmtpProtocolException? _broken;

    private SmtpConnection(
        WireLink link, WireTimeouts timeouts, IProtocolLog? log, TimeProvider clock, string helloName)
    {
        _wire = new WireStream(link);
        _log = log;
        _helloName = helloName;
        Timeouts = timeouts;
        Clock = clock;
    }

    public ServerEndpoint Endpoint => _wire.Link.Endpoint;

    public WireTimeouts Timeouts { get; }

    public TimeProvider Clock { get; }

    public bool IsUsable => _broken is null;

    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    public static async Task<SmtpConnection> OpenAsync(
        ServerEndpoint endpoint,
        WireTimeouts timeouts,
        IProtocolLog? log,
        TimeProvider clock,
        string helloName,
        CancellationToken token)
    {
        WireLink link;
        try
        {
            link = await WireLink.OpenAsync(endpoint, timeouts, clock, token).ConfigureAwait(false);
        }
        catch (WireException fault)
        {
            throw new SmtpProtocolException(fault.Fault, fault.Message, inner: fault);
        }

        return await OpenAsync(link, timeouts, log, clock, helloName, token).ConfigureAwait(false);
    }

    public static async Task<SmtpConnection> OpenAsync(
        WireLink link,
        WireTimeouts timeouts,
        IProtocolLog? log,
        TimeProvider clock,
        string helloName,
        CancellationToken token)
    {
        var connection = new SmtpConnection(link, timeouts, log, clock, helloName);
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

    public Task<T> TurnAsync<T>(string what, Func<SmtpTurn, Task<T>> talk, CancellationToken token) =>
        TurnAsync(what, Timeouts.Command, talk, token);

    /// <summary>Has a turn of the conversation to itself, and turns every fault of the wire into one kind.</summary>
    public async Task<T> TurnAsync<T>(
        string what, TimeSpan total, Func<SmtpTurn, Task<T>> talk, CancellationToken token)
    {
        if (_broken is not null)
        {
            throw new SmtpProtocolException(_broken.Fault, $"{what} is not possible any more. {_broken.Message}");
        }

        if (_busy)
        {
            throw new InvalidOperationException($"{what} was called while another command runs on the same connection");
        }

        _busy = true;
        using var deadline = new Deadline(Timeouts.Command, total, Clock, token);
        var turn = new SmtpTurn(this, _wire, _log, deadline);
        try
        {
            return await talk(turn).ConfigureAwait(false);
        }
        catch (Exception fault) when (WireException.Of(fault, Endpoint, what, token) is { } wire)
        {
            _broken = new SmtpProtocolException(wire.Fault, wire.Message, turn.DotSent, wire);
            if (fault is OperationCanceledException && token.IsCancellationRequested && !turn.DotSent)
            {
                ExceptionDispatchInfo.Throw(fault);
            }

            throw _broken;
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>421 announces at any point that the server closes the connection (RFC 5321 section 3.8).</summary>
    public void Note(SmtpReply reply)
    {
        if (reply.Code == 421)
        {
            _broken ??= new SmtpProtocolException(WireFault.Closed, $"{Endpoint} closed the connection: {reply}");
        }
    }

    public SmtpCommandException Refused(string what, SmtpReply reply) =>
        new(
            what,
            reply,
            $"{Endpoint} refused {what}: {reply}. "
            + (reply.IsTransient ? "It may work later." : "Trying again as it is will not help."));

    public ValueTask DisposeAsync()
    {
        _broken ??= new SmtpProtocolException(WireFault.Closed, "The connection was closed by us.");
        return _wire.DisposeAsync();
    }

    private async Task GreetAsync(CancellationToken token)
    {
        var greeting = await TurnAsync("the greeting", Timeouts.Connect, turn => turn.ReadAsync(), token)
            .ConfigureAwait(false);
        if (greeting.Code != 220)
        {
            throw Refused("the connection", greeting);
        }

        await HelloAsync(token).ConfigureAwait(false);
    }

    private async Task HelloAsync(CancellationToken token)
    {
        var reply = await TurnAsync("EHLO", turn => turn.AskAsync($"EHLO {_helloName}"), token).ConfigureAwait(false);
        if (reply.Code is >= 500 and < 600)
        {
            // A server from before 1995: it has no extensions, and no AUTH.
            Capabilities = SmtpCapabilities.None;
            reply = await TurnAsync("HELO", turn => turn.AskAsync($"HELO {_helloName}"), token).ConfigureAwait(false);
            if (reply.Code != 250)
            {
                throw Refused("HELO", reply);
            }

            return;
        }

        if (reply.Code != 250)
        {
            throw Refused("EHLO", reply);
        }

        Capabilities = new SmtpCapabilities(reply.Lines.Skip(1));
    }

    private async Task StartTlsAsync(CancellationToken token)
    {
        if (!Capabilities.StartTls)
        {
            throw new SmtpProtocolException(
                WireFault.NotEncrypted,
                $"{Endpoint} does not offer STARTTLS: set the security to Tls (port 465), or ask who runs the server.");
        }

        await TurnAsync("STARTTLS", async turn =>
        {
            var reply = await turn.AskAsync("STARTTLS").ConfigureAwait(false);
            if (reply.Code != 220)
            {
                throw Refused("STARTTLS", reply);
            }

            await turn.SecureAsync(Clock).ConfigureAwait(false);
            return reply;
        }, token).ConfigureAwait(false);

        // RFC 3207 section 4.2: what was said before TLS may have been said by anybody.
        await HelloAsync(token).ConfigureAwait(false);
    }
}
