using MailIntake.Ops;
using MailIntake.Schedule;
using MailIntake.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailIntake.Outbox;

/// <summary>
/// Sends the letters that wait in the store. A letter the server refuses for now is tried again later, one it refuses
/// for good is shown to a person; when the server itself is away, all wait. At worst a letter goes out twice with one
/// Message-ID: when the connection breaks between the server's acceptance and our note of it.
/// </summary>
internal sealed class OutboxSender(
    IntakeStore store,
    IOutbox outbox,
    LimitsOptions limits,
    OutboxWakeUp wakeUp,
    Health health,
    TimeProvider time,
    ILogger<OutboxSender> logger) : BackgroundService
{
    private const int Batch = 50;

    /// <summary>Looks this often even when nobody calls.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>Letters at which the server was lost. They go last: it may be the letter that makes it break off.</summary>
    private readonly HashSet<long> _brokeOff = [];

    private int _failures;

    /// <summary>What became of the last letter, while it is not noted in the store.</summary>
    private (DueLetter Letter, SendResult Result)? _unnoted;

    private bool _capped;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var pause = await TurnAsync(stoppingToken);
                if (pause > TimeSpan.Zero)
                {
                    await outbox.RestAsync(stoppingToken);
                    await wakeUp.Signal.WaitAsync(pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                logger.LogError(e, "Letters could not be sent: {Message}", e.Message);
                await Task.Delay(LookEvery, time, CancellationToken.None);
            }
        }

        await outbox.DisposeAsync();
    }

    /// <summary>Sends what is due; how long to wait before the next look, zero where more is waiting.</summary>
    public async Task<TimeSpan> TurnAsync(CancellationToken token)
    {
        // A store that can be read but not written (a full disk) must not send the same letter with every look.
        await NoteAsync(token);
        var allowance = limits.LettersPerHour - await store.SentSinceAsync(time.GetUtcNow() - TimeSpan.FromHours(1), token);
        if (allowance <= 0)
        {
            if (!_capped)
            {
                logger.LogWarning("{Cap} letters went out within an hour (Limits:LettersPerHour); the others wait", limits.LettersPerHour);
            }

            _capped = true;
            return LookEvery;
        }

        _capped = false;
        var due = await store.DueLettersAsync(Math.Min(Batch, allowance), token);
        foreach (var letter in due.OrderBy(l => _brokeOff.Contains(l.Id)))
        {
            var raw = await store.LetterRawAsync(letter.Id, token);
            var result = await outbox.SendAsync(letter, raw, token);
            if (result.Outcome is SendOutcome.Unreachable or SendOutcome.SignInRefused)
            {
                _brokeOff.Add(letter.Id);
                return Away(result);
            }

            _failures = 0;
            _brokeOff.Remove(letter.Id);
            health.OutboxWorks();
            _unnoted = (letter, result);
            await NoteAsync(token);
        }

        return due.Count > 0 ? TimeSpan.Zero : LookEvery;
    }

    private async Task NoteAsync(CancellationToken token)
    {
        if (_unnoted is { } unnoted)
        {
            await SettleAsync(unnoted.Letter, unnoted.Result, token);
            _unnoted = null;
        }
    }

    private async Task SettleAsync(DueLetter letter, SendResult result, CancellationToken token)
    {
        var now = time.GetUtcNow();
        var failure = result.Outcome == SendOutcome.Later ? Failure.LetterLater : Failure.LetterNever;
        if (result.Outcome == SendOutcome.Sent)
        {
            await store.SentAsync(letter.Id, token);
            logger.LogInformation("Letter to {Recipient} sent: {Subject}", letter.Recipient, letter.Subject);
        }
        else if (RetryPolicy.Next(failure, letter.Attempts + 1, now, Random.Shared.NextDouble()) is { } at)
        {
            await store.RetryLetterAsync(letter.Id, result.Words, at, token);
            logger.LogWarning("Letter to {Recipient} waits until {At:u}: {Words}", letter.Recipient, at, result.Words);
        }
        else
        {
            await store.FailLetterAsync(letter, result.Words, token);
            logger.LogError("Letter to {Recipient} cannot be sent: {Words}", letter.Recipient, result.Words);
        }
    }

    private TimeSpan Away(SendResult result)
    {
        var now = time.GetUtcNow();
        var failure = result.Outcome == SendOutcome.SignInRefused ? Failure.SignIn : Failure.Connection;
        var at = RetryPolicy.Next(failure, ++_failures, now, Random.Shared.NextDouble()) ?? now;
        health.OutboxFails(result.Words);
        logger.LogError("Letters wait until {At:u}: {Words}", at, result.Words);
        return at - now;
    }
}

/// <summary>Wakes the sender after a decision with letters.</summary>
internal sealed class OutboxWakeUp : IDisposable
{
    public WakeUp Signal { get; } = new();

    public void Dispose() => Signal.Dispose();
}
