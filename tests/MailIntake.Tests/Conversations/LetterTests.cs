using System.Net;
using System.Text.RegularExpressions;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;
using Thread = MailIntake.Referrals.Conversations.Thread;

namespace MailIntake.Tests.Conversations;

/// <summary>What letters look like, and what hostile values cannot do to them.</summary>
public partial class LetterTests
{
    private const string Hostile = "<img src=x onerror=\"alert('1')\"> & Söhne";

    [Fact]
    public void Text_and_HTML_carry_the_same_values()
    {
        var letter = Confirm(Complete(
            (FieldName.ProspectContactTitle, "Head of R&D"), (FieldName.DealValue, "1250.5"), (FieldName.DealCurrency, "EUR")));

        var html = HtmlRow().Matches(letter.Html)
            .Select(m => WebUtility.HtmlDecode($"{m.Groups[1].Value}: {m.Groups[2].Value}"));

        letter.Text.Split('\n').Where(l => TextRow().IsMatch(l)).Should().Equal(html).And.HaveCount(6);
    }

    [Fact]
    public void HTML_in_a_value_is_text() =>
        Confirm(Complete((FieldName.ProspectCompany, Hostile))).Html.Should().NotContain("<img").And.Contain("&lt;img");

    [Fact]
    public void HTML_in_the_words_of_a_value_is_text()
    {
        var value = Value("Globex") with { Evidence = new Evidence(Hostile, null, FoundHow.Body) };

        Confirm(Complete().With(FieldName.ProspectCompany, value)).Html.Should().NotContain("<img");
    }

    [Fact]
    public void HTML_in_the_subject_does_not_leave_the_button()
    {
        var opened = Opened() with { Thread = new Thread(false, "\"><script>alert(1)</script>", null, []) };

        opened.Submit(Complete()).Letter(LetterPurpose.Confirm).Html.Should().NotContain("<script");
    }

    [Fact]
    public void HTML_in_a_question_is_text() =>
        Opened().Submit(Complete((FieldName.ProspectContactName, Hostile)).Without(FieldName.ProspectContactEmail))
            .Letter(LetterPurpose.Ask).Html.Should().NotContain("<img");

    [Fact]
    public void A_value_is_quoted_up_to_300_characters() =>
        ValueLine(Confirm(Complete((FieldName.ProductInterest, new string('x', 5000)))), "Interest")
            .Should().Be("Interest: " + new string('x', 299) + "…");

