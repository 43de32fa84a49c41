using System.Text;
using MailIntake.Store;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Store;

public abstract partial class IntakeStoreTests
{
    [Fact]
    public async Task A_letter_is_due_as_soon_as_it_is_written()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"));

        (await DueAsync()).Should().Equal("one@acme.example");
    }

    [Fact]
    public async Task A_letter_is_kept_byte_by_byte()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"));

        Encoding.ASCII.GetString(await Store.LetterRawAsync(1, default)).Should().Be("letter one@acme.example");
    }

    [Fact]
    public async Task Letters_of_one_conversation_go_out_one_after_the_other()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"), Letter("two@acme.example"));

        (await DueAsync()).Should().Equal("one@acme.example");
    }

    [Fact]
    public async Task Letters_of_other_conversations_do_not_wait_for_it()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"), Letter("two@acme.example"));
        await CommittedAsync(Awaiting() with { Token = "other", Referrals = [Open("R-2")] }, Letter("three@acme.example"));

        (await DueAsync()).Should().Equal("one@acme.example", "three@acme.example");
    }

    [Fact]
    public async Task The_next_letter_follows_when_the_first_is_sent()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"), Letter("two@acme.example"));
        await Store.SentAsync(1, default);

        (await DueAsync()).Should().Equal("two@acme.example");
    }

    [Fact]
    public async Task A_letter_that_must_wait_holds_back_the_next_of_its_conversation()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"), Letter("two@acme.example"));
        await Store.RetryLetterAsync(1, "greylisted", Clock.GetUtcNow().AddMinutes(1), default);

        (await DueAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_letter_that_waited_is_due_again()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"));
        await Store.RetryLetterAsync(1, "greylisted", Clock.GetUtcNow().AddMinutes(1), default);
        Clock.Advance(TimeSpan.FromMinutes(1));

        (await Store.DueLettersAsync(10, default)).Should().ContainSingle().Which.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task A_letter_that_failed_is_seen_by_a_person()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"));
        await Store.FailLetterAsync((await Store.DueLettersAsync(1, default)).Single(), "no such user", default);

        (await ScalarAsync<string>("SELECT Detail FROM Review WHERE Reason = 'letter-not-sent'"))
            .Should().EndWith("no such user");
    }

    [Fact]
    public async Task A_letter_that_failed_does_not_hold_back_the_next()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"), Letter("two@acme.example"));
        await Store.FailLetterAsync((await Store.DueLettersAsync(1, default)).Single(), "no such user", default);

        (await DueAsync()).Should().Equal("two@acme.example");
    }

    [Fact]
    public async Task A_sent_letter_is_not_due() =>
        await SentOnceAsync(async () => (await DueAsync()).Should().BeEmpty());

    [Fact]
    public async Task Sent_letters_are_counted_from_when_they_were_sent() => await SentOnceAsync(async () =>
    {
        Clock.Advance(TimeSpan.FromMinutes(30));

        (await Store.SentSinceAsync(Clock.GetUtcNow().AddHours(-1), default)).Should().Be(1);
        (await Store.SentSinceAsync(Clock.GetUtcNow().AddMinutes(-29), default)).Should().Be(0);
    });

    [Fact]
    public async Task Letters_to_an_address_are_counted_sent_or_not()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"), Letter("two@acme.example"), Letter("three@acme.example", "dana@acme.example"));
        await Store.SentAsync(1, default);

        (await Store.LettersToAsync("rosa@brightpath.example", Clock.GetUtcNow().AddDays(-1), default)).Should().Be(2);
    }

    [Fact]
    public async Task Old_letters_to_an_address_are_not_counted()
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"));
        Clock.Advance(TimeSpan.FromDays(2));

        (await Store.LettersToAsync("rosa@brightpath.example", Clock.GetUtcNow().AddDays(-1), default)).Should().Be(0);
    }

    [Fact]
    public async Task What_waits_is_counted_with_its_age()
    {
        await ReceiveAsync("a", "b");
        await CommittedAsync(Awaiting(), Letter("one@acme.example"));

        (await Store.CountsAsync(default)).Should().BeEquivalentTo(
            new StoreCounts { Emails = 2, Waiting = 2, LettersWaiting = 1, OldestLetterAt = Monday });
    }

    [Fact]
    public async Task An_empty_store_counts_nothing() =>
        (await Store.CountsAsync(default)).Should().BeEquivalentTo(new StoreCounts());

    [Fact]
    public async Task A_fact_keeps_its_first_value()
    {
        await Store.FactAsync("FirstStart", "monday", default);

        (await Store.FactAsync("FirstStart", "tuesday", default)).Should().Be("monday");
    }

    [Fact]
    public async Task The_last_directory_is_kept()
    {
        await Store.SaveDirectoryAsync("{}", default);
        await Store.SaveDirectoryAsync(People.ToJson(), default);

        (await Store.DirectoryAsync(default)).Should().Be(People.ToJson());
    }

    private async Task<IEnumerable<string>> DueAsync() =>
        (await Store.DueLettersAsync(10, default)).Select(l => l.MessageId);

    private async Task SentOnceAsync(Func<Task> assert)
    {
        await CommittedAsync(Awaiting(), Letter("one@acme.example"));
        await Store.SentAsync(1, default);
        await assert();
    }
}
