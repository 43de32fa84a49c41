using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

public class LetterGuardTests
{
    [Theory]
    [InlineData("jane@globex.example")]
    [InlineData("JANE@GLOBEX.EXAMPLE")]
    [InlineData("somebody.else@globex.example")]
    public void Nothing_goes_to_the_prospect_or_their_house(string recipient) =>
        Refusal(recipient, "jane@globex.example").Should().NotBeNull();

    [Fact]
    public void Nothing_goes_to_a_prospect_at_a_free_mail_domain() =>
        Refusal("jane.roe@gmail.com", "jane.roe@gmail.com").Should().NotBeNull();

    [Fact]
    public void Others_at_a_free_mail_domain_are_not_the_prospect() =>
        Refusal("owen.pryce@gmail.com", "jane.roe@gmail.com").Should().BeNull();

    [Fact]
    public void The_submitter_gets_letters() =>
        Refusal("rosa@brightpath.example", "jane@globex.example").Should().BeNull();

    [Theory]
    [InlineData("track@acme.example")]
    [InlineData("track+abcdefghjkmn@acme.example")]
    public void Nothing_goes_to_ourselves(string recipient) =>
        Refusal(recipient, "jane@globex.example").Should().NotBeNull();

    [Fact]
    public void Nothing_goes_to_a_machine() =>
        Refusal("noreply@brightpath.example", "jane@globex.example").Should().NotBeNull();

    [Theory]
    [InlineData("not an address")]
    [InlineData("")]
    [InlineData(null)]
    public void A_draft_without_a_prospects_address_stops_nothing(string? prospect) =>
        Refusal("rosa@brightpath.example", prospect).Should().BeNull();

    [Fact]
    public void All_prospects_of_the_conversation_are_guarded()
    {
        Referral[] referrals = [Referral(1, "jane@globex.example"), Referral(2, "peter@initech.example")];

        LetterGuard.Refusal(EmailAddress.Parse("x@initech.example"), referrals, People).Should().NotBeNull();
    }

    private static string? Refusal(string recipient, string? prospect) =>
        LetterGuard.Refusal(EmailAddress.Parse(recipient), [Referral(1, prospect)], People);

    private static Referral Referral(int number, string? prospect) => new()
    {
        Number = number,
        Reference = $"R-0000000{number}",
        Draft = prospect is null ? Draft.Empty : Draft.Empty.With(FieldName.ProspectContactEmail, Value(prospect)),
    };
}
