namespace MailIntake.Referrals.Conversations;

/// <summary>What the operator sets for all conversations.</summary>
public sealed record ConversationPolicy
{
    public static ConversationPolicy Default { get; } = new();

    public IReadOnlyList<FieldName> Required { get; init; } = FieldNames.Required;

    /// <summary>Working days after our last letter.</summary>
    public IReadOnlyList<int> Reminders { get; init; } = [3, 7];

    /// <summary>How long a draft waits for its sender.</summary>
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromDays(21);

    /// <summary>How long after expiry a YES still brings the claim back.</summary>
    public TimeSpan ReviveWithin { get; init; } = TimeSpan.FromDays(60);

    public OnBehalf OnBehalf { get; init; } = OnBehalf.Notify;

    /// <summary>Who hears of a referral that names no rep, when the partner has no manager.</summary>
    public string? HandOffTo { get; init; }
}

/// <summary>When one of ours submits for a partner.</summary>
public enum OnBehalf
{
    /// <summary>Our colleague confirms; the partner's contact is told the values.</summary>
    Notify,

    /// <summary>Our colleague confirms; nobody is told.</summary>
    Silent,
}
