using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Tests.Extraction;

public class AddressScannerTests
{
    [Theory]
    [InlineData("write to jane.roe@globex.example.", "jane.roe@globex.example")]
    [InlineData("jane@globex.example<mailto:jane@globex.example>", "jane@globex.example")]
    [InlineData("(j.roe@mail.globex.co.uk)", "j.roe@mail.globex.co.uk")]
    [InlineData("jane at initech dot com", "jane@initech.com")]
    [InlineData("h.molar at hill-dairy dot co dot za", "h.molar@hill-dairy.co.za")]
    [InlineData("jane [at] initech [dot] com", "jane@initech.com")]
    [InlineData("jane (at) initech.com", "jane@initech.com")]
    [InlineData("メールはtaro@midori.exampleです", "taro@midori.example")]
    public void Addresses_are_found_as_people_write_them(string text, string address) =>
        AddressScanner.Find(House.Text(text))[0].Address.ToString().Should().Be(address);

    [Theory]
    [InlineData("meet me at the office dot")]
    [InlineData("she is good at sums")]
    [InlineData("the price @ 20 each")]
    [InlineData("user@localhost")]
    public void Words_around_at_are_no_address(string text) =>
        AddressScanner.Find(House.Text(text)).Should().BeEmpty();

    [Fact]
    public void The_place_of_an_address_is_its_words() =>
        AddressScanner.Find(House.Text("to jane at initech dot com please"))[0].Evidence.Words
            .Should().Be("jane at initech dot com");
}
