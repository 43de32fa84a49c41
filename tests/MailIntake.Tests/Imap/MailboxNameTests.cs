using MailIntake.Mail.Imap;

namespace MailIntake.Tests.Imap;

public sealed class MailboxNameTests
{
    [Theory]
    [InlineData("INBOX", "INBOX")]
    [InlineData("R&D", "R&-D")]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")]
    [InlineData("Entwürfe", "Entw&APw-rfe")]
    [InlineData("😀", "&2D3eAA-")]
    [InlineData("a\tb", "a&AAk-b")]
    public void Names_go_both_ways(string name, string wire)
    {
        MailboxName.Encode(name).Should().Be(wire);
        MailboxName.Decode(wire).Should().Be(name);
    }

    [Theory]
    [InlineData("Straße")]
    [InlineData("&")]
    [InlineData("a & b")]
    [InlineData("&!!-")]
    [InlineData("&A-")]
    public void What_is_no_modified_utf7_stays_as_it_is(string wire) => MailboxName.Decode(wire).Should().Be(wire);
}
