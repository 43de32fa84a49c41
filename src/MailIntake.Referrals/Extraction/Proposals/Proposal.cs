namespace MailIntake.Referrals.Extraction.Proposals;

/// <summary>A value that somebody without authority (a model) says a field has, with the words of the mail that are to
/// prove it. Nothing of it is believed before it was checked.</summary>
public sealed record ProposedValue(string Value, IReadOnlyList<string> Quotes);

/// <summary>What is proposed of one prospect.</summary>
public sealed record ProposedProspect(IReadOnlyDictionary<FieldName, ProposedValue> Fields)
{
    /// <summary>All that may be proposed. Partner, introducer, rep, motion, credit, consent and dates are decided by
    /// rules alone; the currency follows from the words of the amount.</summary>
    public static IReadOnlyList<FieldName> Open { get; } =
    [
        FieldName.ProspectCompany,
        FieldName.ProspectContactName,
        FieldName.ProspectContactEmail,
        FieldName.ProspectContactTitle,
        FieldName.ProspectContactPhone,
        FieldName.ProductInterest,
        FieldName.DealValue,
        FieldName.Timeline,
    ];
}
