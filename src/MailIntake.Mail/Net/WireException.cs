using System.Security.Authentication;

namespace MailIntake.Mail.Net;

/// <summary>A connection that failed, with a sentence for people. IMAP and SMTP pass it on as their own protocol
/// exception.</summary>
internal sealed class WireException(WireFault fault, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public WireFault Fault { get; } = fault;

    /// <summary>Whatever a stream, a socket, TLS or a deadline throws, as one kind; null for what is none of them.
    /// </summary>
    public static WireException? Of(Exception fault, ServerEndpoint endpoint, string what, CancellationToken token) =>
        fault switch
        {
            WireException wire => wire,
            OperationCanceledException when token.IsCancellationRequested =>
                new WireException(WireFault.Closed, $"{what} on {endpoint} was given up half-way.", fault),
            OperationCanceledException => new WireException(
                WireFault.TimedOut, $"{endpoint} did not answer {what} in time: the connection is given up.", fault),
            EndOfStreamException => new WireException(
                WireFault.Closed, $"{endpoint} closed the connection during {what}.", fault),
            IOException or ObjectDisposedException or AuthenticationException => new WireException(
                WireFault.Closed, $"The connection to {endpoint} broke during {what}: {fault.Message}", fault),
            _ => null,
        };
}
