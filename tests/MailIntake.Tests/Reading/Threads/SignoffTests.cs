using MailIntake.Referrals;
using MailIntake.Referrals.Reading;
using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Tests.Reading.Threads;

public class SignoffTests
{
    private static readonly Correspondent Rosa = new("Rosa Delgado", null, "Rosa Delgado", new SourceSpan("1", 0, 0));

    [Theory]
    [InlineData("Hi,\n\nplease log.\n\n-- \nRosa Delgado\nBrightpath", "--|Rosa Delgado|Brightpath")]
    [InlineData("Please log.\n\nBest,\nRosa", "Best,|Rosa")]
    [InlineData("Please log.\n\nBest, Rosa", "Best, Rosa")]
    [InlineData("Bitte erfassen.\n\nMit freundlichen Grüßen\n\nKlaus Hartmann\nHartmann GmbH\nTel. 0421 5550 100", "Mit freundlichen Grüßen|Klaus Hartmann|Hartmann GmbH|Tel. 0421 5550 100")]
    [InlineData("Log please.\n\nSent from my iPhone", "Sent from my iPhone")]
    [InlineData("Thanks Priya! I can do Thursday.\n\nRosa Delgado\nVP Finance, Globex", "Rosa Delgado|VP Finance, Globex")]
    [InlineData("Please log.\n\nRosa", "Rosa")]
    [InlineData("Please log.\n\n/Rosa", "/Rosa")]
    [InlineData("Please log.\nRosa Delgado | Partner | Brightpath | +1 312 555 0187", "Rosa Delgado | Partner | Brightpath | +1 312 555 0187")]
    [InlineData("よろしく登録してください。\n\nよろしくお願いいたします。\n\n伊藤 健司", "よろしくお願いいたします。|伊藤 健司")]
    [InlineData("Please log.\n\nThanks,\nRosa\n\nPS: she prefers mail.", "Thanks,|Rosa")]
    [InlineData("One lead.\n\nThanks for taking care of it so quickly, it means a lot to us and to them.", "")]
    [InlineData("PARTNER: Brightpath\nREFERRED BY: Rosa Delgado\nCLIENT: Globex\nCONTACT: Jane Roe", "")]
    [InlineData("Rosa", "")]
    public void The_signature_begins_where_the_letter_ends(string text, string signature)
    {
        var body = PlainTextRenderer.Render("1", text);

        var lines = new Signoff(body).Divide([.. Enumerable.Range(0, body.Lines.Length)], Rosa);

        string.Join('|', lines.Signature.Select(body.LineString).Where(l => l.Length > 0)).Should().Be(signature);
    }

    [Fact]
    public void Legal_notices_are_neither_text_nor_signature()
    {
        var body = PlainTextRenderer.Render("1",
            "Please log.\n\nBest,\nRosa\n\nThis email is confidential and may be privileged. If you are not\nthe intended recipient please delete it. Brightpath LLP.");

        var lines = new Signoff(body).Divide([.. Enumerable.Range(0, body.Lines.Length)], Rosa);

        lines.Text.Select(body.LineString).First().Should().Be("Please log.");
        body.LineString(lines.Notices[0]).Should().StartWith("This email");
        lines.Signature.Select(body.LineString).Should().NotContain(l =>
            l.Contains("confidential", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gateways_banner_is_not_the_authors_word()
    {
        var body = PlainTextRenderer.Render("1",
            "CAUTION: This email originated from outside of the organization. Do not click links.\n\nHello Dana");

        var lines = new Signoff(body).Divide([.. Enumerable.Range(0, body.Lines.Length)], Rosa);

        lines.Text.Select(body.LineString).Where(l => l.Length > 0).Should().Equal("Hello Dana");
    }
}
