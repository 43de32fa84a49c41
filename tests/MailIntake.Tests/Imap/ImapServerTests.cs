using System.Diagnostics;
using System.Text;
using MailIntake.Mail.Imap;
using MailIntake.Mail.Net;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Imap;

/// <summary>What the client must do with any real server. One class for each server runs all of it.</summary>
[Trait("Speed", "real servers")]
public abstract class ImapServerTests(ImapServerFixture fixture)
{
    private static readonly DateTimeOffset Received = new(2026, 2, 7, 21, 52, 25, TimeSpan.FromHours(1));

    protected IImapTestServer Server
    {
        get
        {
            Skip.If(fixture.Missing is not null, fixture.Missing);
            return fixture.Server!;
        }
    }

    protected static CancellationToken Token => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    [SkippableFact]
    public async Task A_login_over_tls_shows_what_the_server_can_do()
    {
        await using var client = await LoggedInAsync(Server.Imaps);

        client.Capabilities.Should().Match<ImapCapabilities>(can => can.Idle && can.UidPlus && can.Move);
    }

    [SkippableFact]
    public async Task A_login_over_starttls_works()
    {
        await using var client = await LoggedInAsync(Server.StartTls);

        (await client.SelectAsync("INBOX", Token)).UidValidity.Should().BePositive();
    }

    [SkippableFact]
    public async Task A_wrong_password_is_a_sentence_and_the_right_one_works_afterwards()
    {
        Skip.IfNot(Server.ChecksPasswords, "this server takes any password");
        await using var client = await ConnectAsync(Server.Imaps);

        var act = () => client.AuthenticateAsync(new PasswordCredentials("track", "wrong"), Token);

        await act.Should().ThrowAsync<ImapAuthenticationException>()
            .WithMessage("localhost:*refused user 'track' with this password*");
        await client.AuthenticateAsync(Server.Credentials("track"), Token);
    }

