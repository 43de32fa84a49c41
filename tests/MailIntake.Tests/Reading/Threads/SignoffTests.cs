using MailIntake.Mail.Mime;
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
    [InlineData("Thanks,\n\nthe budget is approved, so please send it.\n\nRosa", "Rosa")]
    [InlineData("Thanks!\n\nBest,\nRosa", "Best,|Rosa")]
    [InlineData("Please log.\n\nThank you and kind regards,\nRosa", "Thank you and kind regards,|Rosa")]
    [InlineData("Bitte erfassen.\n\nFreundliche Grüße aus Husum\nRosa Delgado", "Freundliche Grüße aus Husum|Rosa Delgado")]
    [InlineData("Please log.\n\n***\nSales team\nRosa Delgado\nTel 0312 555", "***|Sales team|Rosa Delgado|Tel 0312 555")]
    [InlineData("Part one\n--------\nTwo sites.\n\nPart two\n--------\nForty users.\n\nRosa", "Rosa")]
    [InlineData("Please log.\n\nBest,\nRosa\n\nP.S. She prefers mail.", "Best,|Rosa")]
    [InlineData("Please log.\n\nBest,\nRosa\n\nOh, and could you copy Owen next time?", "Best,|Rosa")]
    [InlineData("Please log.\n\nSent from Mail<https://go.example/mail> for Windows", "Sent from Mail<https://go.example/mail> for Windows")]
    [InlineData("Please log.\n\nAz iPhone készülékemről küldve", "Az iPhone készülékemről küldve")]
    [InlineData("Please log:\n\nJane Roe\nVP Operations\nTallis Foods Ltd\n+44 20 7946 0999", "")]
    [InlineData("Pozdrav,\n\nuzimamo veći paket.\n\nRosa", "Rosa")]
    [InlineData("Pozdrav,\n\nmože u petak", "")]
    [InlineData("All forms are signed.\n\nSent from the Leiden office this morning: the contract and both forms.", "")]
    [InlineData("Give my regards to Piet, and tell him we said yes.", "")]
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

    [Theory]
    [InlineData("Please treat the budget as strictly confidential until they sign.\n\nThe bundle is fine.\n\nRosa")]
    [InlineData("The bundle is fine.\n\nPlease add me to the mailing list")]
    [InlineData("Dana,\n\nthis external email from Jane needs an answer. Do not click links in it.")]
    public void The_authors_own_words_on_secrets_lists_and_links_are_text(string text)
    {
        var body = PlainTextRenderer.Render("1", text);

        new Signoff(body).Divide([.. Enumerable.Range(0, body.Lines.Length)], Rosa).Notices.Should().BeEmpty();
    }

    [Theory]
    [InlineData("[EXTERNAL]\n\nHello Dana")]
    [InlineData("*** EXTERNAL EMAIL ***\nThis message was sent from outside Vendor.\n\nHello Dana")]
    [InlineData("ACHTUNG: Diese E-Mail stammt von einem externen Absender.\n\nHello Dana")]
    public void A_banner_may_be_a_word_or_a_block_in_any_language(string text)
    {
        var body = PlainTextRenderer.Render("1", text);

        var lines = new Signoff(body).Divide([.. Enumerable.Range(0, body.Lines.Length)], Rosa);

        lines.Text.Select(body.LineString).Where(l => l.Length > 0).Should().Equal("Hello Dana");
    }

    [Fact]
    public void A_signature_without_formula_or_name_is_known_by_the_authors_address()
    {
        var author = new Correspondent(null, EmailAddress.TryParse("sales@brightpath.example", out var a) ? a : null, "",
            new SourceSpan("1", 0, 0));
        var body = PlainTextRenderer.Render("1", "Please log it today.\n\nBrightpath desk\nsales@brightpath.example");

        var lines = new Signoff(body).Divide([.. Enumerable.Range(0, body.Lines.Length)], author);

        lines.Signature.Select(body.LineString).Should().Equal("Brightpath desk", "sales@brightpath.example");
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
