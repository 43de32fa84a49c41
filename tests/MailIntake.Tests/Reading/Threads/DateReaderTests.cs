using System.Globalization;
using System.Runtime.CompilerServices;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Tests.Reading.Threads;

public class DateReaderTests
{
    [Theory]
    [InlineData("Mon, Mar 2, 2026 at 10:15 AM", "2026-03-02T10:15:00")]
    [InlineData("Monday, March 2, 2026 10:15 PM", "2026-03-02T22:15:00")]
    [InlineData("Monday, 2 March 2026 at 10:15", "2026-03-02T10:15:00")]
    [InlineData("2 Mar 2026, at 10:15", "2026-03-02T10:15:00")]
    [InlineData("Mon, 2 Mar 2026 10:15:00 +0100", "2026-03-02T10:15:00+01:00")]
    [InlineData("Mon, 2 Mar 2026 10:15:00 +0100 (CET)", "2026-03-02T10:15:00+01:00")]
    [InlineData("March 2, 2026 at 12:05:00 AM PST", "2026-03-02T00:05:00-08:00")]
    [InlineData("On Monday, March 2nd, 2026 at 10:15 AM", "2026-03-02T10:15:00")]
    [InlineData("2026-03-02T10:15:00+0100", "2026-03-02T10:15:00+01:00")]
    [InlineData("2026-03-02 10:15", "2026-03-02T10:15:00")]
    [InlineData("2018-04-12 10:00 GMT+02:00", "2018-04-12T10:00:00+02:00")]
    [InlineData("3/2/2026 10:15 AM", "2026-03-02T10:15:00")]
    [InlineData("3/25/26 4:02 PM", "2026-03-25T16:02:00")]
    [InlineData("02.03.2026 10:15", "2026-03-02T10:15:00")]
    [InlineData("2. 3. 2026 10:15:00", "2026-03-02T10:15:00")]
    [InlineData("Di., 17. März 2026 um 13:50 Uhr", "2026-03-17T13:50:00")]
    [InlineData("Montag, 2. März 2026 10:15", "2026-03-02T10:15:00")]
    [InlineData("2. März 2026 um 10:15:00 MESZ", "2026-03-02T10:15:00+02:00")]
    [InlineData("mer. 20 mai 2026 à 11:22", "2026-05-20T11:22:00")]
    [InlineData("lundi 2 mars 2026 10h15", "2026-03-02T10:15:00")]
    [InlineData("mar. 3 mars 2026 à 10:15", "2026-03-03T10:15:00")]
    [InlineData("mar, 3 mar 2026 a las 10:15", "2026-03-03T10:15:00")]
    [InlineData("lunes, 2 de marzo de 2026 10:15", "2026-03-02T10:15:00")]
    [InlineData("dom 1 mar 2026 alle ore 10:15", "2026-03-01T10:15:00")]
    [InlineData("seg., 2 de mar. de 2026 às 10:15", "2026-03-02T10:15:00")]
    [InlineData("segunda, 2/03/2026 à(s) 10:15", "2026-03-02T10:15:00")]
    [InlineData("poniedziałek, 2 marca 2026 10:15", "2026-03-02T10:15:00")]
    [InlineData("den 7 oktober 2026 10:49", "2026-10-07T10:49:00")]
    [InlineData("maanantai 2. maaliskuuta 2026 10.15", "2026-03-02T10:15:00")]
    [InlineData("2. september 2026 kl. 13.50.00 CEST", "2026-09-02T13:50:00+02:00")]
    [InlineData("2026. március 2., hétfő 10:15", "2026-03-02T10:15:00")]
    [InlineData("2026. márc. 2., H, 10:15", "2026-03-02T10:15:00")]
    [InlineData("2 Mart 2026 Pazartesi 10:15", "2026-03-02T10:15:00")]
    [InlineData("2 марта 2026 г., 10:15:06 GMT+3", "2026-03-02T10:15:06+03:00")]
    [InlineData("пн, 2 бер. 2026 р. о 10:15", "2026-03-02T10:15:00")]
    [InlineData("2026年3月2日 14:58", "2026-03-02T14:58:00")]
    [InlineData("2026年3月2日(月) 午後3時20分", "2026-03-02T15:20:00")]
    [InlineData("2026年3月2日 星期一 下午3:20", "2026-03-02T15:20:00")]
    [InlineData("2026년 3월 2일 (월) 오후 3:20", "2026-03-02T15:20:00")]
    [InlineData("15 de julio de 2026, 20:55:00 CST", "2026-07-15T20:55:00-06:00")]
    [InlineData("Mon 2 March 2026", "2026-03-02T00:00:00")]
    public void A_date_is_read_as_its_author_wrote_it(string text, string expected)
    {
        Show(DateReader.Find(text)).Should().Be(expected);
    }

    [Theory]
    [InlineData("2. listopada 2026. 10:15", "hr", "2026-10-02T10:15:00")]
    [InlineData("2 listopada 2026 10:15", "pl", "2026-11-02T10:15:00")]
    [InlineData("02/03/2026 10:15", "fr", "2026-03-02T10:15:00")]
    public void What_two_languages_share_is_settled_by_the_labels(string text, string language, string expected)
    {
        Show(DateReader.Find(text, [language])).Should().Be(expected);
    }

    [Fact]
    public void A_doubtful_day_is_the_nearest_before_the_mail_that_quotes_it()
    {
        Show(DateReader.Find("02/03/2026 10:15", ["en"], new DateTime(2026, 3, 3))).Should().Be("2026-03-02T10:15:00");
    }

    [Fact]
    public void The_weekday_settles_a_doubtful_day()
    {
        Show(DateReader.Find("Tuesday 3/2/2026 10:15")).Should().Be("2026-02-03T10:15:00");
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("")]
    [InlineData("call 0800 555 0123")]
    [InlineData("31.02.2026")]
    [InlineData("May I suggest 3 seats?")]
    public void What_is_no_date_gives_none(string text)
    {
        DateReader.Find(text).Should().BeNull();
    }

    [Fact]
    public void The_date_is_found_among_other_words()
    {
        const string Text = "On Mon, Mar 2, 2026 at 10:15 AM April May <april@x.example> wrote:";

        var found = DateReader.Find(Text)!.Value;

        Text[found.Start..found.End].Should().Be("Mon, Mar 2, 2026 at 10:15 AM");
    }

    [Fact]
    public void Dates_of_every_language_are_read_as_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Fixtures(), "dates", "written.tsv")))
        {
            if (line.Split('\t') is [var language, var text, var expected]
                && Show(DateReader.Find(text, [language])) is var read && read != expected)
            {
                wrong.Add($"{language} <{text}> read as {read ?? "none"}, is {expected}");
            }
        }

        wrong.Should().BeEmpty();
    }

    private static string Fixtures([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "fixtures"));

    private static string? Show(FoundDate? found) => found is not { Local: { } local } date ? null
        : date.Offset is { } offset
            ? new DateTimeOffset(local, offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
}
