using MailIntake.Inbox;
using MailIntake.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailIntake.Assist;

/// <summary>Asks the model about queued mails, a few at a time, keeps each answer and wakes the intake. It stands
/// outside every transaction and decides nothing.</summary>
internal sealed class ModelAsker(
    IntakeStore store, ModelReader reader, ModelQueue queue, ModelHealth health, IntakeWakeUp wakeUp, ILogger<ModelAsker> logger)
    : BackgroundService
{
    private const int AtOnce = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => WorkAsync(stoppingToken)));

    /// <summary>One question; its answer is stored, whatever it is.</summary>
    public async Task AskAsync(ModelQuestion question, CancellationToken token)
    {
        // Those behind the mail that found the model away need not find out each for itself.
        var reading = health.RestReason is { } resting
            ? new ModelReading { Outcome = ModelOutcome.Unreachable, Reason = resting }
            : await reader.ReadAsync(question.Mail, token);
        var changed = health.Note(reading);
        await store.SaveModelAnswerAsync(question.EmailId, reading, token);
        wakeUp.Signal.Set();
        if (changed && reading.IsUsable)
        {
            logger.LogInformation("The model answers again");
        }
        else if (changed)
        {
            logger.LogWarning("The model is away: {Reason}; mails are read by rules alone until it answers", reading.Reason);
        }

        logger.LogInformation(
            "Mail {Id}: the model {Outcome} ({TokensIn} tokens in, {TokensOut} out) {Reason}",
            question.EmailId, reading.Outcome, reading.TokensIn, reading.TokensOut, reading.Reason);
    }

    private async Task WorkAsync(CancellationToken token)
    {
        try
        {
            await foreach (var question in queue.AllAsync(token))
            {
                try
                {
                    await AskAsync(question, token);
                }
                catch (Exception e) when (e is not OperationCanceledException || !token.IsCancellationRequested)
                {
                    logger.LogError(e, "Mail {Id}: the model could not be asked: {Message}", question.EmailId, e.Message);
                }
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Stopped; what was not answered is decided by rules at the next start.
        }
    }
}
