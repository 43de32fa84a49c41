using MailIntake.Mail.Imap;

namespace MailIntake.Tests.Imap;

public sealed class CyrusTests(CyrusFixture fixture) : ImapServerTests(fixture), IClassFixture<CyrusFixture>
{
    /// <summary>Dovecot takes a connection from a loopback address for a secure one; Cyrus does not.</summary>
    [SkippableFact]
    public async Task A_password_is_not_sent_where_the_server_forbids_it()
    {
        await using var client = await ConnectAsync(Server.Plain);

        var act = () => client.AuthenticateAsync(Server.Credentials("track"), Token);

        await act.Should().ThrowAsync<ImapAuthenticationException>().WithMessage("*offers no way to log in*");
    }
}
