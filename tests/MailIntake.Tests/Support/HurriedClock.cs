namespace MailIntake.Tests.Support;

/// <summary>A clock on which pauses take no time: a timer shorter than half a minute moves the clock by its length and
/// is due at once, and is noted; longer ones (deadlines) are due when the pauses have added up to them.</summary>
public sealed class HurriedClock : TimeProvider
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ManualClock _clock = new();
    private readonly List<TimeSpan> _pauses = [];

    public IReadOnlyList<TimeSpan> Pauses => _pauses;

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < Deadline)
        {
            _pauses.Add(dueTime);
            _ = Task.Run(() => _clock.Advance(dueTime));
        }

        return timer;
    }
}
