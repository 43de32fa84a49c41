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
    [InlineData("Wir machen das Projekt dann gemeinsam.", "co-sell")]
    [InlineData("Restiamo coinvolti come system integrator.", "co-sell")]
    [InlineData("Vamos vender junto, a gente faz a implantação.", "co-sell")]
    [InlineData("Sprzedajemy razem, zostajemy w projekcie.", "co-sell")]
    [InlineData("Das läuft auf unserem Papier.", "resell")]
    [InlineData("We keep the contract and you invoice us.", "resell")]
    [InlineData("nosotros facturamos al cliente", "resell")]
    [InlineData("合同由我们来签，贵司跟我们结算", "resell")]
    [InlineData("契約は弊社経由（弊社が仕入れて販売）となります", "resell")]
    [InlineData("Our contract there is only for the phones.", "referral")]
    [InlineData("Over to you two.", "referral")]
    public void The_words_say_how_the_deal_is_run(string text, string motion) =>
        MotionAndCredit.Motion([House.Text(text)], Proof).Value.Should().Be(motion);

    [Theory]
    [InlineData("Please tag as influence, not sourced.", "influenced")]
    [InlineData("bitte als beeinflusst buchen", "influenced")]
    [InlineData("当社で商談中の案件です", "influenced")]
    [InlineData("We only made the connection to your rep, they already knew you.", "influenced")]
    [InlineData("Ils vous connaissaient déjà, je n'ai fait qu'appuyer.", "influenced")]
    [InlineData("Die kannten euch schon, wir haben nur nachgeholfen.", "influenced")]
    [InlineData("Vi conoscevano già.", "influenced")]
    [InlineData("A new one for you.", "sourced")]
    public void The_words_say_what_credit_is_claimed(string text, string credit) =>
        MotionAndCredit.Credit([House.Text(text)], Proof).Value.Should().Be(credit);

    [Theory]
    [InlineData("please don't contact them yet", "no")]
    [InlineData("she said yes to being contacted", "yes")]
    [InlineData("bitte derzeit KEINEN Kontakt aufnehmen, bis ich grünes Licht gebe", "no")]
    [InlineData("Los tres saben que les vais a llamar.", "yes")]
    [InlineData("Er darf sich jederzeit bei Ihnen melden.", "yes")]
    [InlineData("a fine company", null)]
    public void Consent_is_what_the_mail_says(string text, string? consent) =>
        MotionAndCredit.Consent([House.Text(text)])?.Value.Should().Be(consent);
}
