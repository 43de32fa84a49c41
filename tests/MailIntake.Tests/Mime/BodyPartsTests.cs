namespace MailIntake.Tests.Mime;

public class BodyPartsTests
{
    [Fact]
    public void The_page_of_a_related_is_the_body()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/alternative; boundary=a

            --a

            words
            --a
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html

            <p>words</p>
            --r
            Content-Type: image/png

            x
            --r--
            --a--
            """);

        email.TextBody!.Number.Should().Be("1");
        email.HtmlBody!.Number.Should().Be("2.1");
        email.Attachments.Should().ContainSingle().Which.Number.Should().Be("2.2");
    }

    [Fact]
    public void A_list_footer_behind_a_page_is_not_the_body()
    {
        var email = Mixed("Content-Type: text/html\n\n<p>words</p>", "\n_____\nlist mailing list");

        email.TextBody.Should().BeNull();
        email.HtmlBody!.Number.Should().Be("1");
    }

    [Fact]
    public void A_page_behind_a_blank_text_is_the_body() =>
        Mixed("\n  \n", "Content-Type: text/html\n\n<p>words</p>").HtmlBody!.Number.Should().Be("2");

    [Fact]
    public void A_text_attachment_is_not_the_body() =>
        Mixed("Content-Disposition: attachment; filename=a.txt\n\nfile", "\nwords").TextBody!.Number.Should().Be("2");

    [Fact]
    public void A_named_text_shown_inline_is_not_the_body() =>
        Mixed("Content-Disposition: inline; filename=a.txt\n\nfile", "\nwords").TextBody!.Number.Should().Be("2");

    [Fact]
    public void A_mail_that_is_only_a_file_has_no_body()
    {
        var email = MailText.Parse("Content-Type: application/pdf\n\nx");

        email.TextBody.Should().BeNull();
        email.HtmlBody.Should().BeNull();
        email.Attachments.Should().ContainSingle();
    }

    [Fact]
    public void The_explanation_of_a_delivery_report_is_its_body()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b

            It could not be delivered.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Action: failed
            --b--
            """);

        email.TextBody!.Text.Should().Be("It could not be delivered.");
        email.Root.Children[1].Text.Should().Contain("Action: failed");
    }

    [Fact]
    public void The_text_of_a_signed_mail_is_its_body()
    {
        var email = MailText.Parse("""
            Content-Type: multipart/signed; boundary=b

            --b

            words
            --b
            Content-Type: application/pkcs7-signature; name=smime.p7s

            x
            --b--
            """);

        email.TextBody!.Text.Should().Be("words");
    }

    private static MailIntake.Mail.Mime.Email Mixed(string first, string second) =>
        MailText.Parse($"Content-Type: multipart/mixed; boundary=b\n\n--b\n{first}\n--b\n{second}\n--b--\n");
}
