using MailIntake.Outbox;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;
using Microsoft.Extensions.Logging;
using Quartz;

namespace MailIntake.Schedule;

/// <summary>Hears silence: reminds senders whose answer is due, and lets drafts expire. Runs every minute.</summary>
[DisallowConcurrentExecution]
internal sealed class SilenceJob(
    IntakeStore store,
    IntakeRules rules,
    LetterDesk desk,
    OutboxWakeUp outboxWakeUp,
    TimeProvider time,
    ILogger<SilenceJob> logger) : IJob
{
    private const int Batch = 500;

    public async Task Execute(IJobExecutionContext context) => await TurnAsync(context.CancellationToken);

    /// <summary>Looks once at all conversations that wait; returns how many were told something.</summary>
    public async Task<int> TurnAsync(CancellationToken token)
    {
        var now = time.GetUtcNow();
        var policy = rules.House.Policy;
        var shortest = policy.Reminders.Select(d => TimeSpan.FromDays(d)).Append(policy.ExpireAfter).Min();
        var heard = 0;
        WaitingConversation? last = null;
        while (await store.WaitingSinceAsync(now - shortest, last, Batch, token) is { Count: > 0 } page)
        {
            foreach (var waiting in page)
            {
                heard += await TellAsync(waiting.Id, now, token) ? 1 : 0;
            }

            last = page[^1];
        }

        if (heard > 0)
        {
            outboxWakeUp.Signal.Set();
        }

        return heard;
    }

    /// <summary>One that cannot be told does not stop the others; it is tried again with the next look.</summary>
    private async Task<bool> TellAsync(long id, DateTimeOffset now, CancellationToken token)
    {
        try
        {
            if (await store.ConversationByIdAsync(id, token) is not { } stored
                || Silence.After(stored.Conversation, now, rules.House.Policy) is not { } kind)
            {
                return false;
            }

            var decision = Conversation.Decide(stored.Conversation, Heard.OfAll(stored.Conversation, kind), now, rules.House);
            var outcome = await desk.CarryOutAsync(decision, new EmailOutcome { Before = stored }, null, token);
            await store.CommitAsync(outcome, token);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !token.IsCancellationRequested)
        {
            logger.LogError(e, "Conversation {Id} could not be reminded of: {Message}", id, e.Message);
            return false;
        }
    }
}
