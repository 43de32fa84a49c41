using MailIntake.Referrals.Reading.Kinds;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Tests.Reading.Kinds;

public class DeliveryGrammarTests
{
    [Theory]
    [InlineData("We regret that the message could not be handed over to its recipient.")]
    [InlineData("Leider ist Ihre Nachricht beim Empfänger nicht angekommen.")]
    [InlineData("Votre courriel n'a pas atteint son destinataire.")]
    [InlineData("Su correo no ha llegado al destinatario.")]
    [InlineData("O seu e-mail não chegou ao destinatário.")]
    [InlineData("La Sua mail non è stata recapitata.")]
    [InlineData("Het bericht is niet bezorgd.")]
    [InlineData("Nie dostarczono wiadomości.")]
    [InlineData("Ditt mejl levererades inte.")]
    [InlineData("Sähköpostia ei saatu perille.")]
    [InlineData("Zprávu nelze doručit.")]
    [InlineData("Az üzenetet nem kézbesítettük.")]
    [InlineData("Письмо доставить не получилось.")]
    [InlineData("E-posta alıcıya ulaştırılamadı.")]
    [InlineData("Poruka nije dostavljena.")]
    [InlineData("メールの送信に失敗しました。")]
    [InlineData("邮件未送达。")]
    [InlineData("메일 전송에 실패했습니다.")]
    public void A_text_that_says_mail_was_not_delivered_is_understood_in_other_words_than_those_known(string text) =>
        DeliveryGrammar.Says(Folding.Fold(text)).Should().BeTrue();

    [Theory]
    [InlineData("Please meet Jane Roe, who runs a delivery company in Leeds.")]
    [InlineData("They did not like the price. The parcels are delivered by mail.")]
    [InlineData("Ich bin nicht sicher. Die Nachricht folgt morgen.")]
    [InlineData("Jane n'a pas encore choisi.")]
    public void A_denial_of_one_sentence_is_not_joined_to_the_delivery_of_another(string text) =>
        DeliveryGrammar.Says(Folding.Fold(text)).Should().BeFalse();
}
