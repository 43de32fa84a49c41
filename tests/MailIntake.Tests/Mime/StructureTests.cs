using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class StructureTests
{
    private const string Nested = """
        Content-Type: multipart/mixed; boundary="outer"

        a preamble that no one sees
        --outer
        Content-Type: multipart/alternative; boundary="inner"

        --inner
        Content-Type: text/plain

        words
        --inner
        Content-Type: text/html

        <p>words</p>
        --inner--

        --outer
        Content-Type: application/pdf; name=plan.pdf
        Content-Transfer-Encoding: base64

        JVBERg==
        --outer
        Content-Type: message/rfc822

        Subject: The first
        Content-Type: multipart/mixed; boundary=third

        --third

        one
        --third

        two
        --third--
        --outer--
        an epilogue
        """;

    [Fact]
    public void Parts_are_numbered_as_in_imap()
    {
        var email = MailText.Parse(Nested);

        Numbers(email).Should().Equal("", "1", "1.1", "1.2", "2", "3");
        Numbers(email.Root.Children[2].Message!).Should().Equal("3", "3.1", "3.2");
    }

    [Fact]
    public void The_body_of_a_mail_that_is_not_multipart_is_part_1() =>
        MailText.Parse("Subject: x\n\nwords").Root.Number.Should().Be("1");

    [Fact]
    public void The_body_of_an_attached_message_goes_on_below_its_number()
    {
        var email = MailText.Parse("Content-Type: message/rfc822\n\nSubject: inner\n\nwords");

        email.Root.Number.Should().Be("1");
        email.Root.Message!.Root.Number.Should().Be("1.1");
        email.Root.Message.Root.Text.Should().Be("words");
    }

    [Fact]
    public void The_line_end_before_a_delimiter_is_not_the_parts()
    {
        var email = MailText.Parse(Nested);

        email.TextBody!.Text.Should().Be("words");
        email.HtmlBody!.Text.Should().Be("<p>words</p>");
    }

    [Fact]
    public void Attachments_are_the_leaves_that_are_not_the_body() =>
        MailText.Parse(Nested).Attachments.Select(p => p.Number).Should().Equal("2", "3");

    [Fact]
    public void An_attached_message_is_read() =>
        MailText.Parse(Nested).Root.Children[2].Message!.Subject.Should().Be("The first");

    [Fact]
    public void A_message_in_base64_is_read()
    {
        var inner = Convert.ToBase64String("Subject: inner\r\n\r\nwords"u8);

        var email = MailText.Parse($"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n");

        email.Root.Message!.Subject.Should().Be("inner");
    }

    [Fact]
    public void A_file_named_eml_that_holds_a_message_is_one()
    {
        var inner = Convert.ToBase64String("Subject: inner\r\n\r\nwords"u8);

        var email = MailText.Parse(
            $"Content-Type: application/octet-stream; name=intro.EML\nContent-Transfer-Encoding: base64\n\n{inner}\n");

        email.Root.Message!.Root.Text.Should().Be("words");
    }

    [Fact]
    public void A_file_named_eml_that_holds_no_message_is_none()
    {
        var email = MailText.Parse("Content-Type: application/octet-stream; name=x.eml\n\n%PDF-1.7\n");

        email.Root.Message.Should().BeNull();
    }

    [Fact]
    public void Parts_of_a_digest_are_messages()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/digest; boundary=b

            --b

            Subject: first

            one
            --b--
            """);

        email.Root.Children.Should().ContainSingle().Which.Message!.Subject.Should().Be("first");
    }

    [Fact]
    public void A_missing_closing_boundary_loses_nothing()
    {
        var email = MailText.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n");

        email.Root.Children.Select(c => c.Text).Should().Equal("one", "two\n");
        email.WarningCodes().Should().Equal("missing-closing-boundary");
    }

    [Fact]
    public void A_missing_inner_closing_boundary_does_not_swallow_what_follows()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner

            one
            --outer

            two
            --outer--
            """);

        Numbers(email).Should().Equal("", "1", "1.1", "2");
        email.Root.Children[1].Text.Should().Be("two");
    }

    [Fact]
    public void A_wrong_boundary_is_found_out()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/mixed; boundary=said

            --used
            Content-Type: text/plain

            one
            --used
            Content-Type: text/html

            two
            --used--
            """);

        email.Root.Children.Select(c => c.Text).Should().Equal("one", "two");
        email.WarningCodes().Should().Equal("wrong-boundary");
    }

    [Fact]
    public void A_multipart_without_a_boundary_is_read_by_its_delimiters()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/mixed

            --used
            Content-Type: text/plain

            one
            --used--
            """);

        email.Root.Children.Should().ContainSingle().Which.Text.Should().Be("one");
    }

    [Fact]
    public void A_multipart_without_any_delimiter_is_text()
    {
        var email = MailText.Parse("Content-Type: multipart/mixed; boundary=b\n\njust words\n");

        email.TextBody!.Text.Should().Be("just words\n");
        email.WarningCodes().Should().Contain("missing-boundary");
    }

    [Fact]
    public void A_boundary_used_inside_and_outside_belongs_to_the_innermost()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/mixed; boundary=same

            --same
            Content-Type: multipart/alternative; boundary=same

            --same

            one
            --same
            Content-Type: text/html

            two
            --same--
            --same

            three
            --same--
            """);

        Numbers(email).Should().Equal("", "1", "1.1", "1.2", "2");
    }

    [Fact]
    public void A_boundary_that_begins_like_another_is_another()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=b1

            --b1

            one
            --b1--
            --b--
            """);

        Numbers(email).Should().Equal("", "1", "1.1");
    }

    [Fact]
    public void White_space_behind_a_delimiter_is_borne() =>
        MailText.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b  \n\none\n--b--\t\n").Root.Children
            .Should().ContainSingle().Which.Text.Should().Be("one");

    [Fact]
    public void A_signature_line_is_no_delimiter() =>
        MailText.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n-- \nJane\n--b--\n").Root.Children
            .Should().ContainSingle().Which.Text.Should().Be("one\n-- \nJane");

    [Fact]
    public void A_part_whose_header_is_cut_by_a_delimiter_is_empty()
    {
        var email = MailText.Parse("Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b--");

        email.Root.Children.Should().ContainSingle().Which.Content.Length.Should().Be(0);
    }

    [Fact]
    public void A_missing_empty_line_ends_the_header_where_the_body_begins()
    {
        var email = MailText.Parse("Subject: x\nHi there, this is the body.\nMore.\n");

        email.Subject.Should().Be("x");
        email.TextBody!.Text.Should().Be("Hi there, this is the body.\nMore.\n");
        email.WarningCodes().Should().Equal("missing-blank-line");
    }

    [Fact]
    public void A_stray_line_amid_the_fields_is_passed_over()
    {
        var email = MailText.Parse("Subject: x\nthis is no field\nFrom: a@x.example\n\nbody");

        email.From.Should().ContainSingle();
        email.Root.Text.Should().Be("body");
    }

    [Fact]
    public void An_mbox_line_above_the_fields_is_no_field()
    {
        var email = MailText.Parse("From a@x.example Mon Mar  2 10:15:00 2026\nSubject: x\n\nbody");

        email.Headers.Should().ContainSingle();
        email.Subject.Should().Be("x");
    }

    [Fact]
    public void Empty_lines_above_the_fields_are_passed_over() =>
        MailText.Parse("\n\nSubject: x\n\nbody").Subject.Should().Be("x");

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\r\r\n")]
    public void Any_line_end_is_read(string lineEnd)
    {
        var lines = new[]
        {
            "Subject: x", "Content-Type: multipart/mixed;", " boundary=b", "", "--b", "", "one", "two", "--b--", "",
        };

        var email = Email.Parse(System.Text.Encoding.ASCII.GetBytes(string.Join(lineEnd, lines)));

        email.Subject.Should().Be("x");
        email.TextBody!.Text.Should().Be("one\ntwo");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n\n")]
    [InlineData("From ")]
    [InlineData(":")]
    [InlineData("--")]
    public void An_empty_mail_is_an_empty_text(string text)
    {
        var email = MailText.Parse(text);

        email.Root.MediaType.Should().Be("text/plain");
        email.From.Should().BeEmpty();
        email.Subject.Should().BeEmpty();
        email.MessageId.Should().BeNull();
        email.Date.Should().BeNull();
    }

    private static IEnumerable<string> Numbers(Email email) => email.Parts.Select(p => p.Number);
}
