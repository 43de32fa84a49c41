using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>Who else hears of a confirmed referral.</summary>
public class NewsOfConfirmedTests
{
    [Theory]
    [InlineData("dana@acme.example", "dana@acme.example")]
    [InlineData("DANA@acme.example", "dana@acme.example")]
    [InlineData("dw@acme-sales.example", "dana@acme.example")]
    public void The_rep_named_gets_a_hand_off_at_the_listed_address(string named, string expected) =>
        HandOffTo(Complete((FieldName.RepEmail, named))).Should().Be(expected);

    [Theory]
    [InlineData("somebody@acme.example")]
    [InlineData("mallory@evil.example")]
    [InlineData("jane@globex.example")]
    public void An_address_out_of_the_mail_gets_no_hand_off(string named) =>
        HandOffTo(Complete((FieldName.RepEmail, named))).Should().BeNull();

    [Fact]
    public void Without_a_rep_the_partners_manager_gets_the_hand_off() =>
        HandOffTo(Complete((FieldName.PartnerCompany, "Stackwright"))).Should().Be("manager@acme.example");

    [Fact]
    public void Without_rep_and_manager_the_address_of_the_settings_gets_the_hand_off() =>
        HandOffTo(Complete(), Rules with { Policy = Rules.Policy with { HandOffTo = "desk@acme.example" } })
            .Should().Be("desk@acme.example");

    [Fact]
    public void A_manager_without_an_address_leaves_the_hand_off_to_the_address_of_the_settings()
    {
        var directory = new PartnerDirectory(
            People.Us, [new Partner { Company = "Brightpath Consulting", Manager = "Marcus Oyelaran" }]);

        HandOffTo(Complete(), new HouseRules(Rules.Policy with { HandOffTo = "desk@acme.example" }, directory))
            .Should().Be("desk@acme.example");
    }

    [Fact]
    public void Without_anybody_listed_there_is_no_hand_off() => HandOffTo(Complete()).Should().BeNull();

    [Fact]
    public void A_rep_listed_by_further_addresses_only_gets_the_hand_off_there()
    {
        var us = People.Us with { Reps = [new Rep { Name = "Dana Whitlock", Addresses = ["dana@acme.example"] }] };

        HandOffTo(Complete((FieldName.RepEmail, "dana@acme.example")), new HouseRules(Rules.Policy, new PartnerDirectory(us, [])))
            .Should().Be("dana@acme.example");
    }

    [Theory]
    [InlineData("dana@acme.example")]
    [InlineData("dw@acme-sales.example")]
    public void A_rep_who_brought_it_gets_no_hand_off(string submitter)
    {
        var state = Awaiting(Complete((FieldName.RepEmail, "dana@acme.example"))) with
        {
            Submitter = new Submitter("Dana", EmailAddress.Parse(submitter), SenderStanding.Verified, Ours: true),
        };

        state.Hear(HeardKind.Confirmed).Purposes().Should().NotContain(LetterPurpose.HandOff);
    }

    [Fact]
    public void The_hand_off_gives_values_and_consent()
    {
        var text = Confirmed(Complete((FieldName.RepEmail, "dana@acme.example"), (FieldName.ConsentToContact, "yes")))
            .Letter(LetterPurpose.HandOff).Text;

        text.Should().Contain("Contact: Jane Roe").And.Contain("Consent to contact: yes.");
    }

    [Fact]
    public void The_hand_off_says_in_its_subject_that_they_must_not_be_contacted() =>
        Confirmed(Complete((FieldName.RepEmail, "dana@acme.example"), (FieldName.ConsentToContact, "no")))
            .Letter(LetterPurpose.HandOff).Subject.Should().Be("Referral (do not contact yet): Jane Roe, Globex");

    [Fact]
    public void The_hand_off_does_not_stand_in_the_partners_thread() =>
        Confirmed(Complete((FieldName.RepEmail, "dana@acme.example"))).Letter(LetterPurpose.HandOff)
            .InThread.Should().BeFalse();

    [Fact]
    public void A_hand_off_does_not_count_as_a_letter_to_the_submitter() =>
        Confirmed(Complete((FieldName.RepEmail, "dana@acme.example"))).Next.Letters.Should().Be(2);

    [Fact]
    public void When_one_of_ours_confirms_the_partners_contact_is_told() =>
        OnBehalf(Complete((FieldName.PartnerContactEmail, "owen.pryce@gmail.com"))).Letter(LetterPurpose.OnBehalfNotice)
            .To.Address!.ToString().Should().Be("owen@brightpath.example");

    [Fact]
    public void An_introducer_who_is_not_listed_is_not_told_but_the_partners_first_contact_is() =>
        OnBehalf(Complete((FieldName.PartnerContactEmail, "mallory@evil.example"))).Letter(LetterPurpose.OnBehalfNotice)
            .To.Address!.ToString().Should().Be("rosa@brightpath.example");

    [Fact]
    public void The_notice_gives_values_and_not_the_words_of_our_colleague()
    {
        var note = Value("Globex") with { Evidence = new Evidence("hopeless but log it for Globex", null, FoundHow.Body) };

        var notice = OnBehalf(Complete().With(FieldName.ProspectCompany, note)).Letter(LetterPurpose.OnBehalfNotice);

        notice.Text.Should().Contain("Company: Globex").And.NotContain("hopeless");
    }

    [Fact]
    public void Nobody_is_told_where_the_settings_say_so() =>
        OnBehalf(Complete(), Rules with { Policy = Rules.Policy with { OnBehalf = Referrals.Conversations.OnBehalf.Silent } })
            .Purposes().Should().Equal(LetterPurpose.Receipt);

    [Fact]
    public void A_partner_who_confirms_is_not_told_on_behalf() =>
        Confirmed(Complete()).Purposes().Should().Equal(LetterPurpose.Receipt);

    private static Decision Confirmed(Draft draft, HouseRules? rules = null) =>
        Awaiting(draft).Hear(HeardKind.Confirmed, rules: rules);

    private static string? HandOffTo(Draft draft, HouseRules? rules = null) =>
        Confirmed(draft, rules).Letters.SingleOrDefault(l => l.Purpose == LetterPurpose.HandOff)?.To.Address!.ToString();

    private static Decision OnBehalf(Draft draft, HouseRules? rules = null)
    {
        var state = Awaiting(draft) with
        {
            Submitter = new Submitter("Dana Whitlock", Dana, SenderStanding.Verified, Ours: true),
        };
        return Conversation.Decide(state, Heard.OfAll(state, HeardKind.Confirmed, "", Dana), Monday, rules ?? Rules);
    }
}
