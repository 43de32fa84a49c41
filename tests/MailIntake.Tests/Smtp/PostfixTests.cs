using System.Diagnostics;
using System.Text;
using MailIntake.Mail.Imap;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Net;
using MailIntake.Mail.Smtp;
using MailIntake.Tests.Support;
using Xunit.Abstractions;

namespace MailIntake.Tests.Smtp;

/// <summary>The client against a real Postfix that delivers into a real Dovecot.</summary>
[Trait("Speed", "real servers")]
public sealed class PostfixTests(PostfixFixture fixture, ITestOutputHelper output) : IClassFixture<PostfixFixture>
{
    private static readonly EmailAddress Track = EmailAddress.Parse("track@track.test");
    private static readonly EmailAddress Rosa = EmailAddress.Parse("rosa@partner.test");

    private MailServers Servers
    {
        get
        {
            Skip.If(MailServers.Missing is not null, MailServers.Missing);
            return fixture.Servers!;
        }
    }

    private static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [SkippableTheory]
    [InlineData(ConnectionSecurity.Tls)]
    [InlineData(ConnectionSecurity.StartTls)]
    public async Task A_letter_goes_out_after_login_and_arrives(ConnectionSecurity security)
    {
        var id = Guid.NewGuid().ToString("N");
        await using var client = await LoggedInAsync(
            security == ConnectionSecurity.Tls ? Servers.Postfix.Tls : Servers.Postfix.StartTls);

        var reply = await client.SendAsync(Track, [Rosa], Letter(id), Token);

        reply.ToString().Should().StartWith("250 2.0.0 Ok: queued as");
        (await ArrivedAsync("rosa", id)).Should().NotBeEmpty();
    }

    [SkippableFact]
    public async Task A_wrong_password_is_a_sentence_and_the_right_one_works_afterwards()
    {
        await using var client = await ConnectAsync(Servers.Postfix.Tls);

        var act = () => client.AuthenticateAsync(new PasswordCredentials("track@track.test", "wrong"), Token);

        (await act.Should().ThrowAsync<SmtpAuthenticationException>())
            .Which.Should().Match<SmtpAuthenticationException>(fault => !fault.IsTransient)
            .And.Subject.As<Exception>().Message.Should().Contain("refused the password of 'track@track.test'");
        await client.AuthenticateAsync(Servers.Credentials, Token);
    }

    [SkippableFact]
    public async Task A_plus_address_reaches_the_mailbox_and_is_kept_in_the_mail()
    {
        var id = Guid.NewGuid().ToString("N");

        await Servers.DeliverAsync(Letter(id), "rosa@partner.test", $"track+{id}@track.test");

        Encoding.UTF8.GetString(await ArrivedAsync("track", id))
            .Should().Contain($"Delivered-To: track+{id}@track.test");
    }

    [SkippableFact]
    public async Task An_unknown_recipient_is_refused_for_ever_and_the_connection_goes_on()
    {
        await using var client = await LoggedInAsync(Servers.Postfix.Tls);
        var nobody = EmailAddress.Parse("nobody@partner.test");

        foreach (var recipients in new[] { new[] { nobody }, [Rosa, nobody] })
        {
            var act = () => client.SendAsync(Track, recipients, Letter("unsent"), Token);
            (await act.Should().ThrowAsync<SmtpCommandException>()).Which.Should().Match<SmtpCommandException>(
                fault => fault.StatusCode == 550 && fault.EnhancedStatusCode == new EnhancedStatusCode(5, 1, 1)
                    && !fault.IsTransient && fault.Recipient == nobody);
        }

        await client.SendAsync(Track, [Rosa], Letter("sent afterwards"), Token);
    }

