using System.Diagnostics;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;
using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Tests.Reading.Threads;

public class AttributionTests
{
    private const string Wrote = "On Mon, Mar 2, 2026 at 10:15 AM Jane Roe <jane@globex.example> wrote:";

    [Theory]
    [InlineData("* Jane Roe <jane@globex.example> [2026-03-02 10:15]:", "Jane Roe", "2026-03-02T10:15:00")]
    [InlineData(">>> Jane Roe <jane@globex.example> 3/2/2026 10:15 AM >>>", "Jane Roe", "2026-03-02T10:15:00")]
    [InlineData(" ---- On Mon, 02 Mar 2026 10:15:00 +0100 Jane Roe<jane@globex.example> wrote ---", "Jane Roe", "2026-03-02T10:15:00")]
    [InlineData("Zitat von Jane Roe <jane@globex.example>:", "Jane Roe", null)]
    [InlineData("Missatge de Jane Roe <jane@globex.example> del dia dl., 2 de març 2026 a les 10:15:", "Jane Roe", null)]
    [InlineData("On Mar 2, 2026, 10:15, at 10:15, Jane Roe <jane@globex.example> wrote:", "Jane Roe", "2026-03-02T10:15:00")]
    [InlineData("Am Montag, 2. März 2026, 10:15:00 MEZ hat Jane Roe <jane@globex.example> Folgendes geschrieben:", "Jane Roe", "2026-03-02T10:15:00")]
    [InlineData("2026-03-02 10:15 időpontban Jane Roe ezt írta:", "Jane Roe", "2026-03-02T10:15:00")]
    [InlineData("Jane Roe je 02.03.2026. u 10:15 napisao/la:", "Jane Roe", "2026-03-02T10:15:00")]
    public void Who_wrote_and_when_stands_over_what_is_quoted(string attribution, string name, string? date)
    {
        var message = Read($"Yes.\n\n{attribution}\n> Is it?\n").Earlier.Single();

        message.From!.Name.Should().Be(name);
        if (date is not null)
        {
            message.Date!.Local.Should().Be(DateTime.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Lines_of_the_answer_right_above_are_not_wrapped_into_it()
    {
        var read = Read($"Yes, log them.\nRosa\nSent from my iPhone\n{Wrote}\n> Is it?\n");

        read.NewText.Text.Should().Be("Yes, log them.");
        read.Signature.Text.Should().Be("Rosa\nSent from my iPhone");
        read.Earlier.Single().From!.Name.Should().Be("Jane Roe");
    }

    [Theory]
    [InlineData("JR> ")]
    [InlineData("| ")]
    public void Answers_between_lines_marked_with_initials_or_a_bar_are_the_new_text(string mark)
    {
        var read = Read($"{Wrote}\n\n{mark}How many?\n\nForty.\n\n{mark}Where?\n\nLeiden.\n");

        read.NewText.Text.Should().Be("Forty.\n\nLeiden.");
        read.Earlier.Single().NewText.Text.Should().Be("How many?\nWhere?");
    }

    [Fact]
    public void A_table_and_a_prompt_are_the_authors_own()
    {
        const string Own = "SQL> select 1\n\n| a | b |\n| 1 | 2 |";

        Read(Own).NewText.Text.Should().Be(Own);
    }

    [Fact]
    public void Notes_quotes_its_header_block_below_its_attribution_and_both_are_of_one_message()
    {
        const string Mail = "Yes.\n\nJane Roe <jane@globex.example> wrote on 03/02/2026 10:15:00 AM:\n\n"
            + "> From: Jane Roe <jane@globex.example>\n> To: Rosa Delgado <rosa@partner.example>\n"
            + "> Date: 03/02/2026 10:15 AM\n> Subject: Tool\n>\n> Is it?\n";

        var message = Read(Mail).Earlier.Single();

        message.Subject.Should().Be("Tool");
        message.NewText.Text.Should().Be("Is it?");
    }

    [Theory]
    [InlineData("quoted lines", "> line\n")]
    [InlineData("closing formulas", "Best regards,\n")]
    [InlineData("attributions", Wrote + "\n")]
    [InlineData("quoted attributions", Wrote + "\n> x\n")]
    [InlineData("attributions without an end", "On Mon, Mar 2, 2026 at 10:15 AM Jane\n")]
    [InlineData("notices", "This message is confidential. Delete it.\n\n")]
    [InlineData("initials", Wrote + "\nJR> x\n")]
    [InlineData("quote levels", ">")]
    public void A_hundred_thousand_lines_take_no_longer_than_their_number(string what, string line)
    {
        var text = Text("Yes.\n\n" + string.Concat(Enumerable.Repeat(line, 100_000)));
        var watch = Stopwatch.StartNew();

        ThreadReader.Read(text, Envelope());

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20), $"{what} are read in one pass");
    }

    private static ThreadReading Read(string text) => ThreadReader.Read(Text(text), Envelope());

    private static RenderedBody Text(string text) => PlainTextRenderer.Render("1", text);

    private static Envelope Envelope() => new(
        "Re: Tool", new Correspondent("Rosa Delgado", EmailAddress.Parse("rosa@partner.example"), "",
            new SourceSpan("header:From", 0, 0)),
        [new(null, EmailAddress.Parse("jane@globex.example"), "", new SourceSpan("header:To", 0, 0))],
        new DateTime(2026, 3, 5), IsOuter: true);
}
