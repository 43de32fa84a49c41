using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace MailIntake.Mail.Net;

/// <summary>
/// A connection below the protocols: a socket, and TLS over it. In goes an endpoint, out comes a stream; what cannot
/// be reached or trusted is refused with a sentence that says which of the two it was and what to do.
/// </summary>
internal class WireLink : IAsyncDisposable
{
    protected WireLink(ServerEndpoint endpoint, Stream stream)
    {
        Endpoint = endpoint;
        Stream = stream;
    }

    public ServerEndpoint Endpoint { get; }

    public Stream Stream { get; private set; }

    public bool IsSecure { get; protected set; }

    /// <summary>Connects within the time allowed. Throws <see cref="WireException"/>.</summary>
    public static async Task<WireLink> OpenAsync(
        ServerEndpoint endpoint, WireTimeouts timeouts, TimeProvider clock, CancellationToken token)
    {
        using var deadline = new Deadline(timeouts.Connect, timeouts.Connect, clock, token);
        try
        {
            return await OpenAsync(endpoint, clock, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (!token.IsCancellationRequested)
        {
            throw new WireException(WireFault.TimedOut, SocketConnector.TimedOut(endpoint), fault);
        }
    }

    /// <summary>Puts TLS over the stream. Nothing of the plain stream may be left unread.</summary>
    public virtual async Task SecureAsync(TimeProvider clock, CancellationToken token)
    {
        var trust = CertificateTrust.For(Endpoint, clock);
        var secure = new SslStream(Stream);
        try
        {
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = Endpoint.Host,
                RemoteCertificateValidationCallback = trust.Accepts,
            };
            await secure.AuthenticateAsClientAsync(options, token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException or SocketException)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw trust.Refusal
                ?? new WireException(
                    WireFault.TlsFailed,
                    $"No TLS with {Endpoint}: {fault.Message.TrimEnd('.')}. Check that this port speaks "
                    + $"{(Endpoint.Security == ConnectionSecurity.Tls ? "TLS from the first byte" : "STARTTLS")}.",
                    fault);
        }

        Stream = secure;
        IsSecure = true;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Stream.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<WireLink> OpenAsync(ServerEndpoint endpoint, TimeProvider clock, CancellationToken token)
    {
        if (endpoint.Security == ConnectionSecurity.None && !ServerEndpoint.IsLoopback(endpoint.Host))
        {
            throw new WireException(
                WireFault.NotEncrypted,
                $"An unencrypted connection to {endpoint} is refused: set the security to Tls or StartTls "
                + "(None is for 127.0.0.1, ::1 and localhost only).");
        }

        var socket = await SocketConnector.ConnectAsync(endpoint, clock, token).ConfigureAwait(false);
        var link = new WireLink(endpoint, new NetworkStream(socket, ownsSocket: true));
        if (endpoint.Security == ConnectionSecurity.Tls)
        {
            try
            {
                await link.SecureAsync(clock, token).ConfigureAwait(false);
            }
            catch
            {
                await link.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }

        return link;
    }
}
