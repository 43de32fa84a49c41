using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Tests.Reading.Rendering;

public class PlainTextRendererTests
{
    [Fact]
    public void Quote_marks_are_counted_and_taken_off()
    {
        var body = PlainTextRenderer.Render("1", "a\n> b\n>> c\n> > d\n>e\n  > list");

        body.Text.Text.Should().Be("a\nb\nc\nd\ne\n  > list");
        body.Lines.Select(l => l.Quote).Should().Equal(0, 1, 2, 2, 1, 0);
    }

    [Fact]
    public void Flowed_lines_are_joined()
    {
        PlainTextRenderer.Render("1", "one \ntwo \nthree\n\nfour \n-- \nRosa", isFlowed: true).Text.Text
            .Should().Be("one two three\n\nfour\n--\nRosa");
    }

    [Fact]
    public void Flowed_lines_of_another_depth_are_not_joined()
    {
        PlainTextRenderer.Render("1", "> one \n> two \nthree", isFlowed: true).Text.Text.Should().Be("one two\nthree");
    }

    [Fact]
    public void DelSp_takes_the_space_away()
    {
        PlainTextRenderer.Render("1", "日本 \n語", isFlowed: true, delSp: true).Text.Text.Should().Be("日本語");
    }

    [Fact]
    public void A_stuffed_space_goes()
    {
        PlainTextRenderer.Render("1", " From here\n >no quote",
            isFlowed: true).Text.Text.Should().Be("From here\n>no quote");
    }

    [Fact]
    public void Text_without_anything_to_take_off_points_at_itself()
    {
        var text = PlainTextRenderer.Render("1.1", "Hello\nworld").Text;

        text.Locate(6, 5).Should().Be(new MailIntake.Referrals.SourceSpan("1.1", 6, 5));
    }

    [Fact]
    public void Quoted_and_flowed_text_points_at_its_source()
    {
        const string Source = "> Hannah \n> Okafor";
        var text = PlainTextRenderer.Render("1", Source, isFlowed: true).Text;

        text.Text.Should().Be("Hannah Okafor");
        var where = text.Locate(7, 6);
        Source.Substring(where.Start, where.Length).Should().Be("Okafor");
    }

    [Theory]
    [InlineData("a\u0000b\rc", "abc")]
    [InlineData("x\u00a0y", "x y")]
    [InlineData("\ufeffFrom", "From")]
    public void Controls_and_odd_spaces_are_made_plain(string source, string shown)
    {
        PlainTextRenderer.Render("1", source).Text.Text.Should().Be(shown);
    }
}
