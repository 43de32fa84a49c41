using MailIntake.Mail.Net;

namespace MailIntake.Tests.Support;

/// <summary>A real IMAP server that a test starts and stops.</summary>
public interface IImapTestServer : IAsyncDisposable
{
    string Name { get; }

    ServerEndpoint Imaps { get; }

    ServerEndpoint StartTls { get; }

    ServerEndpoint Plain { get; }

    string CertificateFile { get; }

    bool ChecksPasswords { get; }

    PasswordCredentials Credentials(string user);

    Task StartAsync();

    Task StopAsync();

    Task KillAsync();
}
