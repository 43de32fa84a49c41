using MailIntake.Mail.Smtp;

namespace MailIntake.Tests.Smtp;

public sealed class SmtpReplyTests
{
    [Theory]
    [InlineData("5.1.1 User unknown", "5.1.1")]
    [InlineData("4.7.1", "4.7.1")]
    [InlineData("5.7.139 off", "5.7.139")]
    [InlineData("User unknown", null)]
    [InlineData("6.1.1 no class", null)]
    [InlineData("5.1 short", null)]
    [InlineData("5.1.1.1 long", null)]
    [InlineData("5.1.1000 long", null)]
    [InlineData("5.x.1 no number", null)]
    [InlineData("", null)]
    public void Enhanced_codes_are_read(string text, string? code) =>
        EnhancedStatusCode.Read(text)?.ToString().Should().Be(code);

    [Theory]
    [InlineData(451, "4.7.1 Greylisted", true)]
    [InlineData(450, "mailbox busy", true)]
    [InlineData(550, "5.1.1 unknown", false)]
    [InlineData(550, "unknown", false)]
    [InlineData(552, "4.2.2 full", true)]
    [InlineData(451, "5.3.0 odd", true)]
    public void Later_and_never_are_told_apart(int code, string text, bool isTransient) =>
        new SmtpReply(code, [text]).IsTransient.Should().Be(isTransient);

    [Fact]
    public void Capabilities_are_read_from_the_lines_after_the_greeting()
    {
        var can = new SmtpCapabilities(["SIZE 1000", "pipelining", "AUTH PLAIN LOGIN", "AUTH=XOAUTH2", ""]);

        can.Should().Match<SmtpCapabilities>(
            all => all.MaxSize == 1000 && all.Pipelining && !all.StartTls && !all.EightBitMime);
        can.Mechanisms.Should().BeEquivalentTo("PLAIN", "LOGIN", "XOAUTH2");
    }

    [Theory]
    [InlineData("SIZE")]
    [InlineData("SIZE 0")]
    [InlineData("SIZE many")]
    public void A_size_without_a_number_is_no_limit(string line) =>
        new SmtpCapabilities([line]).Should().Match<SmtpCapabilities>(can => can.Size && can.MaxSize == null);
}
