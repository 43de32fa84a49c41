using MailIntake.Mail.Mime;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using MailIntake.Tests.Conversations;
using MailIntake.Tests.Store;
using MailIntake.Tests.Support;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Outbox;

/// <summary>The caps and refusals that stand below all logic, over a real store.</summary>
public sealed class LetterDeskTests : IAsyncLifetime, IDisposable
{
    private readonly SqliteFile _file = new();
    private readonly ManualClock _clock = new(Monday);
    private readonly LimitsOptions _limits = new();
    private IntakeStore _store = null!;

    public async Task InitializeAsync()
    {
        var dialect = new SqliteDialect(_file.ConnectionString);
        await new Migrator(dialect, _clock).MigrateAsync(default);
        _store = new IntakeStore(dialect, _clock);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_letter_under_all_caps_is_written() =>
        (await CarryOutAsync(Opened().Submit(Complete()))).Letters.Should().ContainSingle();

    [Fact]
    public async Task What_must_not_be_answered_is_not() =>
        (await CarryOutAsync(Opened().Submit(Complete()), "it came through a list")).Letters.Should().BeEmpty();

    [Fact]
    public async Task A_letter_over_the_conversations_cap_mutes_it_and_is_seen_by_a_person()
    {
        var outcome = await CarryOutAsync((Opened() with { Letters = 8 }).Submit(Complete()));

        outcome.Letters.Should().BeEmpty();
        outcome.Conversation!.Muted.Should().BeTrue();
        outcome.Reviews.Should().ContainSingle().Which.Reason.Should().Be("letter-withheld");
    }

    [Fact]
    public async Task The_conversations_last_letter_under_its_cap_is_written() =>
        (await CarryOutAsync((Opened() with { Letters = 7 }).Submit(Complete()))).Letters.Should().ContainSingle();

    [Fact]
    public async Task A_letter_over_the_senders_cap_is_withheld()
    {
        _limits.LettersPerSenderPerDay = 1;
        await _store.CommitAsync(await CarryOutAsync(Opened().Submit(Complete())), default);

        var second = await CarryOutAsync(Again().Submit(Complete()));

        second.Letters.Should().BeEmpty();
    }

    [Fact]
    public async Task The_senders_cap_is_over_after_a_day()
    {
        _limits.LettersPerSenderPerDay = 1;
        await _store.CommitAsync(await CarryOutAsync(Opened().Submit(Complete())), default);
        _clock.Advance(TimeSpan.FromDays(1));

        (await CarryOutAsync(Again().Submit(Complete()))).Letters.Should().ContainSingle();
    }

    [Fact]
    public async Task A_letter_to_the_prospect_is_withheld()
    {
        var draft = Complete((FieldName.ProspectContactEmail, "rosa@brightpath.example"));

        (await CarryOutAsync(Opened().Submit(draft))).Reviews.Should().ContainSingle()
            .Which.Detail.Should().Contain("is the prospect");
    }

    [Fact]
    public async Task What_stood_in_a_withheld_letter_was_not_shown()
    {
        var shown = Awaiting() with { Letters = 8 };

        var outcome = await CarryOutAsync(shown.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")));

        outcome.Conversation!.Hear(HeardKind.Confirmed).Confirmed
            .Should().BeEmpty("the sender saw Globex, not Initech");
    }

    [Fact]
    public async Task A_withheld_hand_off_does_not_mute_the_submitter()
    {
        var draft = Complete((FieldName.RepEmail, "dana@acme.example"), (FieldName.ProspectContactEmail, "x@acme.example"));

        var outcome = await CarryOutAsync(Awaiting(draft).Hear(HeardKind.Confirmed));

        outcome.Conversation!.Muted.Should().BeFalse();
        outcome.Letters.Select(l => l.Purpose).Should().Equal(LetterPurpose.Receipt);
    }

    private static Conversation Again() => Opened() with
    {
        Token = "mmmmmmmmmmmm",
        Referrals = [new Referral { Number = 1, Reference = "R-00000009" }],
    };

    private Task<EmailOutcome> CarryOutAsync(Decision decision, string? noAnswer = null)
    {
        var rules = new IntakeRules(People, Rules, new AuthenticationPolicy(false), _limits, DateTimeOffset.MinValue);
        var press = new LetterPress(EmailAddress.Parse("track@acme.example"), "Acme Referrals", _clock);
        return new LetterDesk(_store, rules, press, _clock).CarryOutAsync(decision, new EmailOutcome(), noAnswer, default);
    }
}
