using System.Text;
using MailIntake.Store;

namespace MailIntake.Tests.Store;

public abstract partial class IntakeStoreTests
{
    [Fact]
    public async Task A_mail_is_kept_byte_by_byte()
    {
        byte[] raw = [0, 255, 13, 10, 10, 13, 128];
        await Store.ReceiveAsync([Incoming("") with { Raw = raw }], default);

        (await Store.RawAsync((await ClaimAsync()).Single().Id, default)).Should().Equal(raw);
    }

    [Fact]
    public async Task A_mail_is_kept_before_anything_is_known_of_it()
    {
        await ReceiveAsync("a mail");

        var line = (await Store.EmailLinesAsync(default)).Should().ContainSingle().Subject;
        (line.Status, line.Kind, line.Outcome).Should().Be(("received", null, null));
    }

    [Fact]
    public async Task A_mail_keeps_the_time_of_its_server()
    {
        await Store.ReceiveAsync([Incoming("a mail") with { ReceivedAt = new(2025, 12, 31, 23, 59, 58, TimeSpan.FromHours(-5)) }], default);

        (await ClaimAsync()).Single().ReceivedAt.Should().Be(new DateTimeOffset(2026, 1, 1, 4, 59, 58, TimeSpan.Zero));
    }

    [Fact]
    public async Task The_same_bytes_in_two_places_are_one_mail()
    {
        await Store.ReceiveAsync([Incoming("a mail", 1), Incoming("a mail", 2)], default);

        (await Store.CountsAsync(default)).Emails.Should().Be(1);
    }

    [Fact]
    public async Task The_same_bytes_in_two_places_are_known_in_both()
    {
        await Store.ReceiveAsync([Incoming("a mail", 1), Incoming("a mail", 2)], default);

        (await Store.RecordedUidsAsync("track@mail.acme.example", "INBOX", 7, default))
            .Should().BeEquivalentTo([1L, 2L]);
    }

    [Fact]
    public async Task The_same_mail_again_is_not_new()
    {
        await ReceiveAsync("a mail");

        (await ReceiveAsync("a mail")).Should().Be(0);
    }

