namespace MailIntake.Mail.Net;

/// <summary>How long to wait before a connection is given up. Sockets that look open and say nothing are common.
/// </summary>
public sealed record WireTimeouts
{
    public static WireTimeouts Default { get; } = new();

    /// <summary>Name look-up, TCP, TLS and greeting together.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>One command's answer; in a transfer, the longest silence between two pieces of data.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>One command that carries messages, however steadily its data flows.</summary>
    public TimeSpan Transfer { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest IDLE: Gmail drops the connection after about 10 minutes (RFC 2177 would allow 29).
    /// </summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>The answer to DATA's final dot: giving up early doubles the letter, so RFC 5321 section 4.5.3.2.6 asks
    /// for ten minutes.</summary>
    public TimeSpan Delivery { get; init; } = TimeSpan.FromMinutes(10);
}