    [SkippableFact]
    public async Task Many_letters_go_over_one_connection()
    {
        await using var client = await LoggedInAsync(Servers.Postfix.Tls);
        var started = Stopwatch.GetTimestamp();

        for (var n = 0; n < 100; n++)
        {
            await client.SendAsync(Track, [EmailAddress.Parse("dana@ourco.test")], Letter($"many-{n}"), Token);
        }

        output.WriteLine($"100 letters accepted in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
        (await Servers.WaitForMailAsync("dana", 100)).Should().HaveCount(100);
    }

    [SkippableFact]
    public async Task Eight_bit_text_and_dots_arrive_byte_for_byte()
    {
        var id = Guid.NewGuid().ToString("N");
        var body = "Grüße, 日本語\r\n.\r\n..\r\n.a\r\n. .\r\nFrom here\r\n \t\r\n.\r\n";
        await using var client = await LoggedInAsync(Servers.Postfix.StartTls);

        await client.SendAsync(Track, [Rosa], Letter(id, body), Token);

        Encoding.UTF8.GetString(await ArrivedAsync("rosa", id)).Should().EndWith("\r\n\r\n" + body);
    }

    [SkippableFact]
    public async Task Lone_line_ends_are_mended_and_smuggle_nothing()
    {
        var id = Guid.NewGuid().ToString("N");
        await using var client = await LoggedInAsync(Servers.Postfix.Tls);

        await client.SendAsync(Track, [Rosa], Letter(id, "a\n.\nMAIL FROM:<evil@elsewhere.test>\r.\rend"), Token);

        Encoding.UTF8.GetString(await ArrivedAsync("rosa", id))
            .Should().EndWith("\r\n\r\na\r\n.\r\nMAIL FROM:<evil@elsewhere.test>\r\n.\r\nend\r\n");
    }

    [SkippableFact]
    public async Task A_letter_above_the_server_s_limit_is_not_begun()
    {
        await using var client = await LoggedInAsync(Servers.Postfix.Tls);

        var act = () => client.SendAsync(Track, [Rosa], new byte[41_000_000], Token);

        (await act.Should().ThrowAsync<SmtpCommandException>()).Which.StatusCode.Should().Be(552);
        await client.NoopAsync(Token);
    }

    [SkippableFact]
    public async Task Idle_tells_of_a_delivery_within_a_second()
    {
        var waits = new List<double>();
        await using var imap = await ImapClient.ConnectAsync(
            Servers.ImapEndpoint, null, null, TimeProvider.System, Token);
        await imap.AuthenticateAsync(Servers.Dovecot.Credentials("dana"), Token);
        await imap.SelectAsync("INBOX", Token);
        for (var n = 0; n < 5; n++)
        {
            await imap.SearchUidsAsync(1, Token);
            var idle = imap.IdleAsync(TimeSpan.FromSeconds(20), Token);
            var started = Stopwatch.GetTimestamp();
            await Servers.DeliverAsync(Letter($"idle-{n}"), "rosa@partner.test", "dana@ourco.test");
            (await idle).Should().BeTrue();
            waits.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        var texts = waits.Select(wait => $"{wait:F0}");
        output.WriteLine($"from handing to Postfix to awake, ms: {string.Join(' ', texts)}");
        waits.Order().ElementAt(2).Should().BeLessThan(2000);
    }

    [SkippableFact]
    public async Task Both_servers_restart()
    {
        var id = Guid.NewGuid().ToString("N");

        await Servers.RestartAsync();

        await Servers.DeliverAsync(Letter(id), "rosa@partner.test", "track@track.test");
        (await ArrivedAsync("track", id)).Should().NotBeEmpty();
    }

    private static Task<SmtpClient> ConnectAsync(ServerEndpoint endpoint) =>
        SmtpClient.ConnectAsync(endpoint, null, null, TimeProvider.System, Token);

    private async Task<SmtpClient> LoggedInAsync(ServerEndpoint endpoint)
    {
        var client = await ConnectAsync(endpoint);
        await client.AuthenticateAsync(Servers.Credentials, Token);
        return client;
    }

    private async Task<byte[]> ArrivedAsync(string user, string id)
    {
        for (var count = 1; ; count++)
        {
            var messages = await Servers.WaitForMailAsync(user, count);
            count = Math.Max(count, messages.Count);
            if (messages.FirstOrDefault(raw => raw.AsSpan().IndexOf(Encoding.ASCII.GetBytes(id)) >= 0) is { } found)
            {
                return found;
            }
        }
    }

    private static byte[] Letter(string id, string body = "Hello\r\n") => Encoding.UTF8.GetBytes(
        $"From: track@track.test\r\nTo: rosa@partner.test\r\nSubject: {id}\r\n"
        + $"Message-ID: <{id}@track.test>\r\n\r\n{body}");
}

public sealed class PostfixFixture : IAsyncLifetime
{
    public MailServers? Servers { get; private set; }

    public async Task InitializeAsync() =>
        Servers = MailServers.Missing is null ? await MailServers.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (Servers is not null)
        {
            await Servers.DisposeAsync();
        }
    }
}