    [SkippableFact]
    public async Task Secrets_are_masked_in_the_log()
    {
        var text = new StringWriter();
        await using var client = await ImapClient.ConnectAsync(
            Server.Imaps, null, new TextWriterProtocolLog(text, TimeProvider.System), TimeProvider.System, Token);

        await client.AuthenticateAsync(Server.Credentials("track"), Token);

        text.ToString().Should().Contain("AUTHENTICATE PLAIN ******")
            .And.NotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Server.Credentials("track").Password))[..8]);
    }

    [SkippableFact]
    public async Task What_was_appended_is_found_with_its_size_date_and_flags()
    {
        await using var client = await InOwnMailboxAsync();
        var raw = Mail("One");

        var uid = await client.AppendAsync(Mailbox, raw, [MessageFlags.Flagged], Received, Token);

        var uids = await client.SearchUidsAsync(1, Token);
        uids.Should().Equal(uid!.Value);
        var summary = (await client.FetchSummariesAsync(uids, Token)).Single();
        summary.Should().Match<MessageSummary>(one => one.Size == raw.Length && one.InternalDate == Received);
        summary.Has(MessageFlags.Flagged).Should().BeTrue();
        (await client.SearchUidsAsync(uid.Value + 1, Token))
            .Should().BeEmpty("n:* alone would return the last message");
    }

    [SkippableFact]
    public async Task A_message_comes_byte_for_byte_by_either_way_and_stays_unseen()
    {
        await using var client = await InOwnMailboxAsync();
        var highBytes = Enumerable.Range(128, 128).Select(b => (byte)b);
        byte[] raw = [.. Mail("Grüße"), .. highBytes, .. "\r\n)\r\nA1 OK {99}\r\n"u8];
        var uid = (await client.AppendAsync(Mailbox, raw, [], null, Token))!.Value;
        var batch = new List<byte[]>();
        using var streamed = new MemoryStream();

        await client.FetchMessagesAsync([uid], (_, _, bytes) => Keep(batch, bytes), Token);
        (await client.FetchMessageAsync(uid, streamed, Token)).Should().BeTrue();

        streamed.ToArray().Should().Equal(raw);
        batch.Should().ContainSingle().Which.Should().Equal(raw);
        (await client.FetchSummariesAsync([uid], Token)).Single().Has(MessageFlags.Seen).Should().BeFalse();
    }

    [SkippableFact]
    public async Task A_big_message_streams()
    {
        await using var client = await InOwnMailboxAsync();
        var raw = Mail("Big", new string('x', 70) + "\r\n", times: 200_000);
        var uid = (await client.AppendAsync(Mailbox, raw, [], null, Token))!.Value;
        using var streamed = new MemoryStream(raw.Length);

        await client.FetchMessageAsync(uid, streamed, Token);

        streamed.ToArray().AsSpan().SequenceEqual(raw).Should().BeTrue();
    }

    [SkippableFact]
    public async Task A_message_that_is_gone_is_no_exception()
    {
        await using var client = await InOwnMailboxAsync();

        (await client.FetchMessageAsync(4711, Stream.Null, Token)).Should().BeFalse();
        (await client.FetchSummariesAsync([4711], Token)).Should().BeEmpty();
        (await client.FetchSectionAsync(4711, "HEADER", Token)).Should().BeNull();
    }

    [SkippableFact]
    public async Task Header_and_parts_come_alone()
    {
        await using var client = await InOwnMailboxAsync();
        var uid = (await client.AppendAsync(Mailbox, Mail("Parts", "Hello\r\n"), [], null, Token))!.Value;

        Encoding.UTF8.GetString((await client.FetchSectionAsync(uid, "HEADER", Token))!)
            .Should().EndWith("Subject: Parts\r\n\r\n");
        Encoding.UTF8.GetString((await client.FetchSectionAsync(uid, "1", Token))!).Should().Be("Hello\r\n");
        (await client.FetchSectionAsync(uid, "7", Token) ?? []).Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Flags_are_set_and_taken_away()
    {
        await using var client = await InOwnMailboxAsync();
        var uids = await AppendAsync(client, 3);

        await client.AddFlagsAsync(uids, [MessageFlags.Seen, "$Referral"], Token);
        await client.RemoveFlagsAsync([uids[1]], [MessageFlags.Seen], Token);

        (await client.FetchSummariesAsync(uids, Token)).Select(one => one.Has(MessageFlags.Seen))
            .Should().Equal(true, false, true);
        (await client.FetchSummariesAsync(uids, Token)).Should().OnlyContain(one => one.Has("$Referral"));
    }

    [SkippableFact]
    public async Task Moved_messages_are_there_and_no_longer_here()
    {
        await using var client = await InOwnMailboxAsync();
        var uids = await AppendAsync(client, 3);
        var target = Mailbox + " Erledigt für heute & morgen";
        await client.CreateAsync(target, Token);

        (await client.MoveAsync([uids[0], uids[2]], target, Token)).Should().BeTrue();

        (await client.SearchUidsAsync(1, Token)).Should().Equal(uids[1]);
        (await client.SelectAsync(target, Token)).Exists.Should().Be(2);
        (await client.ListAsync("*", Token)).Should().Contain(mailbox => mailbox.Name == target);
    }

    [SkippableFact]
    public async Task Making_a_mailbox_twice_is_fine()
    {
        await using var client = await InOwnMailboxAsync();

        await client.CreateAsync(Mailbox, Token);

        (await client.GetDelimiterAsync(Token)).Should().BeOneOf('.', '/');
    }

    [SkippableFact]
    public async Task A_refused_command_leaves_the_connection_alive()
    {
        await using var client = await InOwnMailboxAsync();

        var act = () => client.SelectAsync("Nowhere at all", Token);

        await act.Should().ThrowAsync<ImapCommandException>();
        await client.NoopAsync(Token);
    }

    [SkippableFact]
    public async Task Idle_wakes_when_mail_comes()
    {
        await using var client = await InOwnMailboxAsync();
        await using var other = await LoggedInAsync(Server.Imaps);
        await client.SearchUidsAsync(1, Token);
        var idle = client.IdleAsync(TimeSpan.FromSeconds(20), Token);
        await Task.Delay(200);

        var started = Stopwatch.GetTimestamp();
        await other.AppendAsync(Mailbox, Mail("New"), [], null, Token);

        (await idle).Should().BeTrue();
        Stopwatch.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(5));
        (await client.SearchUidsAsync(1, Token)).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task Idle_ends_by_itself_when_nothing_comes()
    {
        await using var client = await InOwnMailboxAsync();
        await client.SearchUidsAsync(1, Token);

        (await client.IdleAsync(TimeSpan.FromMilliseconds(300), Token)).Should().BeFalse();
        await client.NoopAsync(Token);
    }

    [SkippableFact]
    public async Task Very_many_uids_go_out_in_commands_that_the_server_takes()
    {
        await using var client = await InOwnMailboxAsync();
        var scattered = Enumerable.Range(1, 20_000).Select(n => (uint)n * 2).ToList();

        (await client.FetchSummariesAsync(scattered, Token)).Should().BeEmpty();
        await client.AddFlagsAsync(scattered, [MessageFlags.Seen], Token);
    }

    [SkippableFact]
    public async Task A_callback_that_throws_does_not_harm_the_connection()
    {
        await using var client = await InOwnMailboxAsync();
        var uids = await AppendAsync(client, 3);

        var act = () => client.FetchMessagesAsync(
            uids, (_, _, _) => throw new InvalidDataException("disk full"), Token);

        await act.Should().ThrowAsync<InvalidDataException>();
        (await client.SearchUidsAsync(1, Token)).Should().Equal(uids);
    }

    [SkippableFact]
    public async Task A_command_within_a_callback_is_refused_with_advice()
    {
        await using var client = await InOwnMailboxAsync();
        var uids = await AppendAsync(client, 1);

        var act = () => client.FetchMessagesAsync(uids, (_, _, _) => client.NoopAsync(Token), Token);

        await act.Should().ThrowAsync<InvalidOperationException>().WithMessage("*another command*");
        await client.NoopAsync(Token);
    }

    protected static async Task<ImapClient> ConnectAsync(ServerEndpoint endpoint) =>
        await ImapClient.ConnectAsync(endpoint, null, null, TimeProvider.System, Token);

    protected async Task<ImapClient> LoggedInAsync(ServerEndpoint endpoint)
    {
        var client = await ConnectAsync(endpoint);
        await client.AuthenticateAsync(Server.Credentials("track"), Token);
        return client;
    }

    /// <summary>xunit makes an instance for each test, so each has a mailbox of its own.</summary>
    private string Mailbox { get; } = "Test " + Guid.NewGuid().ToString("N");

    private async Task<ImapClient> InOwnMailboxAsync()
    {
        var client = await LoggedInAsync(Server.Imaps);
        await client.CreateAsync(Mailbox, Token);
        await client.SelectAsync(Mailbox, Token);
        return client;
    }

    private async Task<List<uint>> AppendAsync(ImapClient client, int count)
    {
        var uids = new List<uint>();
        for (var n = 0; n < count; n++)
        {
            uids.Add((await client.AppendAsync(Mailbox, Mail($"Mail {n}"), [], null, Token))!.Value);
        }

        return uids;
    }

    private static byte[] Mail(string subject, string line = "Hi\r\n", int times = 1) => Encoding.UTF8.GetBytes(
        $"From: rosa@partner.test\r\nSubject: {subject}\r\n\r\n{string.Concat(Enumerable.Repeat(line, times))}");

    private static Task Keep(List<byte[]> all, ReadOnlyMemory<byte> bytes)
    {
        all.Add(bytes.ToArray());
        return Task.CompletedTask;
    }
}
