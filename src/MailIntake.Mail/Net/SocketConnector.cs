using System.Net;
using System.Net.Sockets;

namespace MailIntake.Mail.Net;

/// <summary>Looks up a host and tries its addresses in turn.</summary>
internal static class SocketConnector
{
    /// <summary>A network that swallows IPv6 must leave time to try the IPv4 address that follows.</summary>
    private static readonly TimeSpan AddressLimit = TimeSpan.FromSeconds(8);

    public static async Task<Socket> ConnectAsync(
        ServerEndpoint endpoint, TimeProvider clock, CancellationToken token)
    {
        var addresses = await LookUpAsync(endpoint, token).ConfigureAwait(false);
        SocketException? last = null;
        foreach (var address in addresses)
        {
            using var limit = new CancellationTokenSource(
                address == addresses[^1] ? Timeout.InfiniteTimeSpan : AddressLimit, clock);
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(token, limit.Token);
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                KeepAlive(socket);
                await socket.ConnectAsync(address, endpoint.Port, attempt.Token).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch (OperationCanceledException) when (!token.IsCancellationRequested)
            {
                socket.Dispose();
                last = new SocketException((int)SocketError.TimedOut);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw Failed(endpoint, last!);
    }

    private static async Task<IPAddress[]> LookUpAsync(ServerEndpoint endpoint, CancellationToken token)
    {
        if (IPAddress.TryParse(endpoint.Host, out var literal))
        {
            return [literal];
        }

        try
        {
            var found = await Dns.GetHostAddressesAsync(endpoint.Host, token).ConfigureAwait(false);
            return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            throw new WireException(
                WireFault.UnknownHost,
                $"The host '{endpoint.Host}' is not known: check its spelling and the name service of this machine.",
                fault);
        }
    }

    /// <summary>A NAT that forgot the connection sends nothing: without probes an idle socket looks open for days.
    /// </summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 60);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 15);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 4);
    }

    private static WireException Failed(ServerEndpoint endpoint, SocketException fault) => fault.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => new WireException(
            WireFault.Refused,
            $"{endpoint} refused the connection: nothing listens there. Check the port, and whether the server runs.",
            fault),
        SocketError.TimedOut => new WireException(WireFault.TimedOut, TimedOut(endpoint), fault),
        _ => new WireException(
            WireFault.Unreachable,
            $"{endpoint} cannot be reached ({fault.Message}): check the network and the firewall.",
            fault),
    };

    public static string TimedOut(ServerEndpoint endpoint) =>
        $"{endpoint} did not answer in time: check the host, the port and whether a firewall drops the connection.";
}
