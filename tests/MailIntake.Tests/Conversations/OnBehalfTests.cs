using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>What one of ours may do with a referral that a partner brought.</summary>
public class OnBehalfTests
{
    [Fact]
    public void One_of_ours_does_not_withdraw_a_partners_referral_alone()
    {
        var decision = ByOurs().Hear(HeardKind.Withdrawn);

        decision.The().State.Should().Be(ReferralState.InReview);
        decision.Reviews.Should().ContainSingle().Which.Reason.Should().Be("withdrawal-by-ours");
    }

    [Fact]
    public void One_of_ours_does_not_move_a_referral_to_another_partner_alone()
    {
        var decision = ByOurs().Hear(
            HeardKind.Corrected, (FieldName.PartnerCompany, "Elsewhere Ltd"), (FieldName.ProspectContactTitle, "CTO"));

        decision.The().Draft.Text(FieldName.PartnerCompany).Should().NotBe("Elsewhere Ltd");
        decision.The().Draft.Text(FieldName.ProspectContactTitle).Should().Be("CTO", "the rest of what they said counts");
        decision.Reviews.Should().ContainSingle().Which.Reason.Should().Be("partner-change-by-ours");
    }

    [Fact]
    public void A_partner_withdraws_alone() =>
        Awaiting().Hear(HeardKind.Withdrawn).The().State.Should().Be(ReferralState.Withdrawn);

    private static Conversation ByOurs()
    {
        var awaiting = Awaiting();
        return awaiting with { Submitter = awaiting.Submitter with { Ours = true } };
    }
}
