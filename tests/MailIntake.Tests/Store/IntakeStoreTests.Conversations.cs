using System.Data.Common;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;
using MailIntake.Tests.Conversations;
using static MailIntake.Tests.Conversations.Samples;
using Thread = MailIntake.Referrals.Conversations.Thread;

namespace MailIntake.Tests.Store;

public abstract partial class IntakeStoreTests
{
    [Fact]
    public async Task A_conversation_comes_back_with_all_its_parts()
    {
        var conversation = Rich();

        (await CommittedAsync(conversation)).Conversation.Should().BeEquivalentTo(conversation);
    }

    [Fact]
    public async Task A_conversation_that_went_on_comes_back_with_all_its_parts()
    {
        var before = await CommittedAsync(Rich());
        var next = before.Conversation with
        {
            Thread = new Thread(false, "Another subject", MessageId.Parse("answer@x.example"), [MessageId.Parse("q@acme.example")]),
            Asked = [],
            Letters = 4,
            Reminders = 0,
            WaitingSince = null,
            Muted = false,
            Referrals =
            [
                before.Conversation.Referrals[0] with
                {
                    State = ReferralState.AwaitingConfirmation,
                    ReviewReason = null,
                    Shown = true,
                    Flags = [],
                    Was = before.Conversation.Referrals[0].Was.Clear(),
                    Draft = before.Conversation.Referrals[0].Draft.With(FieldName.ProspectCompany, Value("Umbrella")),
                },
                before.Conversation.Referrals[1],
            ],
        };
        await Store.CommitAsync(new EmailOutcome { Conversation = next, Before = before }, default);

        (await Store.ConversationByIdAsync(before.Id, default))!.Conversation.Should().BeEquivalentTo(next);
    }

    [Theory]
    [InlineData("NUL \0 inside")]
    [InlineData("two\nlines")]
    [InlineData(" spaces ")]
    [InlineData("")]
    [InlineData("日本語 👍")]
    public async Task Any_value_comes_back_as_it_was(string value)
    {
        var conversation = Awaiting(Complete((FieldName.ProductInterest, value)));

        var stored = await CommittedAsync(conversation);

        stored.Conversation.Referrals[0].Draft.Text(FieldName.ProductInterest).Should().Be(value);
    }

    [Fact]
    public async Task A_lone_surrogate_moves_no_other_character()
    {
        var stored = await CommittedAsync(Awaiting(Complete((FieldName.ProductInterest, "a \uD83D b"))));

        stored.Conversation.Referrals[0].Draft.Text(FieldName.ProductInterest).Should().Be("a \uFFFD b");
    }

    [Fact]
    public async Task A_replaced_value_with_a_line_end_comes_back_on_one_line()
    {
        var state = Awaiting() with { Muted = true };
        var next = state.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Two\nLines")).Next
            .Hear(HeardKind.Corrected, (FieldName.ProspectContactName, "Joe")).Next;
        var wasWithLines = next with
        {
            Referrals = [next.Referrals[0] with { Was = next.Referrals[0].Was.SetItem(FieldName.ProspectCompany, "Two\nLines") }],
        };

        (await CommittedAsync(wasWithLines)).Conversation.Referrals[0].Was[FieldName.ProspectCompany]
            .Should().Be("Two Lines");
    }

    [Fact]
    public async Task A_conversation_is_found_by_its_letters_Message_ID()
    {
        var stored = await CommittedAsync(Awaiting(), Letter("letter1@acme.example"));

        (await Store.ConversationByMessageIdAsync(MessageId.Parse("letter1@acme.example"), default))!.Id
            .Should().Be(stored.Id);
    }

