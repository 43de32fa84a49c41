using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Reading;
using MailIntake.Tests.Mime;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>What an answer says, in the light of what was asked: mails as people write them, read by the real reader.</summary>
public class AnswerReaderTests
{
    /// <summary>One referral, its values shown; a YES is what we wait for.</summary>
    private static readonly Conversation Shown = Awaiting(Complete((FieldName.DealValue, "45000"), (FieldName.DealCurrency, "EUR")));

    /// <summary>Company and address of Jane Roe were asked for, as questions 1 and 2.</summary>
    private static readonly Conversation Asked =
        Opened().Submit(Complete().Without(FieldName.ProspectCompany).Without(FieldName.ProspectContactEmail)).Next;

    /// <summary>Three referrals, all shown.</summary>
    private static readonly Conversation Three = Awaiting(
        Complete(),
        Complete((FieldName.ProspectCompany, "Initech"), (FieldName.ProspectContactEmail, "peter@initech.example")),
        Complete((FieldName.ProspectCompany, "Umbrella"), (FieldName.ProspectContactEmail, "alice@umbrella.example")));

    [Theory]
    [InlineData("YES")]
    [InlineData("yes")]
    [InlineData("Yes.")]
    [InlineData("Yes!")]
    [InlineData("*YES*")]
    [InlineData("yep")]
    [InlineData("Yes please")]
    [InlineData("Yes, please log it.")]
    [InlineData("Yes, thanks")]
    [InlineData("yes to all")]
    [InlineData("Confirmed")]
    [InlineData("I confirm.")]
    [InlineData("Looks good")]
    [InlineData("Looks good, thanks!")]
    [InlineData("That's correct")]
    [InlineData("That’s correct")]
    [InlineData("ok")]
    [InlineData("OK, go ahead")]
    [InlineData("LGTM")]
    [InlineData("👍")]
    [InlineData("Thanks, yes")]
    [InlineData("Hi,\n\nYES\n\nBest regards\nRosa")]
    [InlineData("Hi Dana, yes please")]
    [InlineData("Dear colleagues,\n\nyes, that is correct.\n\nKind regards\nRosa Delgado")]
    [InlineData("Hello - yes")]
    [InlineData("YES\n\n--\nRosa Delgado\nBrightpath Consulting")]
    [InlineData("YES\n\nSent from my iPhone")]
    [InlineData("YES\n\n[ref:abcdefghjkmn]")]
    [InlineData("Yes. When will I hear about the credit?")]
    public void A_yes_confirms(string words) => Kind(words).Should().Be(HeardKind.Confirmed);

    [Theory]
    [InlineData("")]
    [InlineData("Thanks!")]
    [InlineData("Many thanks, best regards")]
    [InlineData("Thank you for the quick answer.")]
    [InlineData("Received.")]
    [InlineData("I will check and come back to you.")]
    [InlineData("Yes, but not yet")]
    [InlineData("Yes, but wait until Monday")]
    [InlineData("Yes - however, one of the values is wrong")]
    [InlineData("Yes. No, wait, cancel that.")]
    [InlineData("yes and no")]
    [InlineData("not correct")]
    [InlineData("Please do not log it yet, ok?")]
    [InlineData("Yesterday I talked to Jane")]
    [InlineData("I don't think that's correct")]
    [InlineData("Is that ok?")]
    [InlineData("YES? What does that mean?")]
    [InlineData("Hello!\nYes?")]
    [InlineData("Do you need a yes from me?")]
    public void What_is_no_clear_yes_never_confirms(string words) => Kind(words).Should().NotBe(HeardKind.Confirmed);

    [Theory]
    [InlineData("> YES")]
    [InlineData("> Hello Rosa,\n>\n> yes")]
    [InlineData("On Mon, 2 Mar 2026 at 09:05, Acme Referrals <track@acme.example> wrote:\n> YES")]
    [InlineData("> Reply YES to log it\n\nThanks")]
    [InlineData("Thanks\n\nOn Mon, 2 Mar 2026 at 09:05, Acme Referrals <track@acme.example> wrote:\n> Reply YES to log it, or correct a line.\n> yes")]
    [InlineData("Thanks\n\n-----Original Message-----\nFrom: Acme Referrals <track@acme.example>\nSent: Monday, 2 March 2026 09:05\nTo: Rosa\nSubject: Re: Meet Jane\n\nYES")]
    [InlineData("Thanks\n\n-- \nYES we can\nRosa Delgado")]
    public void Quoted_text_and_signatures_never_confirm(string words) =>
        Kind(words).Should().NotBe(HeardKind.Confirmed);

