using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>One referral's way from its mail to the record: state in, heard in, decision out.</summary>
public class ConversationTests
{
    [Fact]
    public void A_complete_mail_is_confirmed_first() =>
        Opened().Submit(Complete()).Purposes().Should().Equal(LetterPurpose.Confirm);

    [Fact]
    public void A_complete_mail_is_not_on_record_yet() =>
        Opened().Submit(Complete()).Confirmed.Should().BeEmpty();

    [Fact]
    public void What_is_missing_is_asked_for() =>
        Opened().Submit(Complete().Without(FieldName.ProspectContactEmail)).Letter(LetterPurpose.Ask).Text
            .Should().Contain("1. What is the e-mail address of Jane Roe?");

    [Fact]
    public void Only_what_is_missing_is_asked_for() =>
        Opened().Submit(Complete().Without(FieldName.ProspectContactEmail)).Next.Asked
            .Should().Equal(new Question(1, FieldName.ProspectContactEmail));

    [Fact]
    public void At_most_five_questions_are_asked()
    {
        var rules = Rules with { Policy = Rules.Policy with { Required = FieldNames.All } };

        var decision = Conversation.Decide(Opened(), Heard.OfAll(Opened(), HeardKind.Submitted), Monday, rules);

        decision.Next.Asked.Should().HaveCount(5);
    }

    [Fact]
    public void What_was_asked_and_answered_leads_to_confirmation()
    {
        var asked = Opened().Submit(Complete().Without(FieldName.ProspectContactEmail)).Next;

        var decision = asked.Hear(HeardKind.Answered, (FieldName.ProspectContactEmail, "jane@globex.example"));

        decision.Purposes().Should().Equal(LetterPurpose.Confirm);
    }

    [Fact]
    public void What_is_still_missing_is_asked_again()
    {
        var asked = Opened().Submit(Draft.Empty).Next;

        var decision = asked.Hear(HeardKind.Answered, (FieldName.ProspectCompany, "Globex"));

        decision.Next.Asked.Select(q => q.Field).Should().Equal(
            FieldName.PartnerCompany, FieldName.ProspectContactName, FieldName.ProspectContactEmail);
    }

    [Fact]
    public void Questions_end_with_the_confirmation_letter()
    {
        var asked = Opened().Submit(Complete().Without(FieldName.ProspectContactEmail)).Next;

        var decision = asked.Hear(HeardKind.Answered, (FieldName.ProspectContactEmail, "jane@globex.example"));

        decision.Next.Asked.Should().BeEmpty("a number in the answer now means a referral");
    }

    [Fact]
    public void A_yes_puts_it_on_record() =>
        Awaiting().Hear(HeardKind.Confirmed).Confirmed.Should().ContainSingle().Which.State.Should().Be(ReferralState.Confirmed);

    [Fact]
    public void A_yes_is_answered_by_a_receipt() =>
        Awaiting().Hear(HeardKind.Confirmed).Purposes().Should().Equal(LetterPurpose.Receipt);

    [Fact]
    public void The_receipt_gives_the_number() =>
        Awaiting().Hear(HeardKind.Confirmed).Letter(LetterPurpose.Receipt).Text.Should().Contain("Referral R-00000001");

    [Fact]
    public void The_receipt_gives_the_claim_time() =>
        Awaiting().Hear(HeardKind.Confirmed).Letter(LetterPurpose.Receipt).Text
            .Should().Contain("Claim time: 2 March 2026, 09:00 UTC");

    [Fact]
    public void A_second_yes_makes_no_second_record() =>
        OnRecord().Hear(HeardKind.Confirmed).Confirmed.Should().BeEmpty();

    [Fact]
    public void A_second_yes_is_not_answered() =>
        OnRecord().Hear(HeardKind.Confirmed).Letters.Should().BeEmpty();

