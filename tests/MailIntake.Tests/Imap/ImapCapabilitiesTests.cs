using MailIntake.Mail.Imap;

namespace MailIntake.Tests.Imap;

public sealed class ImapCapabilitiesTests
{
    [Fact]
    public void Rev2_alone_contains_what_rev1_has_as_extensions()
    {
        var rev2 = new ImapCapabilities(["IMAP4rev2", "AUTH=PLAIN"]);

        rev2.Should().Match<ImapCapabilities>(
            can => can.Idle && can.Move && can.UidPlus && can.SaslIr && can.LiteralMinus && can.Enable
                && !can.LiteralPlus);
    }

    [Fact]
    public void With_both_revisions_only_what_is_listed_counts()
    {
        var both = new ImapCapabilities(["IMAP4rev1", "IMAP4rev2", "idle"]);

        both.Should().Match<ImapCapabilities>(can => can.Idle && !can.Move && !can.UidPlus);
    }

    [Theory]
    [InlineData("[UIDVALIDITY 1712] UIDs valid", "UIDVALIDITY", "1712", "UIDs valid")]
    [InlineData("[read-only] done", "READ-ONLY", "", "done")]
    [InlineData("[PERMANENTFLAGS (\\Seen \\*)] Limited", "PERMANENTFLAGS", "(\\Seen \\*)", "Limited")]
    public void Response_codes_are_parted_from_the_text(string text, string name, string arguments, string words) =>
        ImapResponseCode.Part(text).Should().Be((new ImapResponseCode(name, arguments), words));

    [Theory]
    [InlineData("plain text")]
    [InlineData("[never closed")]
    [InlineData("text [with brackets]")]
    public void What_is_no_code_stays_text(string text) =>
        ImapResponseCode.Part(text).Should().Be(((ImapResponseCode?)null, text));

    [Theory]
    [InlineData("\\Seen", true)]
    [InlineData("$Referral", true)]
    [InlineData("", false)]
    [InlineData("\\", false)]
    [InlineData("two words", false)]
    [InlineData("a)\r\nA1 DELETE INBOX", false)]
    public void A_flag_is_one_atom(string flag, bool isFlag)
    {
        var act = () => MessageFlags.Checked(flag);

        if (isFlag)
        {
            act.Should().NotThrow();
        }
        else
        {
            act.Should().Throw<ArgumentException>();
        }
    }
}
