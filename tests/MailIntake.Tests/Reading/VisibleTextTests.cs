using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;
using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Tests.Mime;

namespace MailIntake.Tests.Reading;

public class VisibleTextTests
{
    [Fact]
    public void Every_character_that_is_seen_stands_where_it_is_said_to_stand()
    {
        var count = 0;
        foreach (var path in MimeFixtures.Paths())
        {
            var email = Email.Parse(File.ReadAllBytes(path));
            var reading = EmailReader.Read(email, PartnerDirectory.Empty);
            var parts = Parts(email).ToLookup(p => p.Number);

            foreach (var text in Texts(reading))
            {
                count += text.Text.Length;
                Misplaced(text, parts).Should().BeEmpty("{0}", path);
            }
        }

        count.Should().BeGreaterThan(20_000);
    }

    [Fact]
    public void A_value_that_ends_in_a_reference_is_shown_to_its_end()
    {
        var text = HtmlRenderer.Render("1", "<p>Smith &amp; Co&eacute; &#128640;</p>").Text;

        text.Locate(0, 7).Should().Be(new SourceSpan("1", 3, 11), "the ampersand is written with five characters");
        text.Locate(8, 3).Should().Be(new SourceSpan("1", 15, 10));
        text.Locate(12, 2).Should().Be(new SourceSpan("1", 26, 9));
    }

    [Fact]
    public void Text_of_a_second_part_is_found_in_that_part()
    {
        var text = ReadTwoParts("Meet Jane.\n", "Her number is 555.\n");

        text.Text.Should().Be("Meet Jane.\n\nHer number is 555.");
        text.Locate(5, 4).Should().Be(new SourceSpan("1", 5, 4));
        text.Locate(12, 3).Should().Be(new SourceSpan("3", 0, 3));
        text.Slice(16).Locate(10, 3).Should().Be(new SourceSpan("3", 14, 3));
    }

    [Fact]
    public void What_goes_over_into_another_part_is_shown_to_the_end_of_the_first() =>
        ReadTwoParts("Meet Jane.\n", "Her number is 555.\n").Locate(5, 12).Should().Be(new SourceSpan("1", 5, 6));

    [Fact]
    public void Links_of_a_second_part_are_links_of_the_text()
    {
        var text = Read(MailText.Parse("""
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html

            <p>Meet Jane.</p>
            --b
            Content-Type: text/html

            <p>Write <a href="mailto:jane@globex.example">to her</a>.</p>
            --b--
            """));

        text.LinksWithin(text.Text.IndexOf("to her", StringComparison.Ordinal), 6).Should().ContainSingle()
            .Which.Href.Should().Be("mailto:jane@globex.example");
        text.LinksWithin(0, 10).Should().BeEmpty();
    }

    private static VisibleText ReadTwoParts(string first, string second) => Read(MailText.Parse(
        $"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{first}\n--b\nContent-Type: application/pdf\n\nx\n"
        + $"--b\n\n{second}\n--b--\n"));

    private static VisibleText Read(Email email) => EmailReader.Read(email, PartnerDirectory.Empty).NewText;

    private static IEnumerable<string> Misplaced(VisibleText text, ILookup<string, MimePart> parts)
    {
        for (var i = 0; i < text.Text.Length; i++)
        {
            var where = text.Locate(i, 1);
            if (!parts[where.Part].Any(p => IsAt(text.Text[i], p, where)))
            {
                yield return $"'{text.Text[i]}' ({i} of \"{text.Text[..Math.Min(40, text.Text.Length)]}\") at {where}";
            }
        }
    }

    private static bool IsAt(char seen, MimePart part, SourceSpan where)
    {
        if (seen is '\n' or '\t')
        {
            return where.Start >= 0 && where.Start <= part.Text.Length;
        }

        if (where.Start < 0 || where.Start + where.Length > part.Text.Length || where.Length == 0)
        {
            return false;
        }

        var source = part.Text.Substring(where.Start, where.Length);
        return source[0] == seen
            || (source[0] == '&' && HtmlEntities.Decode(source) is { } decoded
                && (decoded.Contains(seen, StringComparison.Ordinal) || (seen == ' ' && decoded.Trim().Length == 0)))
            || (seen == ' ' && char.IsWhiteSpace(source[0]));
    }

    private static IEnumerable<VisibleText> Texts(EmailReading reading) =>
        [reading.NewText, reading.Signature, reading.Notices, .. reading.Earlier.SelectMany(Texts)];

    private static IEnumerable<VisibleText> Texts(EarlierMessage message) =>
        [message.Body, message.NewText, message.Signature, message.Notices, .. message.Earlier.SelectMany(Texts)];

    private static IEnumerable<MimePart> Parts(Email email) =>
        email.Parts.SelectMany(p => p.Message is { } message ? Parts(message).Append(p) : [p]);
}
