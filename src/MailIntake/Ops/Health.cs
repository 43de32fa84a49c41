using MailIntake.Assist;
using MailIntake.Inbox;
using MailIntake.Store;

namespace MailIntake.Ops;

/// <summary>
/// Whether mail really flows: when a look at the mailbox was last completed, whether letters leave, whether the store
/// answers. Being connected is no proof of anything.
/// </summary>
internal sealed class Health(IntakeStore store, InboxOptions inbox, TimeProvider time, ModelHealth? model = null)
{
    /// <summary>Letters older than this that still wait are a fault.</summary>
    private static readonly TimeSpan LettersWaitAtMost = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private DateTimeOffset? _lastPoll;
    private string? _inboxFault = "The mailbox was not looked at yet.";
    private string? _outboxFault;

    public void PollCompleted()
    {
        lock (_lock)
        {
            _lastPoll = time.GetUtcNow();
            _inboxFault = null;
        }
    }

    public void InboxFails(string words)
    {
        lock (_lock)
        {
            _inboxFault = words;
        }
    }

    public void OutboxWorks()
    {
        lock (_lock)
        {
            _outboxFault = null;
        }
    }

    public void OutboxFails(string words)
    {
        lock (_lock)
        {
            _outboxFault = words;
        }
    }

    public async Task<HealthReport> ReportAsync(CancellationToken token)
    {
        var now = time.GetUtcNow();
        var reasons = new List<string>();
        DateTimeOffset? lastPoll;
        lock (_lock)
        {
            lastPoll = _lastPoll;
            reasons.AddRange(new[] { _inboxFault, _outboxFault }.OfType<string>());
        }

        var patience = (inbox.PollInterval * 3) + TimeSpan.FromMinutes(1);
        if (lastPoll is { } at && now - at > patience)
        {
            reasons.Add($"The last completed look at the mailbox was at {at:u}, more than {patience} ago.");
        }

        StoreCounts? counts = null;
        try
        {
            counts = await store.CountsAsync(token);
            if (counts.OldestLetterAt is { } oldest && now - oldest > LettersWaitAtMost)
            {
                reasons.Add($"{counts.LettersWaiting} letters wait, the oldest since {oldest:u}.");
            }
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException)
        {
            reasons.Add($"The store does not answer: {e.Message}");
        }

        return new HealthReport(reasons.Count == 0, reasons, lastPoll, counts, model?.Numbers);
    }
}

/// <summary>The answer of <c>/health/ready</c>. A model that is away is told and is no fault: mail flows without it.
/// </summary>
internal sealed record HealthReport(
    bool Ready, IReadOnlyList<string> Reasons, DateTimeOffset? LastPoll, StoreCounts? Counts, ModelNumbers? Model);
