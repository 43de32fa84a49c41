using MailIntake.Tests.Support;

namespace MailIntake.Tests.Imap;

/// <summary>A server that all tests of a class share; none where it cannot be run, and then the reason.</summary>
public abstract class ImapServerFixture(string? missing, Func<IImapTestServer> make) : IAsyncLifetime
{
    public string? Missing { get; } = missing;

    public IImapTestServer? Server { get; private set; }

    public async Task InitializeAsync()
    {
        if (Missing is null)
        {
            Server = make();
            await Server.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}

public sealed class DovecotFixture() : ImapServerFixture(DovecotServer.Missing, () => new DovecotServer());

public sealed class CyrusFixture() : ImapServerFixture(CyrusServer.Missing, () => new CyrusServer());