    [Theory]
    [InlineData("No")]
    [InlineData("No, thanks")]
    [InlineData("Cancel")]
    [InlineData("Please cancel it.")]
    [InlineData("Please withdraw this")]
    [InlineData("never mind")]
    [InlineData("Hi,\nplease cancel.\nThanks\nRosa")]
    public void A_no_withdraws(string words) => Kind(words).Should().Be(HeardKind.Withdrawn);

    [Theory]
    [InlineData("Do not cancel it")]
    [InlineData("Please don't withdraw")]
    [InlineData("No problem")]
    [InlineData("No idea what this is about")]
    public void What_is_no_clear_no_does_not_withdraw(string words) => Kind(words).Should().NotBe(HeardKind.Withdrawn);

    [Theory]
    [InlineData("Who gets the credit?")]
    [InlineData("What happens next?")]
    [InlineData("Why do you need this?")]
    public void A_question_is_a_question(string words) => Kind(words).Should().Be(HeardKind.Questioned);

    [Theory]
    [InlineData("What is the status?")]
    [InlineData("Any update?")]
    [InlineData("Where does it stand?")]
    public void A_question_how_it_stands_is_one(string words) => Kind(words).Should().Be(HeardKind.StatusAsked);

    [Theory]
    [InlineData("Not now")]
    [InlineData("Later please")]
    [InlineData("Ask me next week")]
    public void Not_now_is_not_now(string words) => Kind(words).Should().Be(HeardKind.Postponed);

    [Theory]
    [InlineData("Company: Initech", FieldName.ProspectCompany, "Initech")]
    [InlineData("Yes, but company: Initech", FieldName.ProspectCompany, "Initech")]
    [InlineData("YES\nCompany: Initech", FieldName.ProspectCompany, "Initech")]
    [InlineData("E-mail: jane.roe@globex.example", FieldName.ProspectContactEmail, "jane.roe@globex.example")]
    [InlineData("Contact: Janet Roe", FieldName.ProspectContactName, "Janet Roe")]
    public void A_changed_value_is_a_correction(string words, FieldName field, string value)
    {
        var about = About(words);

        about.Kind.Should().Be(HeardKind.Corrected);
        about.Values[field].Value.Should().Be(value);
    }

    [Fact]
    public void A_value_that_is_as_it_was_is_no_correction() =>
        Kind("YES\nCompany: Globex").Should().Be(HeardKind.Confirmed);

    [Fact]
    public void A_correction_changes_only_what_it_says() =>
        About("Company: Initech").Values.Keys.Should().Equal(FieldName.ProspectCompany);

    [Fact]
    public void A_line_corrected_within_the_quote_is_read()
    {
        var about = About("See below.\n\n> Company: Globex\nCompany: Initech\n> Contact: Jane Roe\n");

        about.Values[FieldName.ProspectCompany].Value.Should().Be("Initech");
    }

    [Theory]
    [InlineData("1. Globex\n2. jane@globex.example")]
    [InlineData("1) Globex\n2) jane@globex.example")]
    [InlineData("1: Globex\n2: jane@globex.example")]
    [InlineData("Company: Globex\nE-mail: jane@globex.example")]
    [InlineData("2. jane@globex.example\n1. Globex")]
    [InlineData("Hi,\n\n1. Globex\n2. jane@globex.example\n\nBest regards\nRosa")]
    public void Numbered_or_labelled_answers_are_read(string words)
    {
        var values = About(words, Asked).Values;

        values[FieldName.ProspectCompany].Value.Should().Be("Globex");
        values[FieldName.ProspectContactEmail].Value.Should().Be("jane@globex.example");
    }

    [Theory]
    [InlineData("jane@globex.example")]
    [InlineData("It is jane@globex.example")]
    [InlineData("<jane@globex.example>")]
    [InlineData("2. jane@globex.example")]
    [InlineData("Her address is jane@globex.example, sorry!")]
    [InlineData("> 2. What is the e-mail address of Jane Roe?\njane@globex.example")]
    public void A_bare_address_answers_the_question_for_it(string words) =>
        About(words, Asked).Values[FieldName.ProspectContactEmail].Value.Should().Be("jane@globex.example");

