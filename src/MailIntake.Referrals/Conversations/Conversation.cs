using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// One submission and everything said about it. In comes what was heard, out goes a <see cref="Decision"/>; nothing is
/// performed here. It refuses to put anything on record that its sender was not shown and did not confirm.
/// </summary>
public sealed partial record Conversation
{
    public required string Token { get; init; }

    public required Submitter Submitter { get; init; }

    /// <summary>When our server received the first mail: the clock of every claim in it.</summary>
    public required DateTimeOffset ClaimedAt { get; init; }

    public required IReadOnlyList<Referral> Referrals { get; init; }

    public required Thread Thread { get; init; }

    /// <summary>The questions of our last letter, numbered from 1 in this order.</summary>
    public IReadOnlyList<Question> Asked { get; init; } = [];

    /// <summary>Letters to the submitter so far.</summary>
    public int Letters { get; init; }

    /// <summary>Reminders since the sender was last heard.</summary>
    public int Reminders { get; init; }

    /// <summary>When our last letter that waits for an answer was written; null while none does.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>No more letters: a cap was hit or a person said so.</summary>
    public bool Muted { get; init; }

    /// <summary>Old mail that was there before us: recorded, never written about.</summary>
    public bool Backlog { get; init; }

    /// <summary>Decides what follows from <paramref name="heard"/>.</summary>
    public static Decision Decide(Conversation state, Heard heard, DateTimeOffset now, HouseRules rules)
    {
        var turn = new Turn(state, heard.Unread, now, rules);
        foreach (var about in heard.About)
        {
            var referral = state.Referrals.FirstOrDefault(r => r.Number == about.Number);
            if (referral is null)
            {
                turn.Wonder(about.Number);
                continue;
            }

            turn.Apply(MoveFor(referral.State, about.Kind), referral, about, heard.By);
        }

        return turn.End();
    }

