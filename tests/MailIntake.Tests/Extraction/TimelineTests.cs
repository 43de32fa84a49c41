using MailIntake.Referrals.Extraction.Fields;

namespace MailIntake.Tests.Extraction;

public class TimelineTests
{
    [Theory]
    [InlineData("They want to go live before the fiscal year end in June.", "June")]
    [InlineData("He would like to be live by September.", "by September")]
    [InlineData("bis zum 1. Juli beschleunigen, Entscheidung dann", "bis zum 1. Juli")]
    [InlineData("décision attendue avant fin octobre", "avant fin octobre")]
    [InlineData("quieren decidir en marzo", "en marzo")]
    [InlineData("e ele quer começar até o fim de setembro", "até o fim de setembro")]
    [InlineData("la delibera è attesa entro fine aprile", "entro fine aprile")]
    [InlineData("besluit in september", "in september")]
    [InlineData("来年4月の稼働をご希望です", "来年4月")]
    [InlineData("希望明年三月启动", "明年三月")]
    [InlineData("希望国庆节前上线", "国庆节前")]
    [InlineData("時期は今年度下期です", "今年度下期")]
    [InlineData("연내 도입을 검토 중입니다", "연내")]
    [InlineData("They want it running before the busy season.", "before the busy season")]
    [InlineData("liefst nog voor de zomer", "voor de zomer")]
    [InlineData("Das Ganze soll noch vor der Erntezeit laufen.", "vor der Erntezeit")]
    [InlineData("tudo pronto antes da próxima safra", "antes da próxima safra")]
    [InlineData("uruchomienie najlepiej przed remontem pieca", "przed remontem pieca")]
    [InlineData("Diwali ke pehle finalise karna hai", "Diwali ke pehle")]
    [InlineData("Yıl sonuna kadar karar verecekler.", "Yıl sonuna kadar")]
    [InlineData("срок внедрения до конца года", "до конца года")]
    [InlineData("nasazení do konce září", "do konce září")]
    [InlineData("Ils veulent démarrer au troisième trimestre.", "troisième trimestre")]
    [InlineData("Start skal være i første kvartal", "første kvartal")]
    [InlineData("Beslutet väntas efter semestern, start i augusti.", "efter semestern")]
    public void A_time_is_taken_with_the_word_that_opens_it(string text, string part) =>
        TimelineFinder.Find([House.Text(text)])!.Value.Should().Contain(part);

    [Theory]
    [InlineData("Tuesday 10am works for me.")]
    [InlineData("I am off to the sea until Friday.")]
    [InlineData("We met in the spring of last year.")]
    [InlineData("He moved to Leeds in January.")]
    [InlineData("een planning voor de dokinstallatie")]
    [InlineData("It was 11:02.0'3.26 10:15 when the clock broke.")]
    public void An_appointment_is_no_timeline(string text) =>
        TimelineFinder.Find([House.Text(text)]).Should().BeNull();
}
