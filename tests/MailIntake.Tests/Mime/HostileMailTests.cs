using System.Globalization;
using System.Text;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

/// <summary>Mails made to break a reader. They are large enough that anything quadratic would be noticed.</summary>
public class HostileMailTests
{
    [Fact]
    public void Two_thousand_nested_multiparts_are_read_to_the_limit()
    {
        var mail = new StringBuilder();
        for (var i = 0; i < 2000; i++)
        {
            mail.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n");
        }

        var email = MailText.Parse(mail.Append("\ndeep\n").ToString());

        email.Parts.Should().HaveCount(31);
        email.WarningCodes().Should().Contain(["too-deep", "missing-closing-boundary"]);
    }

    [Fact]
    public void Two_thousand_nested_messages_are_read_to_the_limit()
    {
        var email = MailText.Parse(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 2000)));

        var depth = 0;
        for (var inner = email.Root.Message; inner is not null; inner = inner.Root.Message)
        {
            depth++;
        }

        depth.Should().Be(30);
        email.WarningCodes().Should().Contain("too-deep");
    }

    [Fact]
    public void Messages_nested_in_base64_are_read_to_the_limit()
    {
        var raw = "Subject: innermost\r\n\r\n"u8.ToArray();
        for (var i = 0; i < 20; i++)
        {
            var encoded = Convert.ToBase64String(raw);
            raw = MailText.Bytes($"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{encoded}");
        }

        var email = Email.Parse(raw, new EmailLimits { Depth = 5 });

        var depth = 0;
        for (var inner = email.Root.Message; inner is not null; inner = inner.Root.Message)
        {
            depth++;
        }

        depth.Should().Be(5);
    }

    [Fact]
    public void No_setting_lets_nesting_eat_the_stack()
    {
        var mail = string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 100_000));

        var email = MailText.Parse(mail, new EmailLimits { Depth = int.MaxValue });

        email.WarningCodes().Should().Contain("too-deep");
    }

    [Fact]
    public void A_hundred_thousand_parts_are_read_to_the_limit()
    {
        var parts = string.Concat(Enumerable.Repeat("--b\n\nx\n", 100_000));

        var email = MailText.Parse($"Content-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n");

        email.Root.Children.Should().HaveCount(999);
        email.WarningCodes().Should().Equal("too-many-parts");
    }

    [Fact]
    public void A_header_of_a_megabyte_is_read()
    {
        var value = new string('x', 1024 * 1024 - 100);

        MailText.Parse($"Subject: {value}\nFrom: a@x.example\n\n").Subject.Should().Be(value);
    }

    [Fact]
    public void A_header_past_the_limit_is_cut_and_the_body_still_read()
    {
        var email = MailText.Parse(
            $"From: a@x.example\nSubject: {new string('x', 3_000_000)}\nTo: b@x.example\n\nwords");

        email.From.Should().ContainSingle();
        email.Subject.Length.Should().BeLessThanOrEqualTo(1024 * 1024);
        email.Headers.Has("To").Should().BeFalse();
        email.Root.Text.Should().Be("words");
        email.WarningCodes().Should().Contain("header-too-large");
    }

    [Fact]
    public void A_hundred_thousand_fields_are_read()
    {
        var email = MailText.Parse(string.Concat(Enumerable.Repeat("X-A: b\n", 100_000)) + "\nwords");

        email.Headers.Should().HaveCount(100_000);
        email.Root.Text.Should().Be("words");
    }

    [Fact]
    public void Twenty_thousand_recipients_are_read()
    {
        var list = string.Join(",\n ", Enumerable.Range(0, 20_000).Select(i => $"\"Doe, J{i}\" <j{i}@x.example>"));

        var email = MailText.Parse($"To: {list}\n\n");

        email.To.Should().HaveCount(20_000);
        email.To[^1].ToString().Should().Be("Doe, J19999 <j19999@x.example>");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("\"")]
    [InlineData("<")]
    [InlineData("[")]
    [InlineData(":")]
    [InlineData("\\")]
    [InlineData("a@")]
    [InlineData("a,")]
    [InlineData("a,b;")]
    [InlineData("@a:")]
    [InlineData("\"<a@b>")]
    [InlineData("=?utf-8?Q?")]
    [InlineData("=?utf-8?Q?a?=")]
    [InlineData("=?")]
    [InlineData("?=")]
    public void Floods_of_grammar_are_borne_in_every_field(string piece)
    {
        var flood = string.Concat(Enumerable.Repeat(piece, 300_000 / piece.Length));

        var email = MailText.Parse(
            $"From: {flood}\nTo: {flood} x@y.example\nSubject: {flood}\nDate: {flood}\nMessage-ID: {flood}\n"
            + $"References: {flood}\nContent-Type: text/plain; name={flood}\n"
            + $"Content-Disposition: attachment; {flood}\n\nwords",
            new EmailLimits { HeaderBytes = 10_000_000 });

        email.From.Count.Should().BeLessThanOrEqualTo(20_000);
        email.To.Count.Should().BeLessThanOrEqualTo(20_000);
        _ = (email.Subject, email.Date, email.MessageId, email.References, email.Root.FileName, email.ContentHash);
        email.Root.Text.Should().Be("words");
    }

    [Theory]
    [InlineData("; a*0=x")]
    [InlineData("; a*9999999999=x")]
    [InlineData("; a*0*=utf-8''%")]
    [InlineData("; a=\"")]
    [InlineData("; =")]
    [InlineData("; *=")]
    public void Floods_of_parameters_are_borne(string piece)
    {
        var email = MailText.Parse(
            $"Content-Type: text/plain{string.Concat(Enumerable.Repeat(piece, 50_000))}\n\nwords");

        _ = email.Root.Parameters.Count;
        email.Root.Text.Should().Be("words");
    }

    [Fact]
    public void Lines_that_are_nearly_delimiters_are_borne()
    {
        var near = string.Concat(Enumerable.Repeat("--bb\n--\n--b-\n", 100_000));

        var email = MailText.Parse($"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{near}--b--\n");

        email.Root.Children.Should().ContainSingle().Which.Text.Should().EndWith("--b-");
    }

    [Fact]
    public void A_body_of_one_line_is_read()
    {
        var line = new string('x', 5_000_000);

        MailText.Parse($"Content-Transfer-Encoding: quoted-printable\n\n{line}").Root.Text.Should().Be(line);
    }

    [Fact]
    public void A_quoted_printable_body_of_white_space_is_read()
    {
        var body = new string(' ', 2_000_000) + "=\n" + new string('=', 500_000);

        MailText.Parse($"Content-Transfer-Encoding: quoted-printable\n\n{body}").Root.Text.Should().EndWith("=");
    }

    [Fact]
    public void Lone_CRs_and_NULs_everywhere_are_borne()
    {
        var raw = "Sub\0ject: a\r\nSubject: a\0b\rc\r\nFrom: \"\0\" <a\0@x.example>\r\n\r\nx\0y\rz"u8.ToArray();

        var email = Email.Parse(raw);

        email.Subject.Should().Be("a\uFFFDb c");
        email.Root.Text.Should().NotContain("\0").And.NotContain("\r");
    }

    [Fact]
    public void A_thousand_faults_make_few_warnings()
    {
        var mail = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        for (var i = 0; i < 900; i++)
        {
            mail.Append(CultureInfo.InvariantCulture, $"--b\nContent-Type: text/plain; charset=x-{i}\n\n\u00ff\n");
        }

        MailText.Parse(mail.ToString()).Warnings.Count.Should().BeLessThanOrEqualTo(50);
    }
}
