namespace MailIntake.Mail.Smtp;

/// <summary>The server did not let us in.</summary>
public sealed class SmtpAuthenticationException(string message, SmtpReply? reply = null) : Exception(message)
{
    /// <summary>What the server said; null where it offers no way that we know.</summary>
    public SmtpReply? Reply { get; } = reply;

    /// <summary>Whether the server is at fault rather than the password or token (454 4.7.0).</summary>
    public bool IsTransient => Reply?.IsTransient == true;
}
