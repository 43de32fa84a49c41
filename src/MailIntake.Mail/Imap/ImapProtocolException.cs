using MailIntake.Mail.Net;

namespace MailIntake.Mail.Imap;

/// <summary>The connection is of no more use: it could not be made, broke, fell silent, was ended by the server, or
/// said what no IMAP server says. Drop it and connect anew.</summary>
public sealed class ImapProtocolException(WireFault fault, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public WireFault Fault { get; } = fault;
}
