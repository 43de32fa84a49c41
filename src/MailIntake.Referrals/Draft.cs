using System.Collections.Immutable;

namespace MailIntake.Referrals;

/// <summary>What is known of one referral: the fields found so far, each with its evidence. Immutable.</summary>
public sealed record Draft
{
    public static Draft Empty { get; } = new();

    public ImmutableSortedDictionary<FieldName, FieldValue> Fields { get; init; } =
        ImmutableSortedDictionary<FieldName, FieldValue>.Empty;

    public FieldValue? this[FieldName field] => Fields.GetValueOrDefault(field);

    /// <summary>The value's text, or null.</summary>
    public string? Text(FieldName field) => this[field]?.Value;

    public Draft With(FieldName field, FieldValue value) => this with { Fields = Fields.SetItem(field, value) };

    public Draft Without(FieldName field) => this with { Fields = Fields.Remove(field) };

    /// <summary>Required fields that have no value, in the order of the record.</summary>
    public IReadOnlyList<FieldName> Missing(IReadOnlyList<FieldName> required) =>
        [.. required.Where(f => !Fields.ContainsKey(f)).Order()];
}
