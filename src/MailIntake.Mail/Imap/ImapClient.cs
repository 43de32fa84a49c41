using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>
/// The top storey, what a mail program needs of IMAP: connect, log in, select, list UIDs, fetch, flag, move, wait. It
/// knows the ways around missing extensions. Bodies are fetched with PEEK only, so that nothing is marked as read by
/// being read, and no EXPUNGE goes out without UIDs.
/// One command at a time: none may be called from inside a callback of another.
/// <see cref="ImapCommandException"/> leaves the connection usable; after <see cref="ImapProtocolException"/>, or a
/// cancelled command, dispose of it and connect anew.
/// </summary>
public sealed partial class ImapClient : IAsyncDisposable
{
    private readonly ImapConnection _connection;
    private readonly ImapCommands _commands;
    private IReadOnlyCollection<string> _enabled = [];

    private ImapClient(ImapConnection connection)
    {
        _connection = connection;
        _commands = new ImapCommands(connection);
    }

    /// <summary>What the server offers at this moment: before and after logging in it differs.</summary>
    public ImapCapabilities Capabilities => _connection.Capabilities ?? ImapCapabilities.None;

    public ServerEndpoint Endpoint => _connection.Endpoint;

    /// <summary>False once the connection broke; only disposing is left then.</summary>
    public bool IsUsable => _connection.IsUsable;

    /// <summary>Connects, checks the certificate, and reads greeting and capabilities.</summary>
    /// <exception cref="ImapProtocolException">With a sentence that says what is wrong and what to do.</exception>
    public static async Task<ImapClient> ConnectAsync(
        ServerEndpoint endpoint,
        WireTimeouts? timeouts,
        IProtocolLog? log,
        TimeProvider clock,
        CancellationToken token)
    {
        var connection = await ImapConnection.OpenAsync(endpoint, timeouts ?? WireTimeouts.Default, log, clock, token)
            .ConfigureAwait(false);
        return await BeginAsync(connection, token).ConfigureAwait(false);
    }

    internal static async Task<ImapClient> ConnectAsync(
        WireLink link, WireTimeouts? timeouts, IProtocolLog? log, TimeProvider clock, CancellationToken token)
    {
        var connection = await ImapConnection.OpenAsync(link, timeouts ?? WireTimeouts.Default, log, clock, token)
            .ConfigureAwait(false);
        return await BeginAsync(connection, token).ConfigureAwait(false);
    }

    /// <summary>Logs in with what the credentials allow and the server offers, and enables UTF-8 where it can be.
    /// </summary>
    public async Task AuthenticateAsync(Credentials credentials, CancellationToken token)
    {
        if (!_connection.IsPreAuthenticated)
        {
            var before = Capabilities;
            await LogInAsync(before, credentials, token).ConfigureAwait(false);

            // Cyrus and Dovecot tell the new ones with the OK; those who do not are asked.
            if (ReferenceEquals(before, Capabilities))
            {
                await _commands.CapabilityAsync(token).ConfigureAwait(false);
            }
        }

        await EnableAsync(token).ConfigureAwait(false);
    }

    public Task NoopAsync(CancellationToken token) => _commands.NoopAsync(token);

    /// <summary>
    /// Waits until the selected mailbox has gained or lost messages, or <paramref name="max"/> is over (never longer
    /// than <see cref="WireTimeouts.Idle"/>). True: something changed. What the server told unasked since the last
    /// <see cref="SearchUidsAsync"/> counts as a change and returns at once, because IDLE would not tell it again.
    /// False: nothing was told, which is a hint and no promise: poll anyway. Where the server has no IDLE
    /// (<see cref="ImapCapabilities.Idle"/>) the answer is false at once, and waiting is up to the caller.
    /// </summary>
    public async Task<bool> IdleAsync(TimeSpan max, CancellationToken token)
    {
        if (_connection.HasGrown)
        {
            return true;
        }

        if (!Capabilities.Idle)
        {
            return false;
        }

        _connection.HasShrunk = false;
        var limit = max < _connection.Timeouts.Idle ? max : _connection.Timeouts.Idle;
        var reply = await _commands.IdleAsync(limit, token).ConfigureAwait(false);
        return reply.IsOk
            ? _connection.HasGrown || _connection.HasShrunk
            : throw new ImapCommandException("IDLE", reply.Status, reply.Code, reply.Text);
    }

    /// <summary>Says goodbye as the RFC asks. Faults are of no interest any more.</summary>
    public async Task LogoutAsync(CancellationToken token)
    {
        try
        {
            await _commands.LogoutAsync(token).ConfigureAwait(false);
        }
        catch (ImapProtocolException)
        {
            // Servers in use close without BYE; the connection is over either way, which is all LOGOUT is for.
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the socket without a word, so that it never waits for the server.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<ImapClient> BeginAsync(ImapConnection connection, CancellationToken token)
    {
        var client = new ImapClient(connection);
        try
        {
            if (connection.Capabilities is null)
            {
                await client._commands.CapabilityAsync(token).ConfigureAwait(false);
            }

            return client;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task LogInAsync(ImapCapabilities offered, Credentials credentials, CancellationToken token)
    {
        // LOGIN is a command of its own in IMAP; the SASL mechanism of that name adds nothing to it.
        var mechanism = SaslMechanism.Choose(
            credentials, name => name != "LOGIN" && offered.HasMechanism(name));
        try
        {
            if (mechanism is not null)
            {
                var reply = await _commands.AuthenticateAsync(mechanism, offered.SaslIr, token).ConfigureAwait(false);
                if (!reply.IsOk)
                {
                    throw ImapRefusal.Of(Endpoint, credentials, reply.Code, reply.Text, mechanism.FailureDetail);
                }
            }
            else if (credentials is PasswordCredentials password && !offered.LoginDisabled)
            {
                await _commands.LoginAsync(password, token).ConfigureAwait(false);
            }
            else
            {
                throw ImapRefusal.NoCommonWay(Endpoint, credentials, offered);
            }
        }
        catch (ImapCommandException refused)
        {
            throw ImapRefusal.Of(Endpoint, credentials, refused.Code, refused.ServerText, null);
        }
    }

    private async Task EnableAsync(CancellationToken token)
    {
        var wanted = new List<string>();
        if (Capabilities.IsRev2 && Capabilities.IsRev1)
        {
            wanted.Add("IMAP4rev2");
        }

        if (Capabilities.Utf8Accept)
        {
            wanted.Add("UTF8=ACCEPT");
        }

        if (wanted.Count > 0 && (Capabilities.Enable || Capabilities.Has("ENABLE")))
        {
            _enabled = await _commands.EnableAsync(wanted, token).ConfigureAwait(false);
        }

        _commands.Utf8Names = _enabled.Count > 0 || (Capabilities.IsRev2 && !Capabilities.IsRev1);
    }
}
