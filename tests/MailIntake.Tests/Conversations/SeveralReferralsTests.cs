using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>A mail that names several prospects: several referrals, one conversation, one numbered letter.</summary>
public class SeveralReferralsTests
{
    private static readonly Draft Initech = Complete(
        (FieldName.ProspectCompany, "Initech"),
        (FieldName.ProspectContactName, "Peter Gibbons"),
        (FieldName.ProspectContactEmail, "peter@initech.example"));

    [Fact]
    public void Two_prospects_are_one_letter() =>
        Opened(2).Submit(Complete(), Initech).Purposes().Should().Equal(LetterPurpose.Confirm);

    [Fact]
    public void The_letter_numbers_them() =>
        Opened(2).Submit(Complete(), Initech).Letter(LetterPurpose.Confirm).Text
            .Should().MatchRegex("(?s)No. 1\n.*Globex.*No. 2\n.*Initech");

    [Fact]
    public void A_single_referral_is_not_numbered() =>
        Opened().Submit(Complete()).Letter(LetterPurpose.Confirm).Text.Should().NotContain("No. 1");

    [Fact]
    public void Questions_say_which_referral_they_are_about() =>
        Opened(2).Submit(Complete(), Initech.Without(FieldName.ProspectContactEmail)).Letter(LetterPurpose.Ask).Text
            .Should().Contain("1. (No. 2) What is the e-mail address of Peter Gibbons?");

    [Fact]
    public void Questions_of_all_referrals_are_five_together() =>
        Opened(3).Submit(Draft.Empty, Draft.Empty, Draft.Empty).Next.Asked.Should().HaveCount(5);

    [Fact]
    public void A_yes_to_one_records_that_one()
    {
        var decision = Awaiting(Complete(), Initech).Hear(new HeardAbout(2, HeardKind.Confirmed, "YES 2"));

        decision.Confirmed.Select(r => r.Number).Should().Equal(2);
    }

    [Fact]
    public void A_yes_to_one_says_what_is_still_open()
    {
        var decision = Awaiting(Complete(), Initech).Hear(new HeardAbout(2, HeardKind.Confirmed, "YES 2"));

        decision.Letter(LetterPurpose.Receipt).Text.Should().Contain("Still open: No. 1.");
    }

    [Fact]
    public void A_yes_to_all_is_one_receipt() =>
        Awaiting(Complete(), Initech).Hear(HeardKind.Confirmed).Purposes().Should().Equal(LetterPurpose.Receipt);

    [Fact]
    public void A_yes_to_all_records_all() =>
        Awaiting(Complete(), Initech).Hear(HeardKind.Confirmed).Confirmed.Should().HaveCount(2);

    [Fact]
    public void A_yes_to_one_and_a_no_to_the_other_are_heard_together()
    {
        var decision = Awaiting(Complete(), Initech).Hear(
            new HeardAbout(1, HeardKind.Confirmed, "1: yes"), new HeardAbout(2, HeardKind.Withdrawn, "2: no"));

        decision.Next.Referrals.Select(r => r.State).Should().Equal(ReferralState.Confirmed, ReferralState.Withdrawn);
    }

    [Fact]
    public void A_correction_of_one_leaves_the_other_shown()
    {
        var decision = Awaiting(Complete(), Initech).Hear(HeardKind.Corrected, (FieldName.ProspectCompany, "Umbrella"));

        decision.Next.Hear(HeardKind.Confirmed).Confirmed.Should().HaveCount(2);
    }

    [Fact]
    public void A_yes_while_another_is_asked_about_does_not_confirm_what_was_not_offered()
    {
        var asked = Opened(2).Submit(Complete(), Initech.Without(FieldName.ProspectContactEmail)).Next;

        asked.Hear(new HeardAbout(1, HeardKind.Confirmed, "YES 1")).Confirmed.Should().BeEmpty();
    }
}