    [Fact]
    public void A_correction_is_shown_back_before_it_counts()
    {
        var decision = Awaiting().Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech"));

        decision.Purposes().Should().Equal(LetterPurpose.Confirm);
    }

    [Fact]
    public void A_corrected_value_stands_beside_the_one_it_replaced() =>
        Awaiting().Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Letter(LetterPurpose.Confirm).Text
            .Should().Contain("Company: Initech\n    (was Globex)\n");

    [Fact]
    public void The_replaced_value_stands_only_on_its_was_line()
    {
        var text = Awaiting().Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech"))
            .Letter(LetterPurpose.Confirm).Text;

        text.Split('\n').Where(l => l.Contains("Globex", StringComparison.Ordinal)).Should().Equal("    (was Globex)");
    }

    [Fact]
    public void The_replaced_value_is_shown_in_one_letter_only()
    {
        var corrected = Awaiting().Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next;

        var receipt = corrected.Hear(HeardKind.Confirmed).Letter(LetterPurpose.Receipt);

        receipt.Text.Should().NotContain("was Globex");
    }

    [Fact]
    public void A_corrected_value_that_was_asked_about_meanwhile_is_shown_as_replaced_once()
    {
        var asked = Opened().Submit(Complete().Without(FieldName.ProspectContactEmail)).Next;
        var corrected = asked.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next;

        var decision = corrected.Hear(HeardKind.Answered, (FieldName.ProspectContactEmail, "jane@initech.example"));

        decision.Letter(LetterPurpose.Confirm).Text.Should().NotContain("was Globex", "the letter before said so");
    }

    [Fact]
    public void A_value_corrected_and_taken_back_is_as_it_was()
    {
        var muted = Awaiting() with { Muted = true };
        var corrected = muted.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next with { Muted = false };

        var decision = corrected.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Globex"));

        decision.Letter(LetterPurpose.Confirm).Text.Should().NotContain("(was ");
    }

    [Fact]
    public void A_value_corrected_twice_unseen_replaces_the_one_that_was_shown()
    {
        var muted = Awaiting() with { Muted = true };
        var corrected = muted.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next with { Muted = false };

        var decision = corrected.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Umbrella"));

        decision.Letter(LetterPurpose.Confirm).Text.Should().Contain("Company: Umbrella\n    (was Globex)");
    }

    [Fact]
    public void A_corrected_amount_is_written_like_the_amount_it_replaced()
    {
        var state = Awaiting(Complete((FieldName.DealValue, "45000"), (FieldName.DealCurrency, "EUR")));

        var decision = state.Hear(HeardKind.Corrected, (FieldName.DealValue, "60000"));

        decision.Letter(LetterPurpose.Confirm).Text.Should().Contain("Value: 60,000 EUR\n").And.Contain("(was 45,000 EUR)");
    }

    [Fact]
    public void A_corrected_currency_is_shown_though_it_has_no_line_of_its_own()
    {
        var state = Awaiting(Complete((FieldName.DealValue, "45000"), (FieldName.DealCurrency, "EUR")));

        var decision = state.Hear(HeardKind.Corrected, (FieldName.DealCurrency, "USD"));

        decision.Letter(LetterPurpose.Confirm).Text.Should().Contain("Value: 45,000 USD\n").And.Contain("(was 45,000 EUR)");
    }

    [Fact]
    public void A_yes_to_a_corrected_draft_records_the_corrected_value()
    {
        var corrected = Awaiting().Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next;

        corrected.Hear(HeardKind.Confirmed).Confirmed.Should().ContainSingle()
            .Which.Draft.Text(FieldName.ProspectCompany).Should().Be("Initech");
    }

    [Fact]
    public void A_yes_to_values_that_were_never_shown_records_nothing()
    {
        var muted = Awaiting() with { Muted = true };
        var unseen = muted.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next;

        unseen.Hear(HeardKind.Confirmed).Confirmed.Should().BeEmpty();
    }

