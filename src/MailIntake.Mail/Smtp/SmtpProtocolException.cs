using MailIntake.Mail.Net;

namespace MailIntake.Mail.Smtp;

/// <summary>The connection is of no more use: it could not be made, broke, fell silent, or said what no SMTP server
/// says.</summary>
public sealed class SmtpProtocolException(
    WireFault fault, string message, bool outcomeUnknown = false, Exception? inner = null)
    : Exception(message, inner)
{
    public WireFault Fault { get; } = fault;

    /// <summary>Whether it broke after DATA's final dot: the letter may be on its way, and whoever repeats it keeps its
    /// Message-ID.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
