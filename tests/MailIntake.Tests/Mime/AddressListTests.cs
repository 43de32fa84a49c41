using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class AddressListTests
{
    [Theory]
    [InlineData("jane@globex.example", "jane@globex.example")]
    [InlineData("Jane Roe <jane@globex.example>", "Jane Roe <jane@globex.example>")]
    [InlineData("\"Roe, Jane\" <jane@globex.example>", "Roe, Jane <jane@globex.example>")]
    [InlineData("\"Jane \\\"JR\\\" Roe\" <jane@globex.example>", "Jane \"JR\" Roe <jane@globex.example>")]
    [InlineData("'Jane Roe' <jane@globex.example>", "Jane Roe <jane@globex.example>")]
    [InlineData("jane@globex.example (Jane Roe)", "Jane Roe <jane@globex.example>")]
    [InlineData("Jane (Sales (EMEA)) Roe <jane@globex.example>", "Jane Roe <jane@globex.example>")]
    [InlineData("Jane Roe (jane@globex.example)", "Jane Roe <jane@globex.example>")]
    [InlineData("Jane.Q.Roe@Globex.Example", "Jane.Q.Roe@globex.example")]
    [InlineData("Jane Q. Roe <jane@globex.example>", "Jane Q. Roe <jane@globex.example>")]
    [InlineData("<jane@globex.example>", "jane@globex.example")]
    [InlineData("<<jane@globex.example>>", "jane@globex.example")]
    [InlineData("jane@globex.example <jane@globex.example>", "jane@globex.example")]
    [InlineData("\"jane@globex.example\" <jane@globex.example>", "jane@globex.example")]
    [InlineData("\"'jane@globex.example'\" <jane@globex.example>", "jane@globex.example")]
    [InlineData("jane@globex.example<mailto:jane@globex.example>", "jane@globex.example")]
    [InlineData("Jane Roe <mailto:jane@globex.example>", "Jane Roe <jane@globex.example>")]
    [InlineData("Jane Roe [mailto:jane@globex.example]", "Jane Roe <jane@globex.example>")]
    [InlineData("Jane Roe <SMTP:jane@globex.example>", "Jane Roe <jane@globex.example>")]
    [InlineData("mailto:jane@globex.example", "jane@globex.example")]
    [InlineData("mailto:jane@globex.example?subject=Hi", "jane@globex.example?subject=Hi")]
    [InlineData("<@relay.example,@hub.example:jane@globex.example>", "jane@globex.example")]
    [InlineData("Jane <jane@globex.example", "Jane <jane@globex.example>")]
    [InlineData("Jane jane@globex.example>", "Jane <jane@globex.example>")]
    [InlineData("Jane Roe jane@globex.example", "Jane Roe <jane@globex.example>")]
    [InlineData("jane @ globex . example", "jane@globex.example")]
    [InlineData("\"jane roe\"@globex.example", "\"jane roe\"@globex.example")]
    [InlineData("jane@[192.0.2.1]", "jane@[192.0.2.1]")]
    [InlineData("Jane Roe", "Jane Roe")]
    [InlineData("Jane Roe <>", "Jane Roe")]
    [InlineData("Jane Roe </O=GLOBEX/OU=EXCHANGE/CN=RECIPIENTS/CN=JROE>", "Jane Roe")]
    [InlineData("Jane Roe <jane at globex>", "Jane Roe")]
    [InlineData("Doe, John <john@globex.example>", "Doe, John <john@globex.example>")]
    [InlineData("Garcia Lopez, Maria <maria@globex.example>", "Garcia Lopez, Maria <maria@globex.example>")]
    [InlineData("Gil Paz, Ana Sol <agil@globex.example>", "Gil Paz, Ana Sol <agil@globex.example>")]
    [InlineData("Doe, John, Jr. <john@globex.example>", "Doe, John, Jr. <john@globex.example>")]
    [InlineData("株式会社 <info@globex.example>", "株式会社 <info@globex.example>")]
    [InlineData("info@bücher.example", "info@bücher.example")]
    public void One_mailbox_is_read_however_it_is_written(string text, string expected) =>
        AddressList.Parse(text).Should().ContainSingle().Which.ToString().Should().Be(expected);

    [Theory]
    [InlineData("a@x.example, b@y.example", 2)]
    [InlineData("a@x.example; b@y.example;", 2)]
    [InlineData("Doe, John <a@x.example>; Roe, Jane <b@y.example>", 2)]
    [InlineData("Doe, John; Roe, Jane", 2)]
    [InlineData("a@x.example, b@y.example; c@z.example", 3)]
    [InlineData("Fraser McIntyre, Marcus Oyelaran <m@x.example>", 2)]
    [InlineData("Friends: a@x.example, Jane <b@y.example>;, c@z.example", 3)]
    [InlineData("undisclosed-recipients:;", 0)]
    [InlineData("undisclosed-recipients: ;", 0)]
    [InlineData("", 0)]
    [InlineData(" , ;, ", 0)]
    [InlineData("<>", 0)]
    [InlineData("a@x.example,,b@y.example", 2)]
    [InlineData("\"John <a@x.example>, \"Jane\" <b@y.example>", 2)]
    [InlineData("John \"a@x.example", 1)]
    [InlineData("John (a@x.example", 1)]
    public void Lists_are_split_where_their_writers_meant(string text, int count) =>
        AddressList.Parse(text).Should().HaveCount(count);

    [Fact]
    public void A_mailbox_says_where_it_stands()
    {
        const string text = "Jane Roe <jane@globex.example>,  \"Doe, John\" <john@initech.example> ";

        var spans = AddressList.Parse(text).Select(m => text.Substring(m.Start, m.Length));

        spans.Should().Equal("Jane Roe <jane@globex.example>", "\"Doe, John\" <john@initech.example>");
    }

    [Fact]
    public void A_name_joined_over_a_comma_stands_where_both_halves_do()
    {
        const string text = "x@y.example, Doe, John <john@initech.example>";

        var joined = AddressList.Parse(text)[1];

        text.Substring(joined.Start, joined.Length).Should().Be("Doe, John <john@initech.example>");
    }

    [Fact]
    public void A_comma_in_an_encoded_word_splits_nothing()
    {
        var email = MailText.Parse("From: =?utf-8?Q?Br=C3=BCckner=2C_Uwe_<chef>?= <uwe@globex.example>\n\n");

        email.From.Should().ContainSingle().Which.Should().Match<MailboxAddress>(
            m => m.Name == "Brückner, Uwe <chef>" && m.Address!.LocalPart == "uwe");
    }

    [Fact]
    public void An_encoded_word_in_quotes_is_decoded_and_its_quote_closes_nothing()
    {
        var email = MailText.Parse("From: \"=?utf-8?Q?Uwe_=22Bock=22_Br=C3=BCckner?=\" <uwe@globex.example>\n\n");

        email.From.Should().ContainSingle().Which.Name.Should().Be("Uwe \"Bock\" Brückner");
    }

    [Fact]
    public void A_mailbox_encoded_as_a_whole_is_read()
    {
        var email = MailText.Parse("From: =?utf-8?Q?Jos=C3=A9_<jose@globex.example>?=\n\n");

        email.From.Should().ContainSingle().Which.ToString().Should().Be("José <jose@globex.example>");
    }

    [Fact]
    public void Spans_count_in_the_decoded_value()
    {
        var email = MailText.Parse("To: a@x.example,\n =?utf-8?Q?Jos=C3=A9?= <jose@globex.example>\n\n");

        var jose = email.To[1];

        email.Headers["To"]!.Substring(jose.Start, jose.Length).Should().Be("José <jose@globex.example>");
    }

    [Fact]
    public void Two_To_fields_are_one_list() =>
        MailText.Parse("To: a@x.example\nTo: b@y.example\n\n").To.Should().HaveCount(2);

    [Fact]
    public void A_second_From_is_not_believed() =>
        MailText.Parse("From: a@x.example\nFrom: b@y.example\n\n").From.Should().ContainSingle()
            .Which.ToString().Should().Be("a@x.example");

    [Fact]
    public void A_list_past_the_limit_is_cut_with_a_warning()
    {
        var email = MailText.Parse(
            "To: a@x.example, b@x.example, c@x.example\n\n", new EmailLimits { Addresses = 2 });

        email.To.Should().HaveCount(2);
        email.WarningCodes().Should().Contain("too-many-addresses");
    }
}
