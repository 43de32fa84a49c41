using MailIntake.Outbox;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;
using Quartz;

namespace MailIntake.Schedule;

/// <summary>Hears silence: reminds senders whose answer is due, and lets drafts expire. Runs every minute.</summary>
[DisallowConcurrentExecution]
internal sealed class SilenceJob(
    IntakeStore store,
    IntakeRules rules,
    LetterDesk desk,
    OutboxWakeUp outboxWakeUp,
    TimeProvider time) : IJob
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
        foreach (var id in await store.WaitingSinceAsync(now - shortest, Batch, token))
        {
            if (await store.ConversationByIdAsync(id, token) is not { } stored
                || Silence.After(stored.Conversation, now, policy) is not { } kind)
            {
                continue;
            }

            var decision = Conversation.Decide(stored.Conversation, Heard.OfAll(stored.Conversation, kind), now, rules.House);
            var outcome = await desk.CarryOutAsync(decision, new EmailOutcome { Before = stored }, null, token);
            await store.CommitAsync(outcome, token);
            heard++;
        }

        if (heard > 0)
        {
            outboxWakeUp.Signal.Set();
        }

        return heard;
    }
}
