using System.Globalization;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class MailDateTests
{
    [Theory]
    [InlineData("Mon, 02 Mar 2026 16:40:00 -0500", "2026-03-02T16:40:00-05:00")]
    [InlineData("2 Mar 2026 16:40:00 -0500", "2026-03-02T16:40:00-05:00")]
    [InlineData("Mon, 2 Mar 2026 16:40 -0500", "2026-03-02T16:40:00-05:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 -0500 (EST)", "2026-03-02T16:40:00-05:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 EST", "2026-03-02T16:40:00-05:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 GMT", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 Z", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 GMT+0200", "2026-03-02T16:40:00+02:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 +02:00", "2026-03-02T16:40:00+02:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 -0000", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:60 +0000", "2026-03-02T16:40:59+00:00")]
    [InlineData("Mon, 02 Mar 2026 16:40:00 +9900", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon,02 Mar 2026 16:40:00 +0530", "2026-03-02T16:40:00+05:30")]
    [InlineData("Monday, March 2, 2026 4:40 PM", "2026-03-02T16:40:00+00:00")]
    [InlineData("Monday, 2 March 2026 12:40 AM", "2026-03-02T00:40:00+00:00")]
    [InlineData("Mon Mar  2 16:40:00 2026", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon Mar  2 16:40:00 EST 2026", "2026-03-02T16:40:00-05:00")]
    [InlineData("2-Mar-2026 16:40:00 +0000", "2026-03-02T16:40:00+00:00")]
    [InlineData("2026-03-02T16:40:00Z", "2026-03-02T16:40:00+00:00")]
    [InlineData("2026-03-02T16:40:00.123+01:00", "2026-03-02T16:40:00+01:00")]
    [InlineData("2026-03-02 16:40:00", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 Mar 26 16:40:00 +0000", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 Mar 98 16:40:00 +0000", "1998-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 Mar 126 16:40:00 +0000", "2026-03-02T16:40:00+00:00")]
    [InlineData("Mon, 02 (the second) Mar 2026 16:40:00 +0000", "2026-03-02T16:40:00+00:00")]
    [InlineData("Tue, 02 Mar 2026 16:40:00 +0000", "2026-03-02T16:40:00+00:00")]
    public void A_date_is_read_however_it_is_written(string text, string expected)
    {
        MailDate.TryParse(text, out var date).Should().BeTrue();

        date.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture).Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("Mon, 31 Feb 2026 16:40:00 +0000")]
    [InlineData("Mon, 02 Mar 0000 16:40:00 +0000")]
    [InlineData("02/03/2026")]
    [InlineData("((((((")]
    [InlineData("1 Jan 0001 00:00:00 +1400")]
    [InlineData("99999999999999999999")]
    [InlineData("- - - : : : + +")]
    public void What_is_no_date_is_none(string text) => MailDate.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void A_mail_without_a_readable_date_has_none() =>
        MailText.Parse("Date: soon\n\n").Date.Should().BeNull();
}
