namespace MailIntake.Mail.Net;

/// <summary>
/// Hears every line of a conversation with a server, without its line end. Passwords and tokens are masked before it
/// is called, and literals and message bodies are given by their length.
/// </summary>
public interface IProtocolLog
{
    void Sent(string line);

    void Received(string line);
}
