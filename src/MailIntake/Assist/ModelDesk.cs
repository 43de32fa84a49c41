using System.Threading.Channels;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Extraction.Proposals;
using MailIntake.Referrals.Reading;
using MailIntake.Store;

namespace MailIntake.Assist;

/// <summary>
/// Where the intake learns what a model says, without ever waiting for one. The first time a mail comes, the question
/// is noted in the store and queued, and the mail steps back for as long as the model may take; its turn comes again
/// with the answer, or at that time without it, and is then decided, by rules alone where there is none. Other mails
/// go on meanwhile, and a crash in between costs nothing but the answer.
/// Not asked: about old mail, about mail of unverified senders (a person decides there, and a stranger spends no
/// tokens of ours), about mail that gives orders to a machine, and while the model is away.
/// </summary>
internal sealed class ModelDesk(
    IntakeStore store, IntakeRules rules, ModelOptions options, ModelQueue queue, ModelHealth health, TimeProvider time)
{
    /// <summary>For storing the answer, beyond the model's own deadline.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>The findings to decide by; null where the mail is put back until the model answered.</summary>
    public async Task<ReferralFindings?> ConsultAsync(
        ClaimedEmail claimed, EmailReading reading, Sender sender, ReferralFindings findings, CancellationToken token)
    {
        if (claimed.ReceivedAt < rules.AnswerSince || sender.Standing != SenderStanding.Verified)
        {
            return findings;
        }

        var mail = ShownMail.Of(reading, rules.Directory);
        if (mail.HasOrders)
        {
            return ModelReading.Without(findings, ModelReading.OrdersReason);
        }

        if (await store.ModelAnswerAsync(claimed.Id, token) is { } row)
        {
            return Reading(row).AddTo(findings, mail, rules.Directory);
        }

        if (health.RestReason is { } reason)
        {
            return ModelReading.Without(findings, reason);
        }

        if (queue.IsFull)
        {
            return ModelReading.Without(findings, "too many mails wait for the model");
        }

        await store.AskModelAsync(claimed.Id, options.Name ?? "", time.GetUtcNow() + options.Timeout + Grace, token);
        queue.Add(new ModelQuestion(claimed.Id, mail));
        return null;
    }

    private ModelReading Reading(ModelAnswerRow row)
    {
        if (row.Answer is not { } answer)
        {
            return new ModelReading
            {
                Outcome = ModelOutcome.Unreachable,
                Reason = row.Outcome == "asked" ? $"no answer within {options.Timeout.TotalSeconds:0} s" : row.Reason,
            };
        }

        return ModelAnswer.Read(answer, out var fault) is { } proposals
            ? new ModelReading { Outcome = ModelOutcome.Answered, Proposals = proposals, Answer = answer }
            : new ModelReading { Outcome = ModelOutcome.Unusable, Reason = fault };
    }
}

/// <summary>A mail that a model is to be asked about.</summary>
internal sealed record ModelQuestion(long EmailId, ShownMail Mail);

/// <summary>From the intake to <see cref="ModelAsker"/>. What stands in it when the process ends is decided by rules.
/// </summary>
internal sealed class ModelQueue
{
    private const int Most = 256;

    private readonly Channel<ModelQuestion> _channel = Channel.CreateUnbounded<ModelQuestion>();

    public bool IsFull => _channel.Reader.Count >= Most;

    public void Add(ModelQuestion question) => _channel.Writer.TryWrite(question);

    public bool TryTake(out ModelQuestion? question) => _channel.Reader.TryRead(out question);

    public IAsyncEnumerable<ModelQuestion> AllAsync(CancellationToken token) => _channel.Reader.ReadAllAsync(token);
}
