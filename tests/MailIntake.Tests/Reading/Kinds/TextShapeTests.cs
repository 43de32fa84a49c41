using MailIntake.Referrals.Reading.Kinds;

namespace MailIntake.Tests.Reading.Kinds;

public class TextShapeTests
{
    [Fact]
    public void The_raw_header_of_a_returned_message_is_seen_also_when_quoted()
    {
        var shape = TextShape.Of("> Received: from a by b\n> From: A <a@x.example>\n> Message-ID: <1@x.example>\n");

        shape.HasReturnedMessage.Should().BeTrue();
    }

    [Fact]
    public void The_header_block_of_a_forward_is_no_returned_message() => TextShape
        .Of("From: A <a@x.example>\nSent: Monday\nTo: B <b@x.example>\nSubject: Re: x\n\nHello\n")
        .HasReturnedMessage.Should().BeFalse();

    [Theory]
    [InlineData(">>> RCPT TO:<a@x.example>")]
    [InlineData("<<< 550 5.1.1 no")]
    [InlineData("550 5.1.1 User unknown")]
    [InlineData("    5.7.1 refused by policy")]
    [InlineData("451-try again later")]
    public void A_line_of_an_smtp_dialogue_is_told(string line) => TextShape.Of(line).SmtpLines.Should().Be(1);

    [Theory]
    [InlineData("5 people")]
    [InlineData("4.5 million")]
    public void A_persons_numbers_are_no_reply_codes(string line) => TextShape.Of(line).SmtpLines.Should().Be(0);

    [Theory]
    [InlineData("<a@x.example>:")]
    [InlineData("  a@x.example")]
    [InlineData("<a@x.example>: host mx said no")]
    public void A_list_of_failed_addresses_is_seen(string line) => TextShape.Of(line).AddressLines.Should().Be(1);
}
