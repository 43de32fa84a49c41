using MailIntake.Mail.Mime;
using MailIntake.Referrals.Conversations;
using MailIntake.Tests.Mime;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

public class NoAnswerTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("Auto-Submitted: auto-generated; owner=x")]
    [InlineData("Auto-Submitted: AUTO-NOTIFIED")]
    [InlineData("Return-Path: <>")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=x")]
    [InlineData("Content-Type: Multipart/Report; boundary=x")]
    [InlineData("List-Id: <news.brightpath.example>")]
    [InlineData("List-Unsubscribe: <https://brightpath.example/u>")]
    [InlineData("Precedence: bulk")]
    [InlineData("Precedence: LIST")]
    [InlineData("Precedence: junk")]
    [InlineData("Precedence: auto_reply")]
    [InlineData("X-MailIntake-Loop: track@acme.example")]
    public void A_mail_marked_so_is_not_answered(string field) =>
        Reason($"{field}\nFrom: rosa@brightpath.example\n").Should().NotBeNull();

    [Theory]
    [InlineData("Subject: Meet Jane")]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: No (really)")]
    [InlineData("Return-Path: <rosa@brightpath.example>")]
    [InlineData("Precedence: first-class")]
    [InlineData("Precedence: normal")]
    public void A_persons_mail_is_answered(string field) =>
        Reason($"{field}\nFrom: rosa@brightpath.example\n").Should().BeNull();

    [Theory]
    [InlineData("track@acme.example")]
    [InlineData("Track@ACME.example")]
    [InlineData("track+abcdefghjkmn@acme.example")]
    public void Our_own_mail_is_not_answered(string from) =>
        Reason($"From: Acme Referrals <{from}>\n").Should().Be("it is our own letter");

    [Theory]
    [InlineData("mailer-daemon")]
    [InlineData("MAILER-DAEMON")]
    [InlineData("postmaster")]
    [InlineData("noreply")]
    [InlineData("no-reply")]
    [InlineData("no-reply+x1")]
    [InlineData("noreply-invoices")]
    [InlineData("invoices-noreply")]
    [InlineData("jira.noreply")]
    [InlineData("do-not-reply")]
    [InlineData("bounces+77")]
    [InlineData("bounce-77")]
    [InlineData("root")]
    public void A_machine_is_not_answered(string local) =>
        NoAnswer.IsMachine(EmailAddress.Parse($"{local}@brightpath.example")).Should().BeTrue();

    [Theory]
    [InlineData("rosa")]
    [InlineData("jane.root")]
    [InlineData("root-cause")]
    [InlineData("grace.daemon")]
    [InlineData("reply")]
    [InlineData("noreplyson")]
    [InlineData("norah")]
    public void A_person_is_no_machine(string local) =>
        NoAnswer.IsMachine(EmailAddress.Parse($"{local}@brightpath.example")).Should().BeFalse();

    private static string? Reason(string headers) => NoAnswer.Reason(MailText.Parse(headers + "\nHello\n"), People);
}
