using MailIntake.Mail.Mime;

namespace MailIntake.Mail.Smtp;

/// <summary>The server refused a command. The connection lives, except after 421.</summary>
public sealed class SmtpCommandException(
    string command, SmtpReply reply, string message, EmailAddress? recipient = null)
    : Exception(message)
{
    public string Command { get; } = command;

    public SmtpReply Reply { get; } = reply;

    public int StatusCode => Reply.Code;

    public EnhancedStatusCode? EnhancedStatusCode => Reply.Enhanced;

    public string ServerText => Reply.Text;

    /// <summary>"Try later" as against "never".</summary>
    public bool IsTransient => Reply.IsTransient;

    /// <summary>Whom the refusal is about, where it is about a recipient.</summary>
    public EmailAddress? Recipient { get; } = recipient;
}
