using System.Globalization;

namespace MailIntake.Referrals.Conversations;

/// <summary>The words of letters for fields and their values, in English.</summary>
public static class FieldWords
{
    /// <summary>Names within a sentence; a value's own line may be longer.</summary>
    internal const int LongestName = 80;

    public static string Label(FieldName field) => field switch
    {
        FieldName.PartnerCompany => "Partner",
        FieldName.PartnerContactName => "Introduced by",
        FieldName.PartnerContactEmail => "Introducer's e-mail",
        FieldName.ProspectCompany => "Company",
        FieldName.ProspectContactName => "Contact",
        FieldName.ProspectContactEmail => "E-mail",
        FieldName.ProspectContactTitle => "Title",
        FieldName.ProspectContactPhone => "Phone",
        FieldName.RepName => "Our contact",
        FieldName.RepEmail => "Our contact's e-mail",
        FieldName.ProductInterest => "Interest",
        FieldName.DealValue => "Value",
        FieldName.DealCurrency => "Currency",
        FieldName.Timeline => "Timeline",
        FieldName.Motion => "Motion",
        FieldName.Credit => "Credit claimed",
        FieldName.IntroducedOn => "Introduced on",
        FieldName.ConsentToContact => "May be contacted",
    };

    /// <summary>The question for a missing field; <paramref name="draft"/> names what is known already.</summary>
    public static string Question(FieldName field, Draft draft)
    {
        var contact = Named(FieldName.ProspectContactName) ?? "the contact";
        var company = Named(FieldName.ProspectCompany);
        return field switch
        {
            FieldName.PartnerCompany => "Which partner brings this introduction?",
            FieldName.PartnerContactName => "Who made the introduction?",
            FieldName.PartnerContactEmail => "What is the introducer's e-mail address?",
            FieldName.ProspectCompany => $"Which company does {contact} work for?",
            FieldName.ProspectContactName => company is null
                ? "Who is being introduced (name)?"
                : $"Who is the contact at {company} (name)?",
            FieldName.ProspectContactEmail => $"What is the e-mail address of {contact}?",
            FieldName.ProspectContactTitle => $"What is the title of {contact}?",
            FieldName.ProspectContactPhone => $"What is the phone number of {contact}?",
            FieldName.RepName => "Who on our side was introduced?",
            FieldName.RepEmail => "What is the address of our colleague who was introduced?",
            FieldName.ProductInterest => "What are they interested in?",
            FieldName.DealValue => "What could the deal be worth (one figure)?",
            FieldName.DealCurrency => "In which currency?",
            FieldName.Timeline => "When do they want to decide or start?",
            FieldName.Motion => "Is it a referral, co-sell or resell?",
            FieldName.Credit => "Is it sourced or influenced by you?",
            FieldName.IntroducedOn => "On which day was the introduction made?",
            FieldName.ConsentToContact => "May we contact them (yes or no)?",
        };

        string? Named(FieldName name) => draft.Text(name) is { } text ? Excerpt.Of(text, LongestName) : null;
    }

    /// <summary>The lines of a draft as a letter shows them; the value and its currency on one line.</summary>
    internal static IEnumerable<ValueLine> Lines(Referral referral)
    {
        foreach (var (field, value) in referral.Draft.Fields)
        {
            if (field == FieldName.DealCurrency && referral.Draft[FieldName.DealValue] is not null)
            {
                continue;
            }

            var currency = field == FieldName.DealValue ? referral.Draft.Text(FieldName.DealCurrency) : null;
            yield return new ValueLine(
                Label(field),
                Show(field, value.Value, currency),
                Proof(value),
                field == FieldName.DealValue ? AmountBefore(referral, value.Value) : referral.Was.GetValueOrDefault(field));
        }
    }

    /// <summary>A value for people: <c>45,000 EUR</c>.</summary>
    public static string Show(FieldName field, string value, string? currency) =>
        field == FieldName.DealValue && decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount)
            ? $"{amount.ToString("#,0.##", CultureInfo.InvariantCulture)} {currency}".TrimEnd()
            : value;

    /// <summary>An instant for people: <c>2 March 2026, 21:40 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The words a value came from, where they say more than the value itself.</summary>
    private static string? Proof(FieldValue value) =>
        value.Evidence.Words.Contains(value.Value, StringComparison.OrdinalIgnoreCase) ? null : value.Evidence.Words;

    /// <summary>The amount before either its value or its currency was replaced.</summary>
    private static string? AmountBefore(Referral referral, string value)
    {
        var before = referral.Was.GetValueOrDefault(FieldName.DealValue);
        var currency = referral.Was.GetValueOrDefault(FieldName.DealCurrency);
        return before is null && currency is null
            ? null
            : Show(FieldName.DealValue, before ?? value, currency ?? referral.Draft.Text(FieldName.DealCurrency));
    }
}
