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
    public void A_time_is_taken_with_the_word_that_opens_it(string text, string part) =>
        TimelineFinder.Find([House.Text(text)])!.Value.Should().Contain(part);

    [Theory]
    [InlineData("Tuesday 10am works for me.")]
    [InlineData("I am off to the sea until Friday.")]
    [InlineData("We met in the spring of last year.")]
    public void An_appointment_is_no_timeline(string text) =>
        TimelineFinder.Find([House.Text(text)]).Should().BeNull();
}
