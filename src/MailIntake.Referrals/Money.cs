namespace MailIntake.Referrals;

/// <summary>An amount in the minor units of an ISO 4217 currency: 45000 EUR is 4,500,000 cents.</summary>
public readonly record struct Money(long MinorUnits, string Currency)
{
    /// <summary>More is no deal's value but a misread number.</summary>
    private const decimal MostMajorUnits = 1_000_000_000_000_000;

    private static readonly string[] NoMinorUnit =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly string[] ThreeDigits = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    /// <summary>Null where the amount is negative or beyond reason, or the currency is no three-letter code.</summary>
    public static Money? FromMajor(decimal amount, string? currency)
    {
        if (currency is not { Length: 3 } || amount is < 0 or > MostMajorUnits)
        {
            return null;
        }

        var code = currency.ToUpperInvariant();
        var factor = NoMinorUnit.Contains(code) ? 1m : ThreeDigits.Contains(code) ? 1000m : 100m;
        return new Money((long)decimal.Round(amount * factor, MidpointRounding.ToEven), code);
    }
}
