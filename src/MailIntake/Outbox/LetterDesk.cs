using MailIntake.Mail.Mime;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Reading;
using MailIntake.Store;

namespace MailIntake.Outbox;

/// <summary>
/// Turns a decision's letters into rows of the outbox, under the rules that stand below all logic: whom we never write
/// to, and how many letters a conversation and a sender may get. What is refused here mutes the conversation and goes
/// to a person.
/// </summary>
internal sealed class LetterDesk(IntakeStore store, IntakeRules rules, LetterPress press, TimeProvider time)
{
    /// <param name="noAnswer">Why the mail that led here must not be answered; null where it may.</param>
    public async Task<EmailOutcome> CarryOutAsync(
        Decision decision,
        EmailOutcome outcome,
        string? noAnswer,
        CancellationToken token)
    {
        var next = decision.Next;
        var letters = new List<OutgoingLetter>();
        var reviews = new List<ReviewItem>(decision.Reviews.Select(r => new ReviewItem(r.Reason, r.Detail, r.Number)));
        foreach (var letter in decision.Letters)
        {
            var refusal = noAnswer ?? await RefusalAsync(letter, next, letters, token);
            if (refusal is null)
            {
                letters.Add(press.Print(letter, next));
                continue;
            }

            reviews.Add(new ReviewItem("letter-withheld", $"A letter ({letter.Purpose.ToName()}) was not written: {refusal}."));
            next = letter.To.Address!.Equals(next.Submitter.Address) ? Withhold(next) : next;
        }

        return outcome with
        {
            Conversation = next,
            Confirmed = decision.Confirmed,
            Letters = [.. outcome.Letters, .. letters],
            Reviews = [.. outcome.Reviews, .. reviews],
        };
    }

    /// <summary>One short word to somebody we do not know, at most once in a while, with nothing of the mail in it; never
    /// for an answer in a thread of others, or where track@ was only on Cc.</summary>
    public async Task<EmailOutcome> AcknowledgeAsync(
        EmailOutcome outcome,
        Sender sender,
        EmailReading reading,
        string? noAnswer,
        CancellationToken token)
    {
        var interval = rules.Limits.StrangerLetterInterval;
        var email = reading.Email;
        if (sender is not { Standing: SenderStanding.Unknown, Authenticated: true, Address: { } address } || noAnswer is not null
            || interval == TimeSpan.Zero || email.InReplyTo.Count > 0
            || !email.To.Any(m => m.Address is { } to && rules.Directory.IsTrack(to))
            || LetterGuard.Refusal(address, outcome.Conversation!.Referrals, rules.Directory) is not null
            || await store.LettersToAsync(Key(address), time.GetUtcNow() - interval, token) > 0)
        {
            return outcome;
        }

        var letter = Letters.Acknowledgement(address, outcome.Conversation!, rules.House);
        return outcome with { Letters = [.. outcome.Letters, press.Print(letter, outcome.Conversation)] };
    }

    public async Task<EmailOutcome> SayAlreadyOnFileAsync(
        EmailOutcome outcome,
        Sender sender,
        SameProspect known,
        CancellationToken token)
    {
        var conversation = outcome.Before!.Conversation;
        var letter = Letters.AlreadyOnFile(sender, known.State == "confirmed", known.ClaimedAt, conversation, rules.House);
        return await RefusalAsync(letter, conversation, outcome.Letters, token) is { } refusal
            ? outcome with { Reviews = [.. outcome.Reviews, new ReviewItem("letter-withheld", $"No letter was written: {refusal}.")] }
            : outcome with { Letters = [.. outcome.Letters, press.Print(letter, conversation)] };
    }

    /// <summary>What stood in a letter that was not written was not shown: a YES does not mean it.</summary>
    private static Conversation Withhold(Conversation conversation) => conversation with
    {
        Muted = true,
        Referrals = [.. conversation.Referrals.Select(r => r.IsOpen ? r with { Shown = false } : r)],
    };

    private async Task<string?> RefusalAsync(
        Letter letter,
        Conversation conversation,
        IReadOnlyList<OutgoingLetter> written,
        CancellationToken token)
    {
        var address = letter.To.Address!;
        if (LetterGuard.Refusal(address, conversation.Referrals, rules.Directory) is { } guarded)
        {
            return guarded;
        }

        var limits = rules.Limits;
        if (conversation.Letters > limits.LettersPerConversation)
        {
            return $"the conversation has had its {limits.LettersPerConversation} letters (Limits:LettersPerConversation)";
        }

        var key = Key(address);
        var today = await store.LettersToAsync(key, time.GetUtcNow() - TimeSpan.FromDays(1), token)
            + written.Count(l => l.Recipient == key);
        return today >= limits.LettersPerSenderPerDay
            ? $"{address} has had {today} letters within a day (Limits:LettersPerSenderPerDay)"
            : null;
    }

    private static string Key(EmailAddress address) => address.ToString().ToLowerInvariant();
}
