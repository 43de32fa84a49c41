namespace MailIntake.Referrals.Conversations;

/// <summary>What follows from a thing heard. Nothing has happened yet: the service commits it as a whole.</summary>
/// <param name="Next">The conversation as it is then.</param>
/// <param name="Confirmed">Referrals that go on record with this decision.</param>
/// <param name="Letters">Letters to write, in order.</param>
/// <param name="Reviews">What a person must look at.</param>
public sealed record Decision(
    Conversation Next,
    IReadOnlyList<Referral> Confirmed,
    IReadOnlyList<Letter> Letters,
    IReadOnlyList<Review> Reviews);

/// <summary>Something for a person.</summary>
/// <param name="Number">The referral's number, or null where it concerns the whole conversation or only a mail.</param>
/// <param name="Reason">Short and stable: <c>unclear-answer</c>.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record Review(int? Number, string Reason, string Detail);
