using System.Collections.Immutable;

namespace MailIntake.Referrals.Conversations;

/// <summary>One prospect brought by one submission.</summary>
public sealed record Referral
{
    /// <summary>Within its conversation, from 1; the number letters use.</summary>
    public required int Number { get; init; }

    /// <summary>The number people quote: <c>R-7Q2K9M4</c>. Unique; chosen when the mail is read.</summary>
    public required string Reference { get; init; }

    public ReferralState State { get; init; } = ReferralState.NeedsInfo;

    public Draft Draft { get; init; } = Draft.Empty;

    /// <summary>What a person should know of it (<c>unknown-partner</c>, <c>contested</c>); flags never stop the
    /// conversation.</summary>
    public ImmutableSortedSet<string> Flags { get; init; } = [];

    /// <summary>Why it is in review, in words; null elsewhere.</summary>
    public string? ReviewReason { get; init; }

    /// <summary>The values as the last confirmation letter showed them are the values now, so that a YES means them.</summary>
    public bool Shown { get; init; }

    /// <summary>Values replaced since they were last shown: the letter's "was ..." lines.</summary>
    public ImmutableSortedDictionary<FieldName, string> Was { get; init; } =
        ImmutableSortedDictionary<FieldName, string>.Empty;

    public bool IsOpen => State is ReferralState.NeedsInfo or ReferralState.AwaitingConfirmation;

    /// <summary>It stands or may come to stand on record.</summary>
    public bool IsLive => State is not (ReferralState.Rejected or ReferralState.Withdrawn or ReferralState.Expired);
}
