using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Tests.Mime;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>Who is heard in a conversation that Rosa of Brightpath began.</summary>
public class PermissionTests
{
    [Theory]
    [InlineData("rosa@brightpath.example")]
    [InlineData("ROSA@brightpath.example")]
    [InlineData("owen@brightpath.example")]
    [InlineData("owen.pryce@gmail.com")]
    [InlineData("new@brightpath.example")]
    public void The_submitter_and_their_colleagues_are_heard(string from) =>
        Refusal(from, Awaiting()).Should().BeNull();

    [Theory]
    [InlineData("jonas@stackwright.example")]
    [InlineData("jane@globex.example")]
    [InlineData("dana@acme.example")]
    public void Others_are_not(string from) => Refusal(from, Awaiting()).Should().NotBeNull();

    [Fact]
    public void The_submitter_without_proof_is_not_heard() =>
        Permission.Refusal(Sender("rosa@brightpath.example", required: true), Awaiting(), People).Should().NotBeNull();

    [Fact]
    public void The_submitter_is_heard_from_another_address_of_theirs() =>
        Refusal("dw@acme-sales.example", BroughtByDana(Complete())).Should().BeNull();

    [Fact]
    public void A_contact_of_the_partner_is_heard_where_one_of_ours_submitted_for_them() =>
        Refusal("rosa@brightpath.example", BroughtByDana(Complete())).Should().BeNull();

    [Fact]
    public void A_contact_of_one_partner_is_not_heard_about_the_referrals_of_another()
    {
        var state = BroughtByDana(Complete(), Complete((FieldName.PartnerCompany, "Stackwright")));

        Refusal("rosa@brightpath.example", state).Should().NotBeNull("a yes to all would confirm Stackwright's");
    }

    [Fact]
    public void A_draft_that_names_another_partner_gives_them_no_say() =>
        Refusal("jonas@stackwright.example", Awaiting(Complete(), Complete((FieldName.PartnerCompany, "Stackwright"))))
            .Should().NotBeNull();

    private static Conversation BroughtByDana(params Draft[] drafts) => Awaiting(drafts) with
    {
        Submitter = new Submitter("Dana Whitlock", Dana, SenderStanding.Verified, Ours: true),
    };

    private static string? Refusal(string from, Conversation conversation) =>
        Permission.Refusal(Sender(from, required: false), conversation, People);

    private static Sender Sender(string from, bool required) => Referrals.Conversations.Sender.Of(
        MailText.Parse($"From: {from}\n\nYES\n"), People, new AuthenticationPolicy(required, "mx.acme.example"));
}