    [Fact]
    public void A_cancel_instead_of_an_answer_withdraws() =>
        Kind("Please cancel it", Asked).Should().Be(HeardKind.Withdrawn);

    [Fact]
    public void What_was_asked_and_given_is_an_answer() =>
        Kind("2. jane@globex.example", Asked).Should().Be(HeardKind.Answered);

    [Theory]
    [InlineData("YES")]
    [InlineData("yes please")]
    [InlineData("ok")]
    public void A_bare_yes_to_a_question_gives_nothing(string words) =>
        Kind(words, Asked).Should().Be(HeardKind.Unclear);

    [Theory]
    [InlineData("I don't know")]
    [InlineData("I'd rather not say")]
    [InlineData("No")]
    [InlineData("No, sorry")]
    public void A_refusal_to_answer_is_unclear(string words) => Kind(words, Asked).Should().Be(HeardKind.Unclear);

    [Fact]
    public void The_words_of_an_answered_value_point_into_the_mail()
    {
        var email = MailText.Parse(Mail("1. Globex\n2. jane@globex.example"));

        var value = Hear(email, Asked).About.Single().Values[FieldName.ProspectContactEmail];

        var (_, start, length) = value.Evidence.Where!.Value;
        email.TextBody!.Text!.Substring(start, length).Should().Be("jane@globex.example");
    }

    [Theory]
    [InlineData("YES to all", "1 2 3")]
    [InlineData("YES", "1 2 3")]
    [InlineData("YES 1, 3", "1 3")]
    [InlineData("yes 1 and 3", "1 3")]
    [InlineData("Yes to 1 & 3.", "1 3")]
    [InlineData("yes to no. 2", "2")]
    [InlineData("YES #2", "2")]
    [InlineData("2: yes", "2")]
    [InlineData("No. 2: yes", "2")]
    [InlineData("1: yes\n2: no\n3: yes", "1 3")]
    [InlineData("YES 1\nYES 3", "1 3")]
    [InlineData("Hi,\nYES 1, 3\nThanks\nRosa", "1 3")]
    [InlineData("no to all", "")]
    [InlineData("Thanks", "")]
    public void Several_referrals_are_confirmed_by_their_numbers(string words, string confirmed) =>
        string.Join(' ', NumbersOf(words, HeardKind.Confirmed)).Should().Be(confirmed);

    [Theory]
    [InlineData("2: no", "2")]
    [InlineData("No to 2", "2")]
    [InlineData("YES 1, 3\nNO 2", "2")]
    [InlineData("1: yes\n2: cancel", "2")]
    [InlineData("cancel all", "1 2 3")]
    public void Several_referrals_are_withdrawn_by_their_numbers(string words, string withdrawn) =>
        string.Join(' ', NumbersOf(words, HeardKind.Withdrawn)).Should().Be(withdrawn);

    [Fact]
    public void A_correction_of_one_of_several_is_its_own()
    {
        var heard = Hear(MailText.Parse(Mail("YES 1, 3\n2: Company: Hooli")), Three);

        heard.About.Single(a => a.Number == 2).Values[FieldName.ProspectCompany].Value.Should().Be("Hooli");
    }

    [Fact]
    public void A_number_there_is_not_confirms_nothing() => NumbersOf("YES 7", HeardKind.Confirmed).Should().BeEmpty();

    [Fact]
    public void An_out_of_office_is_automatic_whatever_it_says()
    {
        var mail = Mail("Yes, I am away until Monday.", "Auto-Submitted: auto-replied\nSubject: Automatic reply: Re: Meet Jane\n");

        Hear(MailText.Parse(mail), Shown).About.Should().OnlyContain(a => a.Kind == HeardKind.Automatic && a.Values.Count == 0);
    }

    [Fact]
    public void A_bounce_is_a_bounce()
    {
        var mail = """
            From: Mail Delivery System <mailer-daemon@acme.example>
            To: track+abcdefghjkmn@acme.example
            Subject: Undelivered Mail Returned to Sender
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            The mail could not be delivered: no such user.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.acme.example

            Final-Recipient: rfc822; rosa@brightpath.example
            Action: failed
            Status: 5.1.1
            --b--

            """;

        Hear(MailText.Parse(mail), Shown).About.Should().OnlyContain(a => a.Kind == HeardKind.Bounced);
    }

