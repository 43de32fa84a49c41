using System.Net;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Smtp;

/// <summary>
/// A submission client (RFC 5321, 6409): connect, log in, send letters one after the other, quit. A letter goes to all
/// its recipients or to none. <see cref="SmtpCommandException"/> leaves the connection usable unless it is 421; after
/// <see cref="SmtpProtocolException"/>, or a cancelled command, dispose of it and connect anew.
/// </summary>
public sealed partial class SmtpClient : IAsyncDisposable
{
    private readonly SmtpConnection _connection;

    private SmtpClient(SmtpConnection connection) => _connection = connection;

    public SmtpCapabilities Capabilities => _connection.Capabilities;

    public ServerEndpoint Endpoint => _connection.Endpoint;

    /// <summary>False once the connection broke or the server announced its end; only disposing is left then.</summary>
    public bool IsUsable => _connection.IsUsable;

    /// <summary>Connects, checks the certificate, and says hello.</summary>
    /// <exception cref="SmtpProtocolException">With a sentence that says what is wrong and what to do.</exception>
    public static async Task<SmtpClient> ConnectAsync(
        ServerEndpoint endpoint,
        WireTimeouts? timeouts,
        IProtocolLog? log,
        TimeProvider clock,
        CancellationToken token) =>
        new(await SmtpConnection.OpenAsync(endpoint, timeouts ?? WireTimeouts.Default, log, clock, HelloName(), token)
            .ConfigureAwait(false));

    internal static async Task<SmtpClient> ConnectAsync(
        WireLink link, WireTimeouts? timeouts, IProtocolLog? log, TimeProvider clock, CancellationToken token) =>
        new(await SmtpConnection.OpenAsync(
            link, timeouts ?? WireTimeouts.Default, log, clock, "client.example", token).ConfigureAwait(false));

    /// <summary>Logs in with what the credentials allow and the server offers.</summary>
    /// <exception cref="SmtpAuthenticationException">With a sentence that says what to check.</exception>
    public async Task AuthenticateAsync(Credentials credentials, CancellationToken token)
    {
        var mechanism = SaslMechanism.Choose(credentials, Capabilities.HasMechanism)
            ?? throw SmtpRefusal.NoCommonWay(Endpoint, credentials, Capabilities);
        var reply = await _connection.TurnAsync("AUTH", async turn =>
        {
            var initial = mechanism.InitialResponse is { } bytes ? " " + Convert.ToBase64String(bytes) : "";
            var answer = await turn.AskAsync(
                $"AUTH {mechanism.Name}{initial}", $"AUTH {mechanism.Name}{(initial.Length > 0 ? " ******" : "")}")
                .ConfigureAwait(false);
            while (answer.Code == 334)
            {
                var words = Convert.ToBase64String(mechanism.Answer(Base64(answer.Text)));
                answer = await turn.AskAsync(words, words.Length > 0 ? "******" : "").ConfigureAwait(false);
            }

            return answer;
        }, token).ConfigureAwait(false);
        if (reply.Code != 235)
        {
            throw SmtpRefusal.Of(Endpoint, credentials, reply, mechanism.FailureDetail);
        }
    }

    public async Task NoopAsync(CancellationToken token)
    {
        var reply = await _connection.TurnAsync("NOOP", turn => turn.AskAsync("NOOP"), token).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            throw _connection.Refused("NOOP", reply);
        }
    }

    /// <summary>Says goodbye. Faults are of no interest any more: every letter has its answer.</summary>
    public async Task QuitAsync(CancellationToken token)
    {
        try
        {
            await _connection.TurnAsync("QUIT", turn => turn.AskAsync("QUIT"), token).ConfigureAwait(false);
        }
        catch (SmtpProtocolException)
        {
            // A server that hangs up without its 221 has understood.
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the socket without a word, so that it never waits for the server.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>The machine's name where it is a full one; Postfix and others refuse what is no domain or literal
    /// (RFC 5321 section 4.1.4).</summary>
    private static string HelloName()
    {
        var name = Dns.GetHostName();
        return name.Contains('.', StringComparison.Ordinal)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
                ? name
                : "[127.0.0.1]";
    }

    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : [];
    }
}
