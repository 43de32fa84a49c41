using System.Diagnostics;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Reading.Threads;

public class HeaderBlockTests
{
    private const string Sender = "Hannah Okafor <hannah@northwind.example>";

    [Theory]
    [InlineData("From: Paris\nTo: Rome\nDate: March 4, 2026")]
    [InlineData("From: 10:00\nTo: 12:00\nDate: 4 March 2026\nSubject: demo")]
    [InlineData("From: our side\nTo: your team\nSubject: a new deal")]
    [InlineData("From: +1 555 0100\nTo: +1 555 0101\nDate: March 2, 2026 10:15\nSubject: call")]
    [InlineData("From: Web Shop Ltd\nTo: Rosa Delgado\nDate: March 2, 2026\nSubject: order 17")]
    [InlineData("From: Hannah Okafor <hannah@northwind.example>\nSubject: contact form")]
    [InlineData("From: Hannah Okafor <hannah@northwind.example>\nTo: your team\n\nPlease call her.")]
    public void What_no_client_writes_is_no_forward(string text)
    {
        Forward("Intro", text).Should().BeNull();
    }

    [Theory]
    [InlineData("From \"Hannah Okafor\" <hannah@northwind.example>\nTo \"Rosa\" <rosa@partner.example>\nDate 3/2/2026 10:15:00 AM\nSubject Tool")]
    [InlineData("Hannah Okafor <hannah@northwind.example>\n03/02/2026 10:15 AM\n\nTo\nRosa <rosa@partner.example>\ncc\n\nSubject\nTool")]
    [InlineData("Return-Path: <x@northwind.example>\nReceived: from a by b; Mon, 2 Mar 2026 10:16:00 +0000\nDate: Mon, 2 Mar 2026 10:15:00\nFrom: Hannah Okafor <hannah@northwind.example>\nX-Mailer: y\nSubject: Tool")]
    public void Under_a_separator_labels_may_lack_their_colon_and_stand_among_others(string head)
    {
        var forward = Forward("Intro", $"Note.\n\n------ Forwarded Message ------\n{head}\n\nBody.")!;

        (forward.From?.Name, forward.Subject, forward.Date?.Local, forward.Body.Text).Should()
            .Be(("Hannah Okafor", "Tool", new DateTime(2026, 3, 2, 10, 15, 0), "Body."));
    }

    [Fact]
    public void A_separator_in_words_unknown_is_no_part_of_the_note()
    {
        var reading = Read("Intro", $"Note.\n\n--- Doorgezette post ---\nFrom: {Sender}\nTo: rosa@partner.example\n"
            + "Sent: Monday, March 2, 2026 10:15 AM\nSubject: Tool\n\nBody.");

        reading.NewText.Text.Should().Be("Note.");
    }

    [Theory]
    [InlineData("Fra", "Sendt", "Til", "Emne", true)]
    [InlineData("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe", false)]
    public void The_block_tells_a_Danish_VS_from_a_Finnish_one(
        string from, string sent, string to, string subject, bool isForward)
    {
        var reading = Read("VS: Tool", $"Note.\n\n{from}: Track <track@vendor.example>\n{sent}: 2.3.2026 10:15\n"
            + $"{to}: rosa@partner.example\n{subject}: Tool\n\nBody.");

        reading.Earlier.Single().IsForward.Should().Be(isForward);
    }

    [Theory]
    [InlineData("From: A <a@b.example>\n")]
    [InlineData("From: A <a@b.example>\nSent: Monday, March 2, 2026 10:15 AM\nTo: B <b@c.example>\nSubject: s\n\nx\n")]
    [InlineData("----- Forwarded by A on 3/2/2026 -----\n\nHannah\n03/02/2026 10:15 AM\n")]
    public void A_hundred_thousand_header_lines_take_no_time(string lines)
    {
        var mail = Mail("x", string.Concat(Enumerable.Repeat(lines, 100_000 / lines.Count(c => c == '\n'))));
        var watch = Stopwatch.StartNew();

        EmailReader.Read(mail, PartnerDirectory.Empty);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    private static EarlierMessage? Forward(string subject, string text) => Read(subject, text).Forwards.FirstOrDefault();

    private static EmailReading Read(string subject, string text) =>
        EmailReader.Read(Mail(subject, text), PartnerDirectory.Empty);

    private static Email Mail(string subject, string text) => Email.Parse(System.Text.Encoding.UTF8.GetBytes(
        $"From: Rosa <rosa@partner.example>\r\nTo: track@vendor.example\r\nSubject: {subject}\r\n"
        + $"Date: Tue, 03 Mar 2026 12:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"));
}
