using MailIntake.Mail.Mime;
using MailIntake.Store;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.EndToEnd;

/// <summary>The whole way by a real Dovecot and a real Postfix, with the program as a process of its own.</summary>
public sealed class RealMailTests(MailServersFixture fixture) : IClassFixture<MailServersFixture>, IDisposable
{
    private readonly ReferralWorld _world = new();

    public void Dispose() => _world.Dispose();

    [SkippableFact]
    public async Task An_introduction_without_an_address_is_asked_for_confirmed_and_on_record()
    {
        var servers = fixture.Servers;
        await using var intake = await IntakeProcess.RunAsync(_world.Folder, ReferralWorld.Settings(servers));
        var post = await PostAsync(servers);

        await servers.DeliverAsync(_world.Introduction("Wilma Sorrel", "Fernhill Bakeries Ltd", null), "rosa@partner.test", "track@track.test");
        var question = await post.NextAsync(intake);
        await servers.DeliverAsync(_world.Answer(question, "wilma.sorrel@fernhill.test"), "rosa@partner.test", ReplyTo(question));
        var confirmation = await post.NextAsync(intake);
        await servers.DeliverAsync(_world.Answer(confirmation, "YES"), "rosa@partner.test", ReplyTo(confirmation));
        var receipt = await post.NextAsync(intake);

        var record = (await ConfirmedAsync()).Should().ContainSingle(because: intake.Log).Subject;
        record.ProspectContactEmail.Should().Be("wilma.sorrel@fernhill.test");
        record.ProspectCompany.Should().Be("Fernhill Bakeries Ltd");
        record.PartnerCompany.Should().Be("Millrace Partners");
        Email.Parse(receipt).TextBody!.Text.Should().Contain(record.Reference);
    }

    [SkippableFact]
    public async Task Killed_in_the_middle_and_started_again_it_goes_on_where_it_was()
    {
        var servers = fixture.Servers;
        var post = await PostAsync(servers);
        byte[] confirmation;
        await using (var first = await IntakeProcess.RunAsync(_world.Folder, ReferralWorld.Settings(servers)))
        {
            await servers.DeliverAsync(
                _world.Introduction("Edmund Vale", "Oxbow Tools Ltd", "edmund@oxbow.test"), "rosa@partner.test", "track@track.test");
            confirmation = await post.NextAsync(first);
            await first.KillAsync();
        }

        await servers.DeliverAsync(_world.Answer(confirmation, "YES"), "rosa@partner.test", ReplyTo(confirmation));
        await using var second = await IntakeProcess.RunAsync(_world.Folder, ReferralWorld.Settings(servers));
        var receipt = await post.NextAsync(second);

        (await ConfirmedAsync()).Should().ContainSingle(because: second.Log);
        Email.Parse(receipt).TextBody!.Text.Should().Contain("on record");
        (await post.AllAsync()).Select(m => Email.Parse(m).MessageId).Should().OnlyHaveUniqueItems();
    }

    [SkippableFact]
    public async Task Both_servers_restarted_in_the_middle_are_found_again()
    {
        var servers = fixture.Servers;
        await using var intake = await IntakeProcess.RunAsync(_world.Folder, ReferralWorld.Settings(servers));
        var post = await PostAsync(servers);
        await servers.DeliverAsync(
            _world.Introduction("Ines Falk", "Tarn Optics Ltd", "ines@tarn.test"), "rosa@partner.test", "track@track.test");
        var confirmation = await post.NextAsync(intake);

        await servers.RestartAsync();
        await servers.DeliverAsync(_world.Answer(confirmation, "YES"), "rosa@partner.test", ReplyTo(confirmation));

        Email.Parse(await post.NextAsync(intake)).TextBody!.Text.Should().Contain("on record", because: intake.Log);
        (await ConfirmedAsync()).Should().ContainSingle();
    }

