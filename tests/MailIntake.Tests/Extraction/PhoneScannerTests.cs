using MailIntake.Referrals.Extraction.Fields;

namespace MailIntake.Tests.Extraction;

public class PhoneScannerTests
{
    [Theory]
    [InlineData("call +49 421 5550 173.", "+49 421 5550 173")]
    [InlineData("cell is (503) 555-0119, text him", "(503) 555-0119")]
    [InlineData("Try him at 614-555-0190.", "614-555-0190")]
    [InlineData("unter 05601 / 88 27-130 zu erreichen", "05601 / 88 27-130")]
    [InlineData("tel 843 555 0184 x12", "843 555 0184 x12")]
    [InlineData("お電話は03-5550-0188です", "03-5550-0188")]
    [InlineData("0498/22.17.63", "0498/22.17.63")]
    public void Numbers_are_found_as_written(string text, string phone) =>
        PhoneScanner.Find(House.Text(text)).Select(p => p.Value).Should().Equal(phone);

    [Theory]
    [InlineData("on 2026-03-02 at noon")]
    [InlineData("budget 4.500.000 this year")]
    [InlineData("EUR 45.000")]
    [InlineData("from 01.01.2027")]
    [InlineData("9,000 SKUs and 38 users")]
    public void Dates_and_amounts_are_no_numbers(string text) =>
        PhoneScanner.Find(House.Text(text)).Should().BeEmpty();

    [Fact]
    public void A_fax_says_that_it_is_one() =>
        PhoneScanner.Find(House.Text("FAX 207.555.0137"))[0].Label.Should().Be("fax");
}
