using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>The third storey: each command of the RFC with its arguments and its answer as types. It does what it is
/// told; what to do where an extension is missing is decided above, in the client.</summary>
internal sealed partial class ImapCommands(ImapConnection connection)
{
    /// <summary>Whether mailbox names go as UTF-8 (rev2, or UTF8=ACCEPT enabled) instead of modified UTF-7.</summary>
    public bool Utf8Names { get; set; }

    public Task<ImapReply> CapabilityAsync(CancellationToken token) =>
        connection.RunAsync(new ImapCommandLine("CAPABILITY"), null, token);

    public Task<ImapReply> NoopAsync(CancellationToken token) =>
        connection.RunAsync(new ImapCommandLine("NOOP"), null, token);

    public Task<ImapReply> LoginAsync(PasswordCredentials credentials, CancellationToken token) =>
        connection.RunAsync(
            new ImapCommandLine("LOGIN")
                .String(credentials.User, secret: true)
                .String(credentials.Password, secret: true),
            null,
            token);

    /// <summary>Speaks a SASL mechanism to its end, whichever it is.</summary>
    public Task<ImapReply> AuthenticateAsync(SaslMechanism mechanism, bool saslIr, CancellationToken token) =>
        connection.TurnAsync("AUTHENTICATE", connection.Timeouts.Command, connection.Timeouts.Command, async turn =>
        {
            var initial = mechanism.InitialResponse;
            var atOnce = saslIr && initial is not null;
            await turn.SendLineAsync(
                $"{turn.Tag} AUTHENTICATE {mechanism.Name}{(atOnce ? " " + Convert.ToBase64String(initial!) : "")}",
                $"{turn.Tag} AUTHENTICATE {mechanism.Name}{(atOnce ? " ******" : "")}").ConfigureAwait(false);
            while (true)
            {
                if (await turn.ReadUntilContinuationAsync().ConfigureAwait(false) is { } reply)
                {
                    return reply;
                }

                var answer = mechanism.Answer(Base64(turn.Challenge));
                await turn.SendLineAsync(Convert.ToBase64String(answer), answer.Length > 0 ? "******" : "")
                    .ConfigureAwait(false);
            }
        }, token);

    public async Task<IReadOnlyCollection<string>> EnableAsync(IEnumerable<string> names, CancellationToken token)
    {
        var enabled = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await connection.RunAsync(
            new ImapCommandLine("ENABLE").Text(string.Join(' ', names)),
            (_, response) =>
            {
                if (response.Kind == ImapResponseKind.Enabled)
                {
                    enabled.UnionWith(response.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
                }

                return ValueTask.CompletedTask;
            },
            token).ConfigureAwait(false);
        return enabled;
    }

    /// <summary>Waits in IDLE until the mailbox changes or the time is over. The pending read is never cancelled, as a
    /// TLS stream would not survive it: DONE is sent beside it.</summary>
    public Task<ImapReply> IdleAsync(TimeSpan max, CancellationToken token)
    {
        var total = max + connection.Timeouts.Command;
        return connection.TurnAsync("IDLE", total, total, async turn =>
        {
            var refusal = await turn.SendAsync(new ImapCommandLine("IDLE")).ConfigureAwait(false)
                ?? await turn.ReadUntilContinuationAsync().ConfigureAwait(false);
            if (refusal is not null)
            {
                return refusal.Value;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
            var over = Task.Delay(max, connection.Clock, stop.Token);
            var doneSent = false;
            while (true)
            {
                var read = turn.ReadAsync().AsTask();
                if (!doneSent)
                {
                    await Task.WhenAny(read, over).ConfigureAwait(false);
                    doneSent = over.IsCompleted && await DoneAsync(turn).ConfigureAwait(false);
                }

                if (turn.IsEnd(await read.ConfigureAwait(false), out var reply))
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                    return reply;
                }

                if (!doneSent && (connection.HasGrown || connection.HasShrunk))
                {
                    doneSent = await DoneAsync(turn).ConfigureAwait(false);
                }
            }
        }, token);
    }

    /// <summary>Says goodbye. A server that just hangs up has understood as well.</summary>
    public Task<ImapReply> LogoutAsync(CancellationToken token) =>
        connection.TurnAsync("LOGOUT", connection.Timeouts.Command, connection.Timeouts.Command, async turn =>
        {
            turn.ExpectsBye = true;
            return await turn.SendAsync(new ImapCommandLine("LOGOUT")).ConfigureAwait(false)
                ?? await turn.ReadToEndAsync().ConfigureAwait(false);
        }, token);

    private async Task<bool> DoneAsync(ImapTurn turn)
    {
        turn.Deadline.Restart(connection.Timeouts.Command);
        await turn.SendLineAsync("DONE", "DONE").ConfigureAwait(false);
        return true;
    }

    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : [];
    }
}
