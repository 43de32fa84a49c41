using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;
using MailIntake.Tests.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Store;

public abstract partial class IntakeStoreTests
{
    /// <summary>The parts of an outcome that can fail, each made to.</summary>
    public static TheoryData<string> Parts() => ["letter", "referral", "review", "mail"];

    [Fact]
    public async Task What_follows_from_a_mail_is_committed_together()
    {
        var id = await ClaimedMailAsync();

        await Store.CommitAsync(Outcome(id), default);

        (await ContentsAsync()).Should().Be("settled; 1 conversation, 1 referral, 1 confirmed, 1 letter, 1 review");
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task When_one_part_fails_nothing_is_written(string part)
    {
        var outcome = Outcome(await ClaimedMailAsync());
        outcome = part switch
        {
            "letter" => outcome with { Letters = [Letter("one@acme.example"), Letter("one@acme.example")] },
            "referral" => outcome with { ConfirmedBy = null },
            "review" => outcome with { Reviews = [new ReviewItem("contested", null!)] },
            _ => outcome with { EmailId = 4711 },
        };

        await FluentActions.Awaiting(() => Store.CommitAsync(outcome, default)).Should().ThrowAsync<Exception>();

        (await ContentsAsync()).Should().Be("received; 0 conversation, 0 referral, 0 confirmed, 0 letter, 0 review");
    }

    [Fact]
    public async Task A_mail_is_never_decided_twice()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);

        await FluentActions.Awaiting(() => Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default))
            .Should().ThrowAsync<StoreException>().WithMessage("*decided already*");
    }

    [Fact]
    public async Task A_mail_decided_twice_leaves_no_second_letter()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts() }, default);
        var again = new EmailOutcome { EmailId = id, Facts = Facts(), Letters = [Letter("two@acme.example")] };

        await FluentActions.Awaiting(() => Store.CommitAsync(again, default)).Should().ThrowAsync<StoreException>();

        (await ScalarAsync<long>("SELECT COUNT(*) FROM Outbox")).Should().Be(0);
    }

    [Fact]
    public async Task A_settled_mail_says_what_became_of_it()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts(), Outcome = "heard: confirmed" }, default);

        (await Store.EmailLinesAsync(default)).Single().Should().BeEquivalentTo(
            new { Status = "settled", Kind = "referral", FromAddress = "rosa@brightpath.example", Outcome = "heard: confirmed" });
    }

    [Fact]
    public async Task A_mail_that_succeeds_at_last_forgets_why_it_failed_before()
    {
        var id = await ClaimedMailAsync();
        await Store.RetryEmailAsync(id, "disk full", Clock.GetUtcNow(), default);
        await ClaimAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts(), Outcome = "done" }, default);

        (await Store.EmailLinesAsync(default)).Single().Outcome.Should().Be("done");
    }

    [Fact]
    public async Task The_record_is_what_was_confirmed()
    {
        var draft = Complete((FieldName.DealValue, "1250.5"), (FieldName.DealCurrency, "EUR"), (FieldName.ConsentToContact, "no"));
        var decision = Awaiting(draft).Hear(HeardKind.Confirmed);
        await Store.CommitAsync(
            new EmailOutcome { Conversation = decision.Next, Confirmed = decision.Confirmed, ConfirmedBy = "rosa@brightpath.example" },
            default);

        (await ConfirmedAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Reference = "R-00000001",
            PartnerCompany = "Brightpath Consulting",
            ProspectCompany = "Globex",
            ProspectContactName = "Jane Roe",
            ProspectContactEmail = "jane@globex.example",
            DealValueMinor = 125050L,
            DealCurrency = "EUR",
            ConsentToContact = "no",
            Acceptance = "pending",
            ClaimedAt = Monday,
            ConfirmedAt = Clock.GetUtcNow(),
            ConfirmedBy = "rosa@brightpath.example",
        });
    }

    [Theory]
    [InlineData("12000", "JPY", 12000L)]
    [InlineData("1.5", "KWD", 1500L)]
    [InlineData("0.005", "EUR", 0L)]
    [InlineData("12000", null, null)]
    [InlineData("a lot", "EUR", null)]
    [InlineData("99999999999999999999", "EUR", null)]
    public async Task An_amount_is_stored_in_minor_units_or_not_at_all(string value, string? currency, long? minor)
    {
        var draft = Complete((FieldName.DealValue, value));
        draft = currency is null ? draft : draft.With(FieldName.DealCurrency, Value(currency));
        var decision = Awaiting(draft).Hear(HeardKind.Confirmed);
        await Store.CommitAsync(
            new EmailOutcome { Conversation = decision.Next, Confirmed = decision.Confirmed, ConfirmedBy = "rosa@brightpath.example" },
            default);

        (await ConfirmedAsync()).Single().DealValueMinor.Should().Be(minor);
    }

    [Fact]
    public async Task A_referral_is_on_record_once()
    {
        var decision = Awaiting().Hear(HeardKind.Confirmed);
        var outcome = new EmailOutcome { Conversation = decision.Next, Confirmed = decision.Confirmed, ConfirmedBy = "rosa@brightpath.example" };
        await Store.CommitAsync(outcome, default);
        var before = await Store.ConversationByTokenAsync(Token, default);

        await FluentActions.Awaiting(() => Store.CommitAsync(outcome with { Before = before }, default))
            .Should().ThrowAsync<Exception>();
    }

    private async Task<List<ConfirmedReferralRow>> ConfirmedAsync()
    {
        var rows = new List<ConfirmedReferralRow>();
        await foreach (var row in Store.ConfirmedAsync(default))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A mail that confirms a referral at once, with a letter and something for a person.</summary>
    private static EmailOutcome Outcome(long emailId)
    {
        var decision = Awaiting().Hear(HeardKind.Confirmed);
        return new EmailOutcome
        {
            EmailId = emailId,
            Facts = Facts(),
            Conversation = decision.Next,
            Confirmed = decision.Confirmed,
            ConfirmedBy = "rosa@brightpath.example",
            Letters = [Letter("one@acme.example")],
            Reviews = [new ReviewItem("contested", "Another partner's referral is live.")],
        };
    }

    private Task<string> ContentsAsync() => ScalarAsync<string>(
        """
        SELECT (SELECT MIN(Status) FROM Email) || '; ' || (SELECT COUNT(*) FROM Conversation) || ' conversation, '
            || (SELECT COUNT(*) FROM Referral) || ' referral, ' || (SELECT COUNT(*) FROM ConfirmedReferral) || ' confirmed, '
            || (SELECT COUNT(*) FROM Outbox) || ' letter, ' || (SELECT COUNT(*) FROM Review) || ' review'
        """);
}
