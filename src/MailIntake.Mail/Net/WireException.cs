namespace MailIntake.Mail.Net;

/// <summary>A connection that failed, with a sentence for people. IMAP and SMTP pass it on as their own protocol
/// exception.</summary>
internal sealed class WireException(WireFault fault, string message, Exception? inner = null)
    : IOException(message, inner)
{
    public WireFault Fault { get; } = fault;
}