    [SkippableFact]
    public async Task A_yes_that_nothing_authenticates_confirms_nothing()
    {
        var servers = fixture.Servers;
        await using var intake = await IntakeProcess.RunAsync(_world.Folder, ReferralWorld.Settings(servers));
        var post = await PostAsync(servers);
        await servers.DeliverAsync(
            _world.Introduction("Pia Lund", "Harrow Glass Ltd", "pia@harrow.test"), "rosa@partner.test", "track@track.test");
        var confirmation = await post.NextAsync(intake);

        var forged = System.Text.Encoding.UTF8.GetString(_world.Answer(confirmation, "YES"))
            .Replace("dmarc=pass", "dmarc=fail", StringComparison.Ordinal);
        await servers.DeliverAsync(System.Text.Encoding.UTF8.GetBytes(forged), "rosa@partner.test", ReplyTo(confirmation));
        await UntilAsync(async () => (await _world.Store.OpenReviewsAsync(default)).Any(r => r.Reason == "answer-by-other"));

        (await ConfirmedAsync()).Should().BeEmpty(because: intake.Log);
    }

    [SkippableFact]
    public async Task Handled_mail_is_moved_where_the_settings_say()
    {
        var servers = fixture.Servers;
        await using var intake = await IntakeProcess.RunAsync(
            _world.Folder, ReferralWorld.Settings(servers, "--Inbox:MoveTo=Handled", "--Inbox:PollInterval=00:00:01"));
        var before = await CountAsync(servers, "Handled");
        var post = await PostAsync(servers);
        await servers.DeliverAsync(
            _world.Introduction("Kai Brandt", "Lowmoor Wool Ltd", "kai@lowmoor.test"), "rosa@partner.test", "track@track.test");
        await post.NextAsync(intake);

        await UntilAsync(async () => await CountAsync(servers, "Handled") > before);
    }

    [SkippableFact]
    public async Task Sigterm_stops_it_cleanly_while_it_idles()
    {
        await using var intake = await IntakeProcess.RunAsync(_world.Folder, ReferralWorld.Settings(fixture.Servers));

        (await intake.StopAsync()).Should().Be(0, because: intake.Log);
    }

    [SkippableFact]
    public async Task A_wrong_password_is_said_in_a_sentence_and_not_hammered()
    {
        await using var intake = await IntakeProcess.RunAsync(
            _world.Folder, [.. ReferralWorld.Settings(fixture.Servers), "--Inbox:Password=wrong"]);

        await UntilAsync(() => Task.FromResult(intake.Log.Contains("password", StringComparison.Ordinal)));
        intake.Log.Split("cannot be watched").Should().HaveCount(2, because: "the next attempt is half a minute away");
        intake.Log.Should().NotContain("wrong\"");
    }

    private static string ReplyTo(byte[] letter) => Email.Parse(letter).ReplyTo[0].Address!.ToString();

    private static async Task<Postbox> PostAsync(MailServers servers) =>
        new(servers, "rosa", (await servers.ReadMailboxAsync("rosa")).Count);

    private static async Task<int> CountAsync(MailServers servers, string mailbox)
    {
        try
        {
            return (await servers.ReadMailboxAsync("track", mailbox)).Count;
        }
        catch (Mail.Imap.ImapCommandException)
        {
            return 0;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 300; i++)
        {
            if (await condition())
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("It did not happen within 30 seconds.");
    }

    private async Task<List<ConfirmedReferralRow>> ConfirmedAsync()
    {
        var rows = new List<ConfirmedReferralRow>();
        await foreach (var row in _world.Store.ConfirmedAsync(default))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A user's mailbox, read letter by letter from where the test began.</summary>
    private sealed class Postbox(MailServers servers, string user, int seen)
    {
        private readonly int _start = seen;
        private int _seen = seen;

        public async Task<byte[]> NextAsync(IntakeProcess intake)
        {
            try
            {
                return (await servers.WaitForMailAsync(user, ++_seen))[_seen - 1];
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"No letter came. mailintake says:\n{intake.Log}", e);
            }
        }

        public async Task<IReadOnlyList<byte[]>> AllAsync() => [.. (await servers.ReadMailboxAsync(user)).Skip(_start)];
    }
}