    [Fact]
    public async Task The_same_mail_again_is_not_handled_again()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);
        await Store.ReceiveAsync([Incoming("a mail", 99)], default);

        (await ClaimAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("other", "INBOX", 7)]
    [InlineData("track@mail.acme.example", "Junk", 7)]
    [InlineData("track@mail.acme.example", "INBOX", 8)]
    public async Task A_place_is_account_mailbox_and_validity(string account, string mailbox, long validity)
    {
        await ReceiveAsync("a mail");

        (await Store.RecordedUidsAsync(account, mailbox, validity, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_batch_is_taken_in_as_a_whole_or_not_at_all()
    {
        var bad = Incoming("second", 2) with { Place = new MailPlace("a", null!, 7, 2) };

        await FluentActions.Awaiting(() => Store.ReceiveAsync([Incoming("first"), bad], default))
            .Should().ThrowAsync<Exception>();

        (await Store.CountsAsync(default)).Emails.Should().Be(0);
    }

    [Fact]
    public async Task A_refused_mail_is_set_aside_with_its_reason()
    {
        await Store.ReceiveAsync([Incoming("header", refused: "It is too large.")], default);

        (await Store.EmailLinesAsync(default)).Should().ContainSingle().Which.Should().Match<EmailLine>(
            e => e.Status == "failed" && e.Outcome == "It is too large.");
    }

    [Fact]
    public async Task A_refused_mail_is_seen_by_a_person()
    {
        await Store.ReceiveAsync([Incoming("header", refused: "It is too large.")], default);

        (await ScalarAsync<string>("SELECT Reason FROM Review")).Should().Be("quarantined");
    }

    [Fact]
    public async Task A_refused_mail_is_not_claimed()
    {
        await Store.ReceiveAsync([Incoming("header", refused: "It is too large.")], default);

        (await ClaimAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task An_attempt_is_counted_before_the_work()
    {
        await ReceiveAsync("a mail");
        await ClaimAsync();

        (await ScalarAsync<long>("SELECT Attempts FROM Email")).Should().Be(1);
    }

    [Fact]
    public async Task Mails_come_in_their_order_and_no_more_than_asked_for()
    {
        await ReceiveAsync("a", "b", "c");

        (await ClaimAsync(2)).Select(c => c.Id).Should().Equal(1, 2);
    }

    [Fact]
    public async Task A_claimed_mail_is_not_claimed_again()
    {
        await ReceiveAsync("a mail");
        await ClaimAsync();

        (await ClaimAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_lease_that_ran_out_frees_the_mail()
    {
        await ReceiveAsync("a mail");
        await ClaimAsync();
        Clock.Advance(TimeSpan.FromMinutes(11));

        (await ClaimAsync()).Should().ContainSingle().Which.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task The_leases_of_a_dead_worker_can_be_freed_at_once()
    {
        await ReceiveAsync("a mail");
        await ClaimAsync();
        await Store.FreeLeasesAsync(default);

        (await ClaimAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_mail_that_was_tried_before_comes_alone()
    {
        await ReceiveAsync("a", "b", "c");
        await ClaimAsync(2);
        await Store.FreeLeasesAsync(default);

        (await ClaimAsync()).Select(c => c.Id).Should().Equal([1], "if it kills the process again, no other is lost with it");
    }

    [Fact]
    public async Task A_mail_put_back_waits_for_its_time()
    {
        var id = await ClaimedMailAsync();
        await Store.RetryEmailAsync(id, "disk full", Clock.GetUtcNow().AddSeconds(10), default);

        (await ClaimAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_mail_put_back_comes_when_its_time_has_come()
    {
        var id = await ClaimedMailAsync();
        await Store.RetryEmailAsync(id, "disk full", Clock.GetUtcNow().AddSeconds(10), default);
        Clock.Advance(TimeSpan.FromSeconds(10));

        (await ClaimAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task A_mail_put_back_holds_up_no_other()
    {
        await ReceiveAsync("a", "b");
        var first = (await ClaimAsync(1)).Single();
        await Store.RetryEmailAsync(first.Id, "disk full", Clock.GetUtcNow().AddHours(1), default);

        (await ClaimAsync()).Select(c => c.Id).Should().Equal(2);
    }

    [Fact]
    public async Task A_mail_set_aside_keeps_its_bytes_and_its_reason()
    {
        var id = await ClaimedMailAsync("a mail");
        await Store.FailEmailAsync(id, "It breaks everything.", default);

        (await Store.EmailLinesAsync(default)).Single().Outcome.Should().Be("It breaks everything.");
        Encoding.UTF8.GetString(await Store.RawAsync(id, default)).Should().Be("a mail");
    }

    [Fact]
    public async Task A_settled_mail_is_not_set_aside()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);
        await Store.FailEmailAsync(id, "too late", default);

        (await ScalarAsync<long>("SELECT COUNT(*) FROM Review")).Should().Be(0, "nothing happened to it");
    }

    [Fact]
    public async Task A_mail_that_is_done_with_is_put_aside_once()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);
        var unfiled = await Store.UnfiledAsync("track@mail.acme.example", 10, default);
        await Store.FiledAsync([.. unfiled.Select(u => u.Place)], default);

        unfiled.Should().Equal((new MailPlace("track@mail.acme.example", "INBOX", 7, 1), false));
        (await Store.UnfiledAsync("track@mail.acme.example", 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_mail_in_work_is_not_put_aside()
    {
        await ClaimedMailAsync();

        (await Store.UnfiledAsync("track@mail.acme.example", 10, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_mail_that_failed_is_put_aside_as_failed()
    {
        await Store.FailEmailAsync(await ClaimedMailAsync(), "bad", default);

        (await Store.UnfiledAsync("track@mail.acme.example", 10, default)).Single().Failed.Should().BeTrue();
    }

    [Fact]
    public async Task One_delivery_more_is_known_by_id_sender_and_content()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);

        (await Store.FindDeliveryAsync(99, "intro@brightpath.example", "rosa@brightpath.example", "c0ffee", default))
            .Should().Be(id);
    }

    [Theory]
    [InlineData("other@brightpath.example", "rosa@brightpath.example", "c0ffee")]
    [InlineData("intro@brightpath.example", "mallory@evil.example", "c0ffee")]
    [InlineData("intro@brightpath.example", null, "c0ffee")]
    [InlineData("intro@brightpath.example", "rosa@brightpath.example", "beef")]
    public async Task A_mail_that_differs_is_no_delivery_more(string messageId, string? from, string hash)
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);

        (await Store.FindDeliveryAsync(99, messageId, from, hash, default)).Should().BeNull();
    }

    [Fact]
    public async Task A_known_Message_ID_is_known_for_other_mails_only()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);

        (await Store.HasMessageIdAsync(99, "intro@brightpath.example", default)).Should().BeTrue();
        (await Store.HasMessageIdAsync(id, "intro@brightpath.example", default)).Should().BeFalse();
    }

    [Theory]
    [InlineData("NUL \0 inside")]
    [InlineData("\0")]
    [InlineData("'; DROP TABLE Email; --")]
    [InlineData("日本語 👍")]
    public async Task Any_subject_survives(string subject)
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() with { Subject = subject } }, default);

        (await Store.EmailLinesAsync(default)).Single().Subject.Should().Be(subject);
    }

    [Fact]
    public async Task A_subject_with_half_a_character_does_not_stop_the_commit()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() with { Subject = "half \uD83D of it" } }, default);

        (await Store.EmailLinesAsync(default)).Single().Subject.Should().Be("half \uFFFD of it");
    }
}