    [Fact]
    public void A_yes_to_values_that_were_never_shown_goes_to_a_person()
    {
        var muted = Awaiting() with { Muted = true };
        var unseen = muted.Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech")).Next;

        unseen.Hear(HeardKind.Confirmed).Reviews.Should().ContainSingle().Which.Reason.Should().Be("yes-to-nothing");
    }

    [Fact]
    public void A_yes_to_questions_records_nothing() =>
        Opened().Submit(Draft.Empty).Next.Hear(HeardKind.Confirmed).Confirmed.Should().BeEmpty();

    [Fact]
    public void A_withdrawn_draft_is_acknowledged() =>
        Awaiting().Hear(HeardKind.Withdrawn).Letter(LetterPurpose.Withdrawn).Text
            .Should().Contain("nothing goes on record: Jane Roe, Globex.");

    [Fact]
    public void A_withdrawn_draft_is_not_brought_back_by_a_yes() =>
        Awaiting().Hear(HeardKind.Withdrawn).Next.Hear(HeardKind.Confirmed).Confirmed.Should().BeEmpty();

    [Fact]
    public void A_record_is_withdrawn_by_a_person_only()
    {
        var decision = OnRecord().Hear(HeardKind.Withdrawn);

        decision.The().State.Should().Be(ReferralState.Confirmed);
        decision.Reviews.Should().ContainSingle().Which.Reason.Should().Be("withdrawal-after-confirmation");
    }

    [Fact]
    public void A_record_is_corrected_by_a_person_only()
    {
        var decision = OnRecord().Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Initech"));

        decision.The().Draft.Text(FieldName.ProspectCompany).Should().Be("Globex");
        decision.Reviews.Should().ContainSingle().Which.Reason.Should().Be("change-after-confirmation");
    }

    [Theory]
    [InlineData(HeardKind.Questioned, "question")]
    [InlineData(HeardKind.Unclear, "unclear-answer")]
    public void What_is_not_understood_goes_to_a_person(HeardKind kind, string reason) =>
        Awaiting().Hear(kind).Reviews.Should().ContainSingle().Which.Reason.Should().Be(reason);

    [Theory]
    [InlineData(HeardKind.Questioned)]
    [InlineData(HeardKind.Unclear)]
    public void The_sender_is_told_that_a_person_will_look(HeardKind kind) =>
        Awaiting().Hear(kind).Purposes().Should().Equal(LetterPurpose.PersonWillLook);

    [Fact]
    public void A_review_keeps_the_senders_words() =>
        Awaiting().Hear(HeardKind.Questioned, words: "Who pays?").Reviews.Should().ContainSingle()
            .Which.Detail.Should().Contain("\"Who pays?\"");

    [Fact]
    public void A_yes_still_counts_while_a_person_looks() =>
        Awaiting().Hear(HeardKind.Unclear).Next.Hear(HeardKind.Confirmed).Confirmed.Should().ContainSingle();

    [Fact]
    public void An_answer_about_a_number_there_is_not_goes_to_a_person_and_the_sender_is_told()
    {
        var decision = Awaiting().Hear(new HeardAbout(7, HeardKind.Confirmed, "YES 7"));

        decision.Reviews.Should().ContainSingle().Which.Reason.Should().Be("unknown-number");
        decision.Purposes().Should().Equal(LetterPurpose.PersonWillLook);
    }

    [Fact]
    public void A_held_submission_is_not_written_about()
    {
        var decision = Opened().Hear(HeardKind.Held, words: "Unknown sender.");

        decision.Letters.Should().BeEmpty();
    }

    [Fact]
    public void A_held_submission_waits_for_a_person_with_its_reason() =>
        Opened().Hear(HeardKind.Held, words: "Unknown sender.").Reviews.Should().ContainSingle()
            .Which.Should().Be(new Review(1, "held", "Unknown sender."));

