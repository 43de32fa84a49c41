namespace MailIntake.Referrals.Conversations;

/// <summary>What a decision is made under: the operator's policy and who is who.</summary>
public sealed record HouseRules(ConversationPolicy Policy, PartnerDirectory Directory)
{
    /// <summary>The name our letters carry.</summary>
    public string TrackName { get; init; } = "Referral desk";
}
