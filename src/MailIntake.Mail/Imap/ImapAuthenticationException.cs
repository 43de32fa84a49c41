namespace MailIntake.Mail.Imap;

/// <summary>The server did not let us in.</summary>
public sealed class ImapAuthenticationException(
    string message, ImapResponseCode? code = null, bool isTransient = false, Exception? inner = null)
    : Exception(message, inner)
{
    public ImapResponseCode? Code { get; } = code;

    /// <summary>Whether the server is at fault rather than the password or token ([UNAVAILABLE], too many
    /// connections), so that nobody need be told to change it.</summary>
    public bool IsTransient { get; } = isTransient;
}
