using MailIntake.Mail.Imap;
using MailIntake.Ops;
using MailIntake.Schedule;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailIntake.Inbox;

/// <summary>
/// Watches the inbox: takes in what is new, puts aside what is done with, waits, and looks again. In come bytes, out go
/// committed mails; nothing is read here. Any failure ends the connection, and the next one begins with a whole look.
/// </summary>
internal sealed class InboxWatcher(
    InboxFactory factory,
    IntakeWakeUp wakeUp,
    Health health,
    TimeProvider time,
    ILogger<InboxWatcher> logger) : BackgroundService
{
    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var inbox = await factory.OpenAsync(stoppingToken);
                await WatchAsync(inbox, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                await BackOffAsync(e, stoppingToken);
            }
        }
    }

    private async Task WatchAsync(IInbox inbox, CancellationToken token)
    {
        while (true)
        {
            // Filing first: nothing may stand between the look and the waiting that what came meanwhile could slip through.
            await inbox.FileAsync(token);
            var taken = await inbox.PollAsync(token);
            health.PollCompleted();
            _failures = 0;
            if (taken > 0)
            {
                logger.LogInformation("{Count} new mail(s) taken in", taken);
                wakeUp.Signal.Set();
            }

            await inbox.WaitAsync(token);
        }
    }

    private async Task BackOffAsync(Exception e, CancellationToken token)
    {
        var now = time.GetUtcNow();
        var failure = e is ImapAuthenticationException { IsTransient: false } or SignInException ? Failure.SignIn : Failure.Connection;
        var at = RetryPolicy.Next(failure, ++_failures, now, Random.Shared.NextDouble()) ?? now;
        health.InboxFails(e.Message);
        var expected = e is ImapAuthenticationException or ImapProtocolException or ImapCommandException or SignInException;
        logger.LogError(expected ? null : e, "The mailbox cannot be watched, next attempt at {At:u}: {Message}", at, e.Message);
        try
        {
            await Task.Delay(at - now, time, token);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop ends by itself.
        }
    }
}

/// <summary>Wakes the intake when mail was taken in.</summary>
internal sealed class IntakeWakeUp : IDisposable
{
    public WakeUp Signal { get; } = new();

    public void Dispose() => Signal.Dispose();
}
