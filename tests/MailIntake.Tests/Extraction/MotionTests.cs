using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Fields;

namespace MailIntake.Tests.Extraction;

public class MotionTests
{
    private static readonly Evidence Proof = new("x", null, FoundHow.Header);

    [Theory]
    [InlineData("We go in together with one joint proposal.", "co-sell")]
    [InlineData("Wir treten als Bietergemeinschaft an.", "co-sell")]
    [InlineData("une offre commune", "co-sell")]
    [InlineData("We'd take it on our own paper and bill them ourselves.", "resell")]
    [InlineData("o contrato sai pela nossa empresa (revenda)", "resell")]
    [InlineData("wij factureren aan de klant", "resell")]
    [InlineData("Over to you two.", "referral")]
    public void The_words_say_how_the_deal_is_run(string text, string motion) =>
        MotionAndCredit.Motion([House.Text(text)], Proof).Value.Should().Be(motion);

    [Theory]
    [InlineData("Please tag as influence, not sourced.", "influenced")]
    [InlineData("bitte als beeinflusst buchen", "influenced")]
    [InlineData("当社で商談中の案件です", "influenced")]
    [InlineData("A new one for you.", "sourced")]
    public void The_words_say_what_credit_is_claimed(string text, string credit) =>
        MotionAndCredit.Credit([House.Text(text)], Proof).Value.Should().Be(credit);

    [Theory]
    [InlineData("please don't contact them yet", "no")]
    [InlineData("she said yes to being contacted", "yes")]
    [InlineData("a fine company", null)]
    public void Consent_is_what_the_mail_says(string text, string? consent) =>
        MotionAndCredit.Consent([House.Text(text)])?.Value.Should().Be(consent);
}
