using MailIntake.Referrals;

namespace MailIntake.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("45000", "EUR", 4_500_000)]
    [InlineData("1250.5", "usd", 125_050)]
    [InlineData("12000000", "JPY", 12_000_000)]
    [InlineData("1.234", "KWD", 1_234)]
    public void An_amount_is_kept_in_the_minor_units_of_its_currency(string amount, string currency, long minor)
    {
        var money = Money.FromMajor(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency);

        money!.Value.MinorUnits.Should().Be(minor);
    }

    [Theory]
    [InlineData("79228162514264337593543950335", "EUR")]
    [InlineData("-1", "EUR")]
    [InlineData("10", "euros")]
    public void What_is_no_amount_of_money_is_none(string amount, string currency) =>
        Money.FromMajor(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency).Should().BeNull();
}
