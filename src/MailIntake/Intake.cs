using MailIntake.Inbox;
using MailIntake.Mail.Mime;
using MailIntake.Outbox;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Reading;
using MailIntake.Schedule;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailIntake;

/// <summary>
/// The way of one mail after its bytes are safe: read it, find its conversation, decide, and commit all that follows in
/// one transaction. Whatever a mail does to us is caught at the top of its turn: it is set aside with the reason, and
/// the next one is handled.
/// </summary>
internal sealed class Intake(
    IntakeStore store,
    IntakeRules rules,
    Correspondence correspondence,
    IntakeWakeUp wakeUp,
    OutboxWakeUp outboxWakeUp,
    TimeProvider time,
    ILogger<Intake> logger) : BackgroundService
{
    private const int Batch = 32;

    /// <summary>Longer than any mail takes; a worker that died is noticed after it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>Claimed and not finished when the store failed.</summary>
    private readonly List<ClaimedEmail> _unfinished = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await TurnAsync(stoppingToken))
                {
                    await wakeUp.Signal.WaitAsync(LookEvery, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "Mail waits: {Message}", e.Message);
                await Task.Delay(LookEvery, time, CancellationToken.None);
            }
        }
    }

    /// <summary>Handles the mails whose turn it is; false where none was. It throws where the store fails.</summary>
    public async Task<bool> TurnAsync(CancellationToken token)
    {
        if (_unfinished.Count > 0)
        {
            await store.GiveBackAsync(_unfinished, token);
            _unfinished.Clear();
        }

        var claimed = await store.ClaimEmailsAsync(Batch, Lease, token);
        _unfinished.AddRange(claimed);
        foreach (var email in claimed)
        {
            try
            {
                await HandleAsync(email, token);
            }
            catch (Exception e) when (!SqliteDialect.IsAway(e)
                && (e is not OperationCanceledException || !token.IsCancellationRequested))
            {
                await SetBackAsync(email, e, token);
            }

            _unfinished.Remove(email);
        }

        return claimed.Count > 0;
    }

    private async Task HandleAsync(ClaimedEmail claimed, CancellationToken token)
    {
        if (claimed.Attempts > rules.Limits.Attempts)
        {
            var reason = $"It was begun {claimed.Attempts - 1} times and never finished: it seems to end the process.";
            logger.LogError("Mail {Id} is set aside: {Reason}", claimed.Id, reason);
            await store.FailEmailAsync(claimed.Id, reason, token);
            return;
        }

        var email = Email.Parse(await store.RawAsync(claimed.Id, token));
        var outcome = await DecideAsync(claimed, email, token);
        if (outcome.IsPutBack)
        {
            return;
        }

        await store.CommitAsync(outcome, token);
        logger.LogInformation("Mail {Id} from {From}: {Outcome}", claimed.Id, outcome.Facts?.From, outcome.Outcome);
        if (outcome.Letters.Count > 0)
        {
            outboxWakeUp.Signal.Set();
        }
    }

    private async Task<EmailOutcome> DecideAsync(ClaimedEmail claimed, Email email, CancellationToken token)
    {
        var from = email.From is [{ Address: { } address }, ..] ? address : null;
        var messageId = email.MessageId?.Value ?? $"{email.ContentHash[..32]}@made.invalid";
        var facts = new EmailFacts(messageId, email.ContentHash, from?.ToString(), email.Subject, "");
        var outcome = new EmailOutcome { EmailId = claimed.Id, Facts = facts };
        if (NoAnswer.IsOurOwn(email, rules.Directory))
        {
            return outcome with { Outcome = "our own letter; not read" };
        }

        if (await store.FindDeliveryAsync(claimed.Id, messageId, facts.From, facts.ContentHash, token) is { } first)
        {
            return outcome with { Outcome = $"one delivery more of mail {first}" };
        }

        var sameIdOtherContent = await store.HasMessageIdAsync(claimed.Id, messageId, token);
        var reading = EmailReader.Read(email, rules.Directory);
        outcome = outcome with
        {
            Facts = facts with { Kind = reading.Kind.ToName() },
            Reviews = sameIdOtherContent
                ? [new ReviewItem("same-message-id", "Another mail has the same Message-ID and other content; both are kept.")]
                : [],
        };
        return await correspondence.HearAsync(claimed, reading, outcome, token);
    }

    /// <summary>The mail's attempt failed: later again, or set aside.</summary>
    private async Task SetBackAsync(ClaimedEmail email, Exception e, CancellationToken token)
    {
        var reason = $"{e.GetType().Name}: {e.Message}";
        var most = e is ConversationMovedOnException ? int.MaxValue : rules.Limits.Attempts;
        if (RetryPolicy.Next(Failure.Mail, email.Attempts, time.GetUtcNow(), Random.Shared.NextDouble(), most) is { } at)
        {
            logger.LogWarning(e, "Mail {Id} could not be handled, again at {At:u}: {Reason}", email.Id, at, reason);
            await store.RetryEmailAsync(email.Id, reason, at, token);
        }
        else
        {
            logger.LogError(e, "Mail {Id} is set aside after {Attempts} attempts: {Reason}", email.Id, email.Attempts, reason);
            await store.FailEmailAsync(email.Id, reason, token);
        }
    }
}