    [Fact]
    public void Who_answered_is_kept() => Hear(MailText.Parse(Mail("YES")), Shown).By.Should().Be(Rosa);

    [Theory]
    [InlineData("Ja")]
    [InlineData("Ja, passt.")]
    [InlineData("Guten Tag,\n\nja, stimmt so.\n\nViele Grüße\nRosa")]
    [InlineData("Bonjour,\n\noui, c'est correct.\n\nCordialement\nRosa")]
    [InlineData("お世話になっております。\nはい、お願いします。")]
    [InlineData("Ja bitte, danke")]
    [InlineData("Stimmt so")]
    [InlineData("Oui")]
    [InlineData("Oui, merci")]
    [InlineData("D'accord")]
    [InlineData("Je confirme")]
    [InlineData("Sí")]
    [InlineData("Sí, gracias")]
    [InlineData("De acuerdo")]
    [InlineData("Sim")]
    [InlineData("Sim, obrigado")]
    [InlineData("Está correto")]
    [InlineData("Sì")]
    [InlineData("Sì, grazie")]
    [InlineData("Va bene")]
    [InlineData("Ja graag")]
    [InlineData("Klopt")]
    [InlineData("Akkoord")]
    [InlineData("はい")]
    [InlineData("はい、お願いします。")]
    [InlineData("承知しました")]
    public void A_yes_confirms_in_other_languages(string words) => Kind(words).Should().Be(HeardKind.Confirmed);

    [Theory]
    [InlineData("Nein")]
    [InlineData("Nein danke")]
    [InlineData("Bitte stornieren")]
    [InlineData("Non")]
    [InlineData("Non merci")]
    [InlineData("Annuler")]
    [InlineData("No gracias")]
    [InlineData("Cancelar")]
    [InlineData("Não")]
    [InlineData("Não, obrigado")]
    [InlineData("No grazie")]
    [InlineData("Annulla")]
    [InlineData("Nee")]
    [InlineData("Nee bedankt")]
    [InlineData("Annuleren")]
    [InlineData("いいえ")]
    [InlineData("キャンセルしてください")]
    public void A_no_withdraws_in_other_languages(string words) => Kind(words).Should().Be(HeardKind.Withdrawn);

    [Theory]
    [InlineData("Ja, aber noch nicht")]
    [InlineData("Das stimmt nicht")]
    [InlineData("Oui, mais attendez")]
    [InlineData("Pas d'accord")]
    [InlineData("Sí, pero espera")]
    [InlineData("Sim, mas espere")]
    [InlineData("Sì, ma non ancora")]
    [InlineData("Non va bene")]
    [InlineData("Ja, maar wacht")]
    [InlineData("Klopt niet")]
    [InlineData("Danke!")]
    [InlineData("Merci beaucoup")]
    [InlineData("ありがとうございます")]
    public void What_is_no_clear_yes_confirms_in_no_language(string words) =>
        Kind(words).Should().NotBe(HeardKind.Confirmed);

    private static HeardKind Kind(string words, Conversation? state = null) => About(words, state).Kind;

    private static HeardAbout About(string words, Conversation? state = null) =>
        Hear(MailText.ParseUtf8(Mail(words)), state ?? Shown).About.Should().ContainSingle().Subject;

    private static IEnumerable<int> NumbersOf(string words, HeardKind kind) =>
        Hear(MailText.ParseUtf8(Mail(words)), Three).About.Where(a => a.Kind == kind).Select(a => a.Number);

    private static Heard Hear(Email email, Conversation state) =>
        AnswerReader.Read(EmailReader.Read(email, People), state, People);

    private static string Mail(string words, string more = "Subject: Re: Meet Jane\n") =>
        $"From: Rosa Delgado <rosa@brightpath.example>\nTo: track+{Token}@acme.example\n{more}"
        + "In-Reply-To: <mailintake.abcdefghjkmn.0011@acme.example>\nMIME-Version: 1.0\n"
        + $"Content-Type: text/plain; charset=utf-8\n\n{words}\n";
}