    [Fact]
    public void A_held_submission_keeps_its_values() =>
        Opened().Hear(HeardKind.Held, (FieldName.ProspectCompany, "Globex")).The().Draft.Text(FieldName.ProspectCompany)
            .Should().Be("Globex");

    [Fact]
    public void What_was_held_goes_on_when_its_sender_is_known()
    {
        var held = Opened().Hear(new HeardAbout(1, HeardKind.Held, "Unknown sender.") { Values = Complete().Fields }).Next;

        held.Hear(HeardKind.Submitted).Purposes().Should().Equal(LetterPurpose.Confirm);
    }

    [Fact]
    public void What_was_held_keeps_its_claim_time()
    {
        var held = Opened().Hear(new HeardAbout(1, HeardKind.Held, "Unknown sender.") { Values = Complete().Fields }).Next;

        held.Hear(HeardKind.Submitted, Monday.AddDays(5)).Next.ClaimedAt.Should().Be(Monday);
    }

    [Theory]
    [InlineData(HeardKind.Submitted)]
    [InlineData(HeardKind.Unclear)]
    [InlineData(HeardKind.Withdrawn)]
    [InlineData(HeardKind.StatusAsked)]
    [InlineData(HeardKind.ReminderDue)]
    public void Old_mail_is_never_written_about(HeardKind kind) =>
        (Opened() with { Backlog = true }).Hear(kind).Letters.Should().BeEmpty();

    [Fact]
    public void Old_mail_never_begins_to_wait() =>
        (Opened() with { Backlog = true }).Hear(HeardKind.Postponed).Next.WaitingSince.Should().BeNull(
            "silence would be heard every minute");

    [Theory]
    [InlineData(HeardKind.Confirmed)]
    [InlineData(HeardKind.Unclear)]
    [InlineData(HeardKind.Withdrawn)]
    [InlineData(HeardKind.StatusAsked)]
    [InlineData(HeardKind.ReminderDue)]
    public void A_muted_conversation_is_not_written_to(HeardKind kind) =>
        (Awaiting() with { Muted = true }).Hear(kind).Letters.Should().BeEmpty();

    [Fact]
    public void A_yes_counts_in_a_muted_conversation_too() =>
        (Awaiting() with { Muted = true }).Hear(HeardKind.Confirmed).Confirmed.Should().ContainSingle();

    [Fact]
    public void A_letter_that_came_back_mutes_the_conversation() =>
        Awaiting().Hear(HeardKind.Bounced, words: "no such user").Next.Muted.Should().BeTrue();

    [Fact]
    public void A_letter_that_came_back_is_not_answered() =>
        Awaiting().Hear(HeardKind.Bounced, words: "no such user").Letters.Should().BeEmpty();

    [Fact]
    public void A_letter_that_came_back_does_not_touch_the_record() =>
        OnRecord().Hear(HeardKind.Bounced).The().State.Should().Be(ReferralState.Confirmed);

    [Fact]
    public void An_automatic_answer_changes_nothing()
    {
        var state = Awaiting();

        state.Hear(HeardKind.Automatic).Next.Should().BeEquivalentTo(state);
    }

    [Fact]
    public void A_question_how_it_stands_is_answered_by_the_last_letter() =>
        Awaiting().Hear(HeardKind.StatusAsked).Purposes().Should().Equal(LetterPurpose.Confirm);

    [Fact]
    public void A_question_how_a_record_stands_is_answered_by_the_receipt() =>
        OnRecord().Hear(HeardKind.StatusAsked).Purposes().Should().Equal(LetterPurpose.Receipt);

    [Fact]
    public void A_question_how_a_record_stands_makes_no_second_record() =>
        OnRecord().Hear(HeardKind.StatusAsked).Confirmed.Should().BeEmpty();

    [Fact]
    public void Letters_to_the_submitter_are_counted() =>
        Awaiting().Hear(HeardKind.Confirmed).Next.Letters.Should().Be(2);
}
