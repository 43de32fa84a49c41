using System.Net;
using System.Net.Sockets;
using MailIntake.Mail.Imap;
using MailIntake.Mail.Net;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Imap;

/// <summary>Servers that are wrong, gone or going: each has a sentence, and a fault that programs can tell apart.
/// </summary>
[Trait("Speed", "real servers")]
public sealed class ServerTroubleTests
{
    private static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [SkippableTheory]
    [InlineData("Dovecot")]
    [InlineData("Cyrus")]
    public async Task A_certificate_of_an_unknown_authority_is_not_trusted(string name)
    {
        await using var server = await StartAsync(name);

        var fault = await FaultAsync(server.Imaps with { CertificateFile = null });

        fault.Fault.Should().Be(WireFault.CertificateNotTrusted);
        fault.Message.Should().Contain("issued by 'MailIntake Test Authority', which is not trusted")
            .And.Contain("give its certificate (PEM) as the certificate file");
    }

    [SkippableFact]
    public async Task Another_authority_than_the_certificate_file_s_is_not_trusted()
    {
        await using var server = await StartAsync("Dovecot");
        using var folder = new ServerFolder("ca");
        var other = new TestCertificates(folder.Path).AuthorityFile;

        var fault = await FaultAsync(server.Imaps with { CertificateFile = other });

        fault.Fault.Should().Be(WireFault.CertificateNotTrusted);
    }

    [SkippableTheory]
    [InlineData("Dovecot")]
    [InlineData("Cyrus")]
    public async Task An_expired_certificate_says_since_when(string name)
    {
        await using var server = await StartAsync(name, all => all.Expired());

        var fault = await FaultAsync(server.Imaps);

        fault.Fault.Should().Be(WireFault.CertificateExpired);
        fault.Message.Should().MatchRegex(@"it expired on 20\d\d-\d\d-\d\d \d\d:\d\d UTC.*Renew it");
    }

    [SkippableFact]
    public async Task A_certificate_for_another_host_says_for_which()
    {
        await using var server = await StartAsync("Dovecot", all => all.ForOther());

        var fault = await FaultAsync(server.StartTls);

        fault.Fault.Should().Be(WireFault.CertificateOtherName);
        fault.Message.Should().Contain("it is for mail.elsewhere.test, not for localhost");
    }

    [Fact]
    public async Task A_missing_certificate_file_is_a_sentence()
    {
        var listener = Listen(out var endpoint);
        using var stop = listener;

        var fault = await FaultAsync(
            endpoint with { Security = ConnectionSecurity.Tls, CertificateFile = "/nowhere.pem" });

        fault.Fault.Should().Be(WireFault.CertificateFileUnreadable);
        fault.Message.Should().Contain("'/nowhere.pem' cannot be read");
    }

    [SkippableTheory]
    [InlineData("Dovecot")]
    [InlineData("Cyrus")]
    public async Task A_server_killed_under_an_idling_client_is_a_protocol_exception(string name)
    {
        await using var server = await StartAsync(name);
        await using var client = await LoggedInAsync(server);
        var idle = client.IdleAsync(TimeSpan.FromSeconds(20), Token);
        await Task.Delay(200);

        await server.KillAsync();

        await FluentActions.Awaiting(() => idle).Should().ThrowAsync<ImapProtocolException>();
        client.IsUsable.Should().BeFalse();
    }

    [SkippableTheory]
    [InlineData("Dovecot")]
    [InlineData("Cyrus")]
    public async Task After_a_restart_a_new_connection_works(string name)
    {
        await using var server = await StartAsync(name);
        await using var client = await LoggedInAsync(server);

        await server.StopAsync();
        await FluentActions.Awaiting(() => client.IdleAsync(TimeSpan.FromSeconds(20), Token))
            .Should().ThrowAsync<ImapProtocolException>();
        (await FaultAsync(server.Imaps)).Fault.Should().Be(WireFault.Refused);
        await server.StartAsync();

        await using var again = await LoggedInAsync(server);
        await again.NoopAsync(Token);
    }

    [Fact]
    public async Task Nobody_listening_is_a_sentence()
    {
        var fault = await FaultAsync(new ServerEndpoint("127.0.0.1", ServerFolder.FreePort(), ConnectionSecurity.None));

        fault.Fault.Should().Be(WireFault.Refused);
        fault.Message.Should().Contain("nothing listens there");
    }

    [Fact]
    public async Task An_unknown_host_is_a_sentence()
    {
        var fault = await FaultAsync(new ServerEndpoint("no-such-host.invalid", 993, ConnectionSecurity.Tls));

        fault.Fault.Should().Be(WireFault.UnknownHost);
        fault.Message.Should().Contain("'no-such-host.invalid' is not known: check its spelling");
    }

    [Fact]
    public async Task An_unencrypted_connection_leaves_this_machine_never()
    {
        var fault = await FaultAsync(new ServerEndpoint("imap.example", 143, ConnectionSecurity.None));

        fault.Fault.Should().Be(WireFault.NotEncrypted);
        fault.Message.Should().Contain("set the security to Tls or StartTls");
    }

    [Fact]
    public async Task A_server_that_accepts_and_says_nothing_is_given_up()
    {
        var listener = Listen(out var endpoint);
        using var stop = listener;
        var timeouts = new WireTimeouts { Connect = TimeSpan.FromMilliseconds(200) };

        var act = () => ImapClient.ConnectAsync(endpoint, timeouts, null, TimeProvider.System, Token);

        (await act.Should().ThrowAsync<ImapProtocolException>()).Which.Fault.Should().Be(WireFault.TimedOut);
    }

    [Fact]
    public async Task A_plain_server_on_a_tls_port_is_a_sentence()
    {
        var listener = Listen(out var endpoint);
        using var stop = listener;
        var greet = GreetAsync(listener);

        var fault = await FaultAsync(endpoint with { Security = ConnectionSecurity.Tls });

        fault.Fault.Should().Be(WireFault.TlsFailed);
        fault.Message.Should().Contain("Check that this port speaks TLS from the first byte");
        (await greet).Dispose();
    }

    private static async Task<Socket> GreetAsync(TcpListener listener)
    {
        var socket = await listener.AcceptSocketAsync(Token);
        await socket.SendAsync("* OK ready\r\n"u8.ToArray());
        return socket;
    }

    private static TcpListener Listen(out ServerEndpoint endpoint)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        endpoint = new ServerEndpoint("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, ConnectionSecurity.None);
        return listener;
    }

    private static async Task<IImapTestServer> StartAsync(
        string name, Func<TestCertificates, (string Certificate, string Key)>? certificate = null)
    {
        var missing = name == "Dovecot" ? DovecotServer.Missing : CyrusServer.Missing;
        Skip.If(missing is not null, missing);
        IImapTestServer server = name == "Dovecot" ? new DovecotServer(certificate) : new CyrusServer(certificate);
        await server.StartAsync();
        return server;
    }

    private static async Task<ImapClient> LoggedInAsync(IImapTestServer server)
    {
        var client = await ImapClient.ConnectAsync(server.Imaps, null, null, TimeProvider.System, Token);
        await client.AuthenticateAsync(server.Credentials("track"), Token);
        await client.SelectAsync("INBOX", Token);
        return client;
    }

    private static async Task<ImapProtocolException> FaultAsync(ServerEndpoint endpoint)
    {
        var act = () => ImapClient.ConnectAsync(endpoint, null, null, TimeProvider.System, Token);
        return (await act.Should().ThrowAsync<ImapProtocolException>()).Which;
    }
}
