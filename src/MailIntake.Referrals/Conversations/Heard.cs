using System.Collections.Immutable;
using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>One thing heard: what it says about each referral it speaks of.</summary>
/// <param name="About">At most one entry a referral.</param>
/// <param name="By">Who said it; null for silence and the post.</param>
public sealed record Heard(IReadOnlyList<HeardAbout> About, EmailAddress? By = null)
{
    /// <summary>Attachments of the mail that could not be read, by name.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>The same about every referral of a conversation.</summary>
    public static Heard OfAll(Conversation conversation, HeardKind kind, string words = "", EmailAddress? by = null) =>
        new([.. conversation.Referrals.Select(r => new HeardAbout(r.Number, kind, words))], by);
}

/// <summary>What was heard about one referral.</summary>
/// <param name="Number">The referral's number within its conversation, from 1.</param>
/// <param name="Words">The words it was understood from, or the reason.</param>
public sealed record HeardAbout(int Number, HeardKind Kind, string Words)
{
    /// <summary>New or changed values.</summary>
    public ImmutableSortedDictionary<FieldName, FieldValue> Values { get; init; } =
        ImmutableSortedDictionary<FieldName, FieldValue>.Empty;
}