    /// <summary>The whole table. A pair that cannot happen is written out and ends in review.</summary>
    internal static Move MoveFor(ReferralState state, HeardKind heard) => (state, heard) switch
    {
        (ReferralState.NeedsInfo, HeardKind.Submitted) => Move.Advance,
        (ReferralState.NeedsInfo, HeardKind.Held) => Move.Hold,
        (ReferralState.NeedsInfo, HeardKind.Confirmed) => Move.Review,
        (ReferralState.NeedsInfo, HeardKind.Answered) => Move.Advance,
        (ReferralState.NeedsInfo, HeardKind.Corrected) => Move.Advance,
        (ReferralState.NeedsInfo, HeardKind.Withdrawn) => Move.Withdraw,
        (ReferralState.NeedsInfo, HeardKind.Questioned) => Move.Review,
        (ReferralState.NeedsInfo, HeardKind.Postponed) => Move.Wait,
        (ReferralState.NeedsInfo, HeardKind.StatusAsked) => Move.Repeat,
        (ReferralState.NeedsInfo, HeardKind.Unclear) => Move.Review,
        (ReferralState.NeedsInfo, HeardKind.Automatic) => Move.Stay,
        (ReferralState.NeedsInfo, HeardKind.Bounced) => Move.Bounce,
        (ReferralState.NeedsInfo, HeardKind.ReminderDue) => Move.Remind,
        (ReferralState.NeedsInfo, HeardKind.SilenceEnded) => Move.Expire,

        (ReferralState.AwaitingConfirmation, HeardKind.Submitted) => Move.Review,
        (ReferralState.AwaitingConfirmation, HeardKind.Held) => Move.Review,
        (ReferralState.AwaitingConfirmation, HeardKind.Confirmed) => Move.Record,
        (ReferralState.AwaitingConfirmation, HeardKind.Answered) => Move.Advance,
        (ReferralState.AwaitingConfirmation, HeardKind.Corrected) => Move.Advance,
        (ReferralState.AwaitingConfirmation, HeardKind.Withdrawn) => Move.Withdraw,
        (ReferralState.AwaitingConfirmation, HeardKind.Questioned) => Move.Review,
        (ReferralState.AwaitingConfirmation, HeardKind.Postponed) => Move.Wait,
        (ReferralState.AwaitingConfirmation, HeardKind.StatusAsked) => Move.Repeat,
        (ReferralState.AwaitingConfirmation, HeardKind.Unclear) => Move.Review,
        (ReferralState.AwaitingConfirmation, HeardKind.Automatic) => Move.Stay,
        (ReferralState.AwaitingConfirmation, HeardKind.Bounced) => Move.Bounce,
        (ReferralState.AwaitingConfirmation, HeardKind.ReminderDue) => Move.Remind,
        (ReferralState.AwaitingConfirmation, HeardKind.SilenceEnded) => Move.Expire,

        // A person may be looking, but a clear answer to our last letter still counts.
        (ReferralState.InReview, HeardKind.Submitted) => Move.Advance,
        (ReferralState.InReview, HeardKind.Held) => Move.Stay,
        (ReferralState.InReview, HeardKind.Confirmed) => Move.Record,
        (ReferralState.InReview, HeardKind.Answered) => Move.Advance,
        (ReferralState.InReview, HeardKind.Corrected) => Move.Advance,
        (ReferralState.InReview, HeardKind.Withdrawn) => Move.Withdraw,
        (ReferralState.InReview, HeardKind.Questioned) => Move.Review,
        (ReferralState.InReview, HeardKind.Postponed) => Move.Review,
        (ReferralState.InReview, HeardKind.StatusAsked) => Move.Review,
        (ReferralState.InReview, HeardKind.Unclear) => Move.Review,
        (ReferralState.InReview, HeardKind.Automatic) => Move.Stay,
        (ReferralState.InReview, HeardKind.Bounced) => Move.Bounce,
        (ReferralState.InReview, HeardKind.ReminderDue) => Move.Stay,
        (ReferralState.InReview, HeardKind.SilenceEnded) => Move.Stay,

        // What is on record changes only by a person.
        (ReferralState.Confirmed, HeardKind.Submitted) => Move.Review,
        (ReferralState.Confirmed, HeardKind.Held) => Move.Review,
        (ReferralState.Confirmed, HeardKind.Confirmed) => Move.Stay,
        (ReferralState.Confirmed, HeardKind.Answered) => Move.Review,
        (ReferralState.Confirmed, HeardKind.Corrected) => Move.Review,
        (ReferralState.Confirmed, HeardKind.Withdrawn) => Move.Review,
        (ReferralState.Confirmed, HeardKind.Questioned) => Move.Review,
        (ReferralState.Confirmed, HeardKind.Postponed) => Move.Stay,
        (ReferralState.Confirmed, HeardKind.StatusAsked) => Move.Repeat,
        (ReferralState.Confirmed, HeardKind.Unclear) => Move.Review,
        (ReferralState.Confirmed, HeardKind.Automatic) => Move.Stay,
        (ReferralState.Confirmed, HeardKind.Bounced) => Move.Bounce,
        (ReferralState.Confirmed, HeardKind.ReminderDue) => Move.Stay,
        (ReferralState.Confirmed, HeardKind.SilenceEnded) => Move.Stay,

        (ReferralState.Rejected, HeardKind.Submitted) => Move.Review,
        (ReferralState.Rejected, HeardKind.Held) => Move.Review,
        (ReferralState.Rejected, HeardKind.Confirmed) => Move.Review,
        (ReferralState.Rejected, HeardKind.Answered) => Move.Review,
        (ReferralState.Rejected, HeardKind.Corrected) => Move.Review,
        (ReferralState.Rejected, HeardKind.Withdrawn) => Move.Stay,
        (ReferralState.Rejected, HeardKind.Questioned) => Move.Review,
        (ReferralState.Rejected, HeardKind.Postponed) => Move.Stay,
        (ReferralState.Rejected, HeardKind.StatusAsked) => Move.Review,
        (ReferralState.Rejected, HeardKind.Unclear) => Move.Review,
        (ReferralState.Rejected, HeardKind.Automatic) => Move.Stay,
        (ReferralState.Rejected, HeardKind.Bounced) => Move.Stay,
        (ReferralState.Rejected, HeardKind.ReminderDue) => Move.Stay,
        (ReferralState.Rejected, HeardKind.SilenceEnded) => Move.Stay,

        (ReferralState.Withdrawn, HeardKind.Submitted) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Held) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Confirmed) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Answered) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Corrected) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Withdrawn) => Move.Stay,
        (ReferralState.Withdrawn, HeardKind.Questioned) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Postponed) => Move.Stay,
        (ReferralState.Withdrawn, HeardKind.StatusAsked) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Unclear) => Move.Review,
        (ReferralState.Withdrawn, HeardKind.Automatic) => Move.Stay,
        (ReferralState.Withdrawn, HeardKind.Bounced) => Move.Stay,
        (ReferralState.Withdrawn, HeardKind.ReminderDue) => Move.Stay,
        (ReferralState.Withdrawn, HeardKind.SilenceEnded) => Move.Stay,

        (ReferralState.Expired, HeardKind.Submitted) => Move.Review,
        (ReferralState.Expired, HeardKind.Held) => Move.Review,
        (ReferralState.Expired, HeardKind.Confirmed) => Move.Revive,
        (ReferralState.Expired, HeardKind.Answered) => Move.Advance,
        (ReferralState.Expired, HeardKind.Corrected) => Move.Advance,
        (ReferralState.Expired, HeardKind.Withdrawn) => Move.Withdraw,
        (ReferralState.Expired, HeardKind.Questioned) => Move.Review,
        (ReferralState.Expired, HeardKind.Postponed) => Move.Review,
        (ReferralState.Expired, HeardKind.StatusAsked) => Move.Review,
        (ReferralState.Expired, HeardKind.Unclear) => Move.Review,
        (ReferralState.Expired, HeardKind.Automatic) => Move.Stay,
        (ReferralState.Expired, HeardKind.Bounced) => Move.Stay,
        (ReferralState.Expired, HeardKind.ReminderDue) => Move.Stay,
        (ReferralState.Expired, HeardKind.SilenceEnded) => Move.Stay,
    };

    /// <summary>What is done with one referral.</summary>
    internal enum Move
    {
        /// <summary>Take the values in; ask for what is missing, else for confirmation.</summary>
        Advance,

        /// <summary>Wait for a person before anything is written.</summary>
        Hold,

        /// <summary>Put it on record, if what is confirmed was shown.</summary>
        Record,

        /// <summary>As <see cref="Record"/>, when it expired not long ago.</summary>
        Revive,

        Withdraw,

        /// <summary>A person must look; the sender is told so.</summary>
        Review,

        /// <summary>Our letter came back: no more letters until a person looked.</summary>
        Bounce,

        /// <summary>Say again where it stands.</summary>
        Repeat,

        Remind,

        Expire,

        /// <summary>Begin the waiting time anew.</summary>
        Wait,

        Stay,
    }
}

/// <summary>Who brought the submission, and in which role.</summary>
/// <param name="Ours">One of our own people, for a partner.</param>
public sealed record Submitter(string? Name, EmailAddress Address, SenderStanding Standing, bool Ours);

/// <summary>A question of a letter: which field of which referral.</summary>
public sealed record Question(int Number, FieldName Field);

/// <summary>Where our letters to the submitter stand.</summary>
/// <param name="Private">People outside our house were on the mail's To or Cc: our letters have a subject of their own
/// and no References, so that nothing of ours enters their thread.</param>
/// <param name="Subject">The mail's subject, cleaned.</param>
/// <param name="LastMessageId">The mail that the next letter answers.</param>
/// <param name="References">RFC 5322 section 3.6.4, without <paramref name="LastMessageId"/>.</param>
public sealed record Thread(
    bool Private,
    string Subject,
    MessageId? LastMessageId,
    IReadOnlyList<MessageId> References);
