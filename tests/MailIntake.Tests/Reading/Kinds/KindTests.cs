using System.Diagnostics;
using System.Text;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Reading.Kinds;

public class KindTests
{
    private const string Human = "From: Rosa <rosa@partner.example>\nTo: track@vendor.example\n";

    [Fact]
    public void Auto_Submitted_no_is_a_persons_mail_whatever_its_words() => KindOf(
        $"{Human}Auto-Submitted: no\nSubject: Re: x\n\nI am out of the office until Monday.\n")
        .Should().Be(EmailKind.Other);

    [Fact]
    public void X_Auto_Response_Suppress_is_no_proof() => KindOf(
        $"{Human}X-Auto-Response-Suppress: All\nSubject: Lunch\n\nShall we have lunch?\n").Should().Be(EmailKind.Other);

    [Fact]
    public void Who_is_away_and_answers_all_the_same_is_a_person() => KindOf(
        $"{Human}Subject: Re: Jane Roe\nIn-Reply-To: <1@vendor.example>\n\nI am out of the office until Monday. "
        + "Jane wants the closing module and has 40k to spend.\n").Should().NotBe(EmailKind.AutoReply);

    [Fact]
    public void Who_is_only_away_is_not() => KindOf(
        $"{Human}Subject: Re: Jane Roe\nIn-Reply-To: <1@vendor.example>\n\nI am out of the office until Monday. "
        + "I will reply when I return.\n").Should().Be(EmailKind.AutoReply);

    [Fact]
    public void A_wrong_report_type_does_not_hide_a_delivery_status() => KindOf(
        "From: x@partner.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        + "--b\n\nno\n--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n--b--\n")
        .Should().Be(EmailKind.Bounce);

    [Fact]
    public void A_bounce_that_a_person_attaches_stays_a_persons_mail() => KindOf(
        $"{Human}Subject: Your server\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nCan you look at this?\n--b\n"
        + "Content-Type: message/rfc822\n\nFrom: MAILER-DAEMON@x.example\nSubject: failure notice\n"
        + "Content-Type: multipart/report; report-type=delivery-status; boundary=c\n\n--c\n"
        + "Content-Type: message/delivery-status\n\nStatus: 5.1.1\n--c--\n--b--\n").Should().Be(EmailKind.Other);

    [Theory]
    [InlineData("I am out of the office. ")]
    [InlineData("not delivered mail ")]
    [InlineData("<a@x.example>: 550 5.1.1 no\n")]
    [InlineData("Received: from a\n")]
    public void A_long_text_takes_no_longer_than_a_bounded_one(string piece)
    {
        var text = new StringBuilder("From: MAILER-DAEMON@x.example\nSubject: Re: mail\n\n");
        for (var i = 0; i < 40_000; i++)
        {
            text.Append(piece);
        }

        var watch = Stopwatch.StartNew();
        KindOf(text.ToString()).Should().Be(EmailKind.Bounce);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    private static EmailKind KindOf(string mail) =>
        EmailReader.Read(Email.Parse(Encoding.UTF8.GetBytes(mail)), PartnerDirectory.Empty).Kind;
}
