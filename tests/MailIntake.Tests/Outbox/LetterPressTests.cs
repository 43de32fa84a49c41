using MailIntake.Mail.Mime;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Tests.Conversations;
using MailIntake.Tests.Support;
using static MailIntake.Tests.Conversations.Samples;
using Thread = MailIntake.Referrals.Conversations.Thread;

namespace MailIntake.Tests.Outbox;

/// <summary>What stands on a letter when it goes out, read back with our own reader.</summary>
public class LetterPressTests
{
    private static readonly LetterPress Press = new(EmailAddress.Parse("track@acme.example"), "Acme Referrals", new ManualClock(Monday));

    [Theory]
    [InlineData("From", "Acme Referrals <track@acme.example>")]
    [InlineData("To", "Rosa Delgado <rosa@brightpath.example>")]
    [InlineData("Subject", "Re: Meet Jane")]
    [InlineData("Date", "Mon, 02 Mar 2026 09:00:00 +0000")]
    [InlineData("Auto-Submitted", "auto-replied")]
    [InlineData("X-Auto-Response-Suppress", "All")]
    [InlineData("X-MailIntake-Loop", "track@acme.example")]
    [InlineData("Reply-To", "Acme Referrals <track+abcdefghjkmn@acme.example>")]
    [InlineData("In-Reply-To", "<intro@brightpath.example>")]
    [InlineData("References", "<intro@brightpath.example>")]
    public void A_letter_carries_its_fields(string field, string expected) =>
        Printed(Confirm()).Headers[field].Should().Be(expected);

    [Fact]
    public void A_letter_is_recognised_as_our_own() =>
        NoAnswer.IsOurOwn(Printed(Confirm()), PartnerDirectory.Empty).Should().BeTrue();

    [Fact]
    public void The_Message_ID_carries_the_token() =>
        ConversationToken.FromMessageId(Printed(Confirm()).MessageId!).Should().Be(Token);

    [Fact]
    public void The_Message_ID_of_the_row_is_that_of_the_bytes()
    {
        var printed = Press.Print(Confirm(), Opened());

        Email.Parse(printed.Raw).MessageId!.Value.Should().Be(printed.MessageId);
    }

    [Fact]
    public void The_row_has_the_recipient_in_lower_case()
    {
        var letter = Confirm() with { To = new MailboxAddress(null, EmailAddress.Parse("Rosa@Brightpath.example")) };

        Press.Print(letter, Opened()).Recipient.Should().Be("rosa@brightpath.example");
    }

    [Fact]
    public void Text_and_HTML_arrive_as_they_were_written()
    {
        var letter = Confirm() with { Text = "Größe: 45,000 EUR = fine\n.\n", Html = "<p>Größe</p>\n" };
        var printed = Printed(letter);

        printed.TextBody!.Text!.ReplaceLineEndings("\n").TrimEnd().Should().Be("Größe: 45,000 EUR = fine\n.");
        printed.HtmlBody!.Text!.TrimEnd().Should().Be("<p>Größe</p>");
    }

    [Fact]
    public void A_values_line_is_one_line_for_its_reader()
    {
        var line = "Interest: " + string.Join(' ', Enumerable.Repeat("forecasting", 25));

        Printed(Confirm() with { Text = line + "\n" }).TextBody!.Text!.TrimEnd().Should().Be(line);
    }

    [Fact]
    public void References_are_trimmed_to_20_with_the_first_and_the_last()
    {
        var ids = Enumerable.Range(1, 40).Select(i => MessageId.Parse($"m{i}@x.example")).ToArray();
        var state = Opened() with { Thread = new Thread(false, "Meet Jane", MessageId.Parse("last@x.example"), ids) };

        var references = Printed(Confirm(), state).References.Select(r => r.Value).ToList();

        references.Should().HaveCount(20);
        references[0].Should().Be("m1@x.example");
        references[^1].Should().Be("last@x.example");
    }

    [Fact]
    public void The_answered_mail_stands_in_the_references_once()
    {
        var last = MessageId.Parse("last@x.example");
        var state = Opened() with { Thread = new Thread(false, "", last, [MessageId.Parse("first@x.example"), last]) };

        Printed(Confirm(), state).References.Select(r => r.Value).Should().Equal("first@x.example", "last@x.example");
    }

    [Theory]
    [InlineData("In-Reply-To")]
    [InlineData("References")]
    public void A_letter_outside_the_thread_does_not_name_it(string field) =>
        Printed(Confirm() with { InThread = false }).Headers[field].Should().BeNull();

    [Theory]
    [InlineData("In-Reply-To")]
    [InlineData("References")]
    public void A_private_letter_does_not_name_the_thread_that_others_read(string field)
    {
        var state = Opened() with { Thread = new Thread(true, "Meet Jane", MessageId.Parse("m@x.example"), [MessageId.Parse("l@x.example")]) };

        Printed(state.Submit(Complete()).Letter(LetterPurpose.Confirm), state).Headers[field].Should().BeNull();
    }

    [Theory]
    [InlineData(LetterPurpose.HandOff)]
    [InlineData(LetterPurpose.OnBehalfNotice)]
    [InlineData(LetterPurpose.Reminder)]
    public void A_letter_that_answers_nothing_is_generated(LetterPurpose purpose) =>
        Printed(Confirm() with { Purpose = purpose }).Headers["Auto-Submitted"].Should().Be("auto-generated");

    [Fact]
    public void A_letter_outside_any_conversation_has_no_token() =>
        Email.Parse(Press.Print(Confirm(), null).Raw).ReplyTo.Should().BeEmpty();

    [Theory]
    [InlineData("Re: Hi\r\nBcc: all@acme.example")]
    [InlineData("Re: Hi\nBcc: all@acme.example")]
    [InlineData("Re: Hi\rBcc: all@acme.example")]
    [InlineData("Re: Hi\0\r\n\r\nBcc: all@acme.example")]
    public void A_subject_brings_no_field_of_its_own(string subject) =>
        Printed(Confirm() with { Subject = subject }).Headers["Bcc"].Should().BeNull();

    [Fact]
    public void A_name_brings_no_recipient_of_its_own()
    {
        var letter = Confirm() with { To = new MailboxAddress("Rosa\" <all@acme.example>,\r\nBcc: x", Rosa) };

        Printed(letter).To.Should().ContainSingle().Which.Address.Should().Be(Rosa);
    }

    [Fact]
    public void The_bytes_are_seven_bit() =>
        Press.Print(Confirm() with { Subject = "Größe 👍", Text = "Größe" }, Opened()).Raw
            .Should().OnlyContain(b => b < 128);

    private static Letter Confirm() => Opened().Submit(Complete()).Letter(LetterPurpose.Confirm);

    private static Email Printed(Letter letter, Conversation? conversation = null) =>
        Email.Parse(Press.Print(letter, conversation ?? Opened()).Raw);
}
