using MailIntake.Referrals.Extraction.Fields;

namespace MailIntake.Tests.Extraction;

public class MoneyTests
{
    [Theory]
    [InlineData("budget ~120k ARR", 120000, null)]
    [InlineData("Budget ca. EUR 45.000 im Jahr", 45000, "EUR")]
    [InlineData("Volumen 1,2 Mio. € über vier Jahre", 1200000, "EUR")]
    [InlineData("¥12,000,000", 12000000, "JPY")]
    [InlineData("予算は1,200万円程度", 12000000, "JPY")]
    [InlineData("verba de R$ 350 mil", 350000, "BRL")]
    [InlineData("R$ 180.000,00 por ano", 180000, "BRL")]
    [InlineData("Rs. 45 lakhs", 4500000, "INR")]
    [InlineData("INR 62,00,000", 6200000, "INR")]
    [InlineData("Rs 1.2 Cr", 12000000, "INR")]
    [InlineData("CHF 80'000.-", 80000, "CHF")]
    [InlineData("310 000,00 zł netto", 310000, "PLN")]
    [InlineData("budzet okolo 250 tys zl", 250000, "PLN")]
    [InlineData("R1,2m", 1200000, "ZAR")]
    [InlineData("N38m", 38000000, "NGN")]
    [InlineData("A$85,000 a year", 85000, "AUD")]
    [InlineData("125 000 $ CA", 125000, "CAD")]
    [InlineData("$1.2M over three years", 1200000, "USD")]
    [InlineData("45 T€", 45000, "EUR")]
    [InlineData("€ 75.000,-", 75000, "EUR")]
    [InlineData("64.890,50 €", 64890.5, "EUR")]
    [InlineData("18,5 millió Ft", 18500000, "HUF")]
    [InlineData("예산은 약 5천만 원", 50000000, "KRW")]
    [InlineData("1,4 milyon TL", 1400000, "TRY")]
    [InlineData("Budżet ok. 180 tys. zł netto", 180000, "PLN")]
    [InlineData("khoảng 600 triệu đồng", 600000000, "VND")]
    [InlineData("Budjetti on 55 000 euroa", 55000, "EUR")]
    [InlineData("Budget 20 lakh ke aas paas", 2000000, "INR")]
    [InlineData("| 45,00,000 |", 4500000, "INR")]
    [InlineData("250,000 درهم إماراتي", 250000, "AED")]
    [InlineData("预算大概30万人民币", 300000, "CNY")]
    [InlineData("enveloppe 45 k€", 45000, "EUR")]
    public void Amounts_are_read_in_the_notations_of_the_world(string text, double amount, string? currency)
    {
        var money = MoneyScanner.Find(House.Text(text))[0];

        money.Amount.Should().Be((decimal)amount);
        money.Currency.Should().Be(currency);
    }

    [Theory]
    [InlineData("Budget $250-300k over the term")]
    [InlineData("between € 60.000 and € 75.000")]
    [InlineData("schätze ich auf 60 bis 80 T€")]
    [InlineData("software budget S$60-75k")]
    public void A_range_is_no_value_but_a_warning(string text)
    {
        var (value, _, warning) = DealValueFinder.Find([House.Text(text)]);

        value.Should().BeNull();
        warning!.Code.Should().Be("range");
    }

    [Theory]
    [InlineData("They are a firm (turnover £40m, 310 staff). Year one would be about £28,000.", "28000")]
    [InlineData("Detention fees hit $212K last year. I control a budget of about $70K.", "70000")]
    [InlineData("Budgetiert sind 45 T€. Unser Wartungsvertrag über 12 T€ ist nicht betroffen.", "45000")]
    public void Revenue_and_costs_are_not_the_deals_value(string text, string value) =>
        DealValueFinder.Find([House.Text(text)]).Value!.Value.Should().Be(value);

    [Fact]
    public void Two_prices_with_equal_right_are_asked_about() =>
        DealValueFinder.Find([House.Text("Budget is $50,000. The budget is $80,000.")]).Warning!.Code
            .Should().Be("two-prices");
}
