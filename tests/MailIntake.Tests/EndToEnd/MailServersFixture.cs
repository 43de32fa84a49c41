using MailIntake.Tests.Support;

namespace MailIntake.Tests.EndToEnd;

/// <summary>One Dovecot and one Postfix for the tests of a class.</summary>
public sealed class MailServersFixture : IAsyncLifetime
{
    private MailServers? _servers;

    /// <summary>Skips the test with the reason where the servers are not installed.</summary>
    public MailServers Servers
    {
        get
        {
            Skip.If(_servers is null, MailServers.Missing);
            return _servers!;
        }
    }

    public async Task InitializeAsync() => _servers = MailServers.Missing is null ? await MailServers.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }
}
