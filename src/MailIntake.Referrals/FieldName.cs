namespace MailIntake.Referrals;

/// <summary>The fields of a referral, in the order of the record.</summary>
public enum FieldName
{
    PartnerCompany,
    PartnerContactName,
    PartnerContactEmail,
    ProspectCompany,
    ProspectContactName,
    ProspectContactEmail,
    ProspectContactTitle,
    ProspectContactPhone,
    RepName,
    RepEmail,
    ProductInterest,
    DealValue,
    DealCurrency,
    Timeline,
    Motion,
    Credit,
    IntroducedOn,
    ConsentToContact,
}

public static class FieldNames
{
    private static readonly FieldName[] Every = Enum.GetValues<FieldName>();
    private static readonly string[] Keys = [.. Every.Select(f => char.ToLowerInvariant(f.ToString()[0]) + f.ToString()[1..])];

    public static IReadOnlyList<FieldName> All => Every;

    /// <summary>Required unless the settings say otherwise.</summary>
    public static IReadOnlyList<FieldName> Required { get; } =
        [FieldName.PartnerCompany, FieldName.ProspectCompany, FieldName.ProspectContactName, FieldName.ProspectContactEmail];

    /// <summary>The field's name in JSON and in the database: <c>prospectContactEmail</c>.</summary>
    public static string Key(this FieldName field) => Keys[(int)field];

    public static FieldName? Find(string key)
    {
        var index = Array.IndexOf(Keys, key);
        return index < 0 ? null : Every[index];
    }
}