    [Fact]
    public async Task A_conversation_is_found_by_its_mails_Message_ID()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts(), Conversation = Awaiting() }, default);

        (await Store.ConversationByMessageIdAsync(MessageId.Parse("intro@brightpath.example"), default))!
            .Conversation.Token.Should().Be(Token);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await Store.ConversationByTokenAsync("none", default)).Should().BeNull();
        (await Store.ConversationByMessageIdAsync(MessageId.Parse("none@x.example"), default)).Should().BeNull();
    }

    [Fact]
    public async Task A_conversation_that_moved_on_is_not_overwritten()
    {
        var before = await CommittedAsync(Awaiting());
        await Store.CommitAsync(new EmailOutcome { Conversation = before.Conversation with { Letters = 5 }, Before = before }, default);

        await FluentActions.Awaiting(() => Store.CommitAsync(new EmailOutcome { Conversation = before.Conversation, Before = before }, default))
            .Should().ThrowAsync<ConversationMovedOnException>();
    }

    [Fact]
    public async Task A_mail_whose_conversation_moved_on_can_be_decided_anew()
    {
        var before = await CommittedAsync(Awaiting());
        await Store.CommitAsync(new EmailOutcome { Conversation = before.Conversation, Before = before }, default);
        var id = await ClaimedMailAsync();
        var late = new EmailOutcome { EmailId = id, Facts = Facts(), Conversation = before.Conversation, Before = before };

        await FluentActions.Awaiting(() => Store.CommitAsync(late, default))
            .Should().ThrowAsync<ConversationMovedOnException>();

        (await Store.EmailLinesAsync(default)).Single().Status.Should().Be("received");
    }

    [Fact]
    public async Task Two_conversations_never_share_a_token()
    {
        await CommittedAsync(Awaiting());

        await FluentActions.Awaiting(() => CommittedAsync(Awaiting())).Should().ThrowAsync<Exception>();
    }

    [Theory]
    [InlineData("UPDATE FieldEvidence SET Value = 'Initech'")]
    [InlineData("DELETE FROM FieldEvidence")]
    [InlineData("DELETE FROM FieldEvidence WHERE Id = 1")]
    public async Task Evidence_is_append_only(string sql)
    {
        await CommittedAsync(Awaiting());

        await FluentActions.Awaiting(() => ExecuteAsync(sql))
            .Should().ThrowAsync<DbException>().WithMessage("*append-only*");
    }

    [Fact]
    public async Task A_corrected_value_leaves_the_old_one_in_evidence()
    {
        var before = await CommittedAsync(Awaiting());
        var next = before.Conversation.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next;
        await Store.CommitAsync(new EmailOutcome { Conversation = next, Before = before }, default);

        (await Store.EvidenceAsync("R-00000001", default)).Where(e => e.Field == "prospectCompany").Select(e => e.Value)
            .Should().Equal("Globex", "Initech");
    }

    [Fact]
    public async Task A_value_that_did_not_change_is_not_written_again()
    {
        var before = await CommittedAsync(Awaiting());
        await Store.CommitAsync(
            new EmailOutcome { Conversation = before.Conversation.Hear(HeardKind.Unclear).Next, Before = before }, default);

        (await Store.EvidenceAsync("R-00000001", default)).Should().HaveCount(4);
    }

    [Fact]
    public async Task Evidence_names_its_mail()
    {
        var id = await ClaimedMailAsync();
        await Store.CommitAsync(new EmailOutcome { EmailId = id, Facts = Facts(), Conversation = Awaiting() }, default);

        (await Store.EvidenceAsync("R-00000001", default)).Should().OnlyContain(e => e.MessageId == "intro@brightpath.example");
    }

    [Fact]
    public async Task The_same_prospect_is_found_whatever_its_case()
    {
        await CommittedAsync(Awaiting(Complete((FieldName.ProspectContactEmail, "Jane@Globex.Example"))));

        (await Store.SameProspectAsync(EmailAddress.Parse("JANE@globex.example"), default)).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { Reference = "R-00000001", State = "awaiting-confirmation", ClaimedAt = Monday });
    }

    [Theory]
    [InlineData(HeardKind.Withdrawn)]
    [InlineData(HeardKind.SilenceEnded)]
    public async Task A_dead_draft_is_no_same_prospect(HeardKind end)
    {
        await CommittedAsync(Awaiting().Hear(end).Next);

        (await Store.SameProspectAsync(EmailAddress.Parse("jane@globex.example"), default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_waits_longest_is_told_first()
    {
        var late = await CommittedAsync(Awaiting() with { Token = "late", WaitingSince = Monday.AddDays(1), Referrals = [Open("R-1")] });
        var early = await CommittedAsync(Awaiting() with { Token = "early", WaitingSince = Monday, Referrals = [Open("R-2")] });

        (await Store.WaitingSinceAsync(Monday.AddDays(5), null, 10, default)).Select(w => w.Id)
            .Should().Equal(early.Id, late.Id);
    }

    [Fact]
    public async Task All_who_wait_are_found_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await CommittedAsync(Awaiting() with { Token = $"t{i}", WaitingSince = Monday, Referrals = [Open($"R-{i}")] });
        }

        var first = await Store.WaitingSinceAsync(Monday.AddDays(5), null, 2, default);
        var second = await Store.WaitingSinceAsync(Monday.AddDays(5), first[^1], 2, default);
        var third = await Store.WaitingSinceAsync(Monday.AddDays(5), second[^1], 2, default);

        first.Concat(second).Concat(third).Select(w => w.Id).Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task Who_does_not_wait_is_not_found()
    {
        await CommittedAsync(Awaiting() with { Token = "recent", WaitingSince = Monday.AddDays(6), Referrals = [Open("R-1")] });
        await CommittedAsync(Awaiting() with { Token = "muted", Muted = true, Referrals = [Open("R-2")] });
        await CommittedAsync(OnRecord() with { Token = "done" });

        (await Store.WaitingSinceAsync(Monday.AddDays(5), null, 10, default)).Should().BeEmpty();
    }

    private static Referral Open(string reference) => new() { Number = 1, Reference = reference };

    /// <summary>A conversation in which nothing has its default.</summary>
    private static Conversation Rich() => new()
    {
        Token = Token,
        Submitter = new Submitter("Rosa \"R\" Delgado", Rosa, SenderStanding.Unauthenticated, Ours: true),
        ClaimedAt = Monday.AddMilliseconds(123),
        Thread = new Thread(true, "Meet Jane", MessageId.Parse("c@x.example"), [MessageId.Parse("a@x.example"), MessageId.Parse("b@x.example")]),
        Asked = [new Question(2, FieldName.ProspectContactEmail), new Question(1, FieldName.DealValue)],
        Letters = 3,
        Reminders = 2,
        WaitingSince = Monday.AddDays(1),
        Muted = true,
        Backlog = true,
        Referrals =
        [
            new Referral
            {
                Number = 1,
                Reference = "R-00000001",
                State = ReferralState.InReview,
                Flags = ["contested", "low-confidence"],
                ReviewReason = "A person must look.",
                Shown = true,
                Was = Complete().Fields.Remove(FieldName.PartnerCompany).Keys.Aggregate(
                    new Referral { Number = 1, Reference = "" }.Was, (was, field) => was.Add(field, $"old {field}")),
                Draft = Complete().With(
                    FieldName.DealValue,
                    new FieldValue("1250.5", 0.625, new Evidence("1.250,50 €", new SourceSpan("2.1", 17, 10), FoundHow.ForwardHeader))),
            },
            new Referral
            {
                Number = 2,
                Reference = "R-00000002",
                State = ReferralState.Expired,
                Draft = Draft.Empty.With(FieldName.Motion, new FieldValue("resell", 1, new Evidence("said so", null, FoundHow.Person))),
            },
        ],
    };
}
