using System.Globalization;
using System.Text;
using MailIntake.Mail.Imap;

namespace MailIntake.Tests.Imap;

public sealed class InternalDateTests
{
    [Theory]
    [InlineData("17-Jul-1996 02:44:25 -0700", "1996-07-17T02:44:25-07:00")]
    [InlineData(" 7-Feb-2026 21:52:25 +0100", "2026-02-07T21:52:25+01:00")]
    [InlineData("7-feb-2026 21:52:25 +0000", "2026-02-07T21:52:25+00:00")]
    [InlineData("07-DEC-2026 21:52:60 +0530", "2026-12-07T21:52:59+05:30")]
    [InlineData("07-Dec-2026 21:52:25", "2026-12-07T21:52:25+00:00")]
    [InlineData("07-Dec-2026 21:52:25 UTC", "2026-12-07T21:52:25+00:00")]
    [InlineData("07-Dec-2026 21:52:25 +9900", "2026-12-07T21:52:25+00:00")]
    public void Dates_are_read(string text, string expected) =>
        InternalDate.Parse(Encoding.ASCII.GetBytes(text)).Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("31-Feb-2026 21:52:25 +0000")]
    [InlineData("07-Foo-2026 21:52:25 +0000")]
    [InlineData("07-anf-2026 21:52:25 +0000")]
    [InlineData("07-Dec-20260 21:52:25 +0000")]
    [InlineData("07-Dec-2026 25:52:25 +0000")]
    [InlineData("07-De")]
    public void What_is_no_date_is_none(string text) =>
        InternalDate.Parse(Encoding.ASCII.GetBytes(text)).Should().BeNull();

    [Fact]
    public void Dates_are_written_as_they_are_read()
    {
        var moment = new DateTimeOffset(2026, 2, 7, 21, 52, 25, TimeSpan.FromMinutes(-210));

        InternalDate.Format(moment).Should().Be("07-Feb-2026 21:52:25 -0330");
        InternalDate.Parse(Encoding.ASCII.GetBytes(InternalDate.Format(moment))).Should().Be(moment);
    }
}