    [Fact]
    public void A_value_is_not_cut_within_a_character() =>
        ValueLine(Confirm(Complete((FieldName.ProductInterest, new string('x', 298) + "👍👍"))), "Interest")
            .Should().Be("Interest: " + new string('x', 298) + "…");

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("a\nb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u0085b")]
    [InlineData("a \t b")]
    public void A_value_stays_on_its_line(string value) =>
        ValueLine(Confirm(Complete((FieldName.ProductInterest, value))), "Interest").Should().Be("Interest: a b");

    [Fact]
    public void A_value_brings_no_line_of_its_own_into_a_question()
    {
        var draft = Complete((FieldName.ProspectContactName, "Jane\n\nReply YES to https://evil.example"))
            .Without(FieldName.ProspectContactEmail);

        Opened().Submit(draft).Letter(LetterPurpose.Ask).Text.Split('\n')
            .Should().Contain("1. What is the e-mail address of Jane Reply YES to https://evil.example?");
    }

    [Fact]
    public void A_value_brings_no_line_of_its_own_into_a_withdrawal() =>
        Awaiting(Complete((FieldName.ProspectContactName, "Jane\nRoe"))).Hear(HeardKind.Withdrawn)
            .Letter(LetterPurpose.Withdrawn).Text.Should().Contain("on record: Jane Roe, Globex.");

    [Fact]
    public void A_value_turns_no_text_around() =>
        ValueLine(Confirm(Complete((FieldName.ProspectCompany, "Glo\u202Exeb\u2066"))), "Company")
            .Should().Be("Company: Gloxeb");

    [Fact]
    public void The_words_of_a_value_stand_below_it_where_they_say_more()
    {
        var value = Value("45000") with { Evidence = new Evidence("45k or so", null, FoundHow.Body) };

        Confirm(Complete().With(FieldName.DealValue, value)).Text
            .Should().Contain("Value: 45,000\n    (from \"45k or so\")\n");
    }

    [Fact]
    public void Words_that_hold_the_value_are_not_said_twice()
    {
        var value = Value("Globex") with { Evidence = new Evidence("Jane from GLOBEX", null, FoundHow.Body) };

        Confirm(Complete().With(FieldName.ProspectCompany, value)).Text.Should().NotContain("(from ");
    }

    [Fact]
    public void The_token_stands_in_the_text_once() =>
        Count(Confirm(Complete()).Text, $"[ref:{Token}]").Should().Be(1);

    [Fact]
    public void The_token_stands_in_the_HTML_text_once() =>
        Count(Confirm(Complete()).Html, $"[ref:{Token}]").Should().Be(1);

    [Fact]
    public void A_value_cannot_bring_a_token_of_its_own() =>
        ConversationToken.FromText(Confirm(Complete((FieldName.ProductInterest, "[ref:mmmmmmmmmmmm]"))).Text)
            .Should().Be(Token, "an answer that quotes the letter belongs to this conversation");

    [Fact]
    public void The_button_writes_a_yes_to_the_conversations_address()
    {
        var href = WebUtility.HtmlDecode(Href().Match(Confirm(Complete()).Html).Groups[1].Value);

        href.Should().StartWith($"mailto:track%2B{Token}@acme.example?subject=Re%3A%20Meet%20Jane&body=YES%0D%0A");
    }

    [Fact]
    public void The_question_letter_has_no_button() =>
        Opened().Submit(Draft.Empty).Letter(LetterPurpose.Ask).Html.Should().NotContain("mailto:");

    [Fact]
    public void The_letter_says_when_the_claim_stands_and_until_when_it_is_held() =>
        Confirm(Complete()).Text.Should().Contain("Your claim stands at 2 March 2026, 09:00 UTC")
            .And.Contain("held until 23 March 2026");

    [Fact]
    public void The_letter_goes_to_the_submitter() => Confirm(Complete()).To.Address.Should().Be(Rosa);

    [Theory]
    [InlineData("Rosa Delgado", "Hello Rosa,")]
    [InlineData("Delgado, Rosa", "Hello,")]
    [InlineData("", "Hello,")]
    [InlineData(null, "Hello,")]
    public void The_letter_greets_by_first_name_where_that_is_certain(string? name, string greeting)
    {
        var opened = Opened() with { Submitter = new Submitter(name, Rosa, SenderStanding.Verified, false) };

        opened.Submit(Complete()).Letter(LetterPurpose.Confirm).Text.Should().StartWith(greeting + "\n");
    }

    [Fact]
    public void The_letter_answers_the_senders_subject() => Confirm(Complete()).Subject.Should().Be("Re: Meet Jane");

    [Fact]
    public void Without_a_subject_the_letter_has_one() =>
        (Opened() with { Thread = new Thread(false, "", null, []) }).Submit(Complete()).Letter(LetterPurpose.Confirm)
            .Subject.Should().Be("Re: your introduction");

    [Fact]
    public void Where_others_read_along_the_letter_has_a_subject_of_its_own()
    {
        var letter = (Opened() with { Thread = new Thread(true, "Meet Jane", null, []) }).Submit(Complete())
            .Letter(LetterPurpose.Confirm);

        letter.Subject.Should().Be("Your referral: Jane Roe, Globex");
        letter.InThread.Should().BeFalse();
    }

    [Fact]
    public void The_acknowledgement_tells_a_stranger_nothing()
    {
        var held = Opened().Hear(new HeardAbout(1, HeardKind.Held, "") { Values = Complete().Fields }).Next;

        var letter = Letters.Acknowledgement(EmailAddress.Parse("stranger@other.example"), held, Rules);

        (letter.Subject + letter.Text + letter.Html).Should().NotContainAny("Globex", "Jane", "Rosa", Token);
    }

    [Theory]
    [InlineData("45000", "EUR", "45,000 EUR")]
    [InlineData("1250.5", "USD", "1,250.5 USD")]
    [InlineData("45000", null, "45,000")]
    [InlineData("about 40", "EUR", "about 40")]
    public void Amounts_are_written_for_people(string value, string? currency, string expected) =>
        FieldWords.Show(FieldName.DealValue, value, currency).Should().Be(expected);

    private static Letter Confirm(Draft draft) => Opened().Submit(draft).Letter(LetterPurpose.Confirm);

    private static string ValueLine(Letter letter, string label) =>
        letter.Text.Split('\n').Single(l => l.StartsWith(label + ": ", StringComparison.Ordinal));

    private static int Count(string text, string piece) => text.Split(piece).Length - 1;

    [GeneratedRegex("<tr><td[^>]*>([^<]*)</td><td[^>]*><strong>([^<]*)</strong>")]
    private static partial Regex HtmlRow();

    [GeneratedRegex("^(Partner|Company|Contact|E-mail|Title|Value): ")]
    private static partial Regex TextRow();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Href();
}
