namespace MailIntake.Mail.Net;

/// <summary>
/// The time a command has: an end, and a longest silence that starts anew with every piece of data. Its token is
/// cancelled by whichever comes first, or by the caller.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly TimeSpan _silence;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _callerToken;
    private CancellationTokenRegistration _caller;
    private long _start;
    private TimeSpan _total;
    private long _suspendedAt;

    public Deadline(TimeSpan silence, TimeSpan total, TimeProvider clock, CancellationToken token)
    {
        _clock = clock;
        _silence = silence;
        _total = total;
        _start = clock.GetTimestamp();
        _source = new CancellationTokenSource(silence < total ? silence : total, clock);
        _callerToken = token;
        _caller = token.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Data moved: the silence begins again.</summary>
    public void Progress()
    {
        var left = _total - _clock.GetElapsedTime(_start);
        var next = left < _silence ? left : _silence;
        _source.CancelAfter(next > TimeSpan.Zero ? next : TimeSpan.Zero);
    }

    /// <summary>The caller's own work begins; its time is not the server's fault.</summary>
    public void Suspend()
    {
        _suspendedAt = _clock.GetTimestamp();
        _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    public void Resume()
    {
        _total += _clock.GetElapsedTime(_suspendedAt);
        Progress();
    }

    /// <summary>From now on there is this much time, silent or not.</summary>
    public void Restart(TimeSpan limit)
    {
        _start = _clock.GetTimestamp();
        _total = limit;
        _source.CancelAfter(limit);
    }

    /// <summary>From now on the caller's cancelling leaves this much time.</summary>
    public void AllowAfterCancel(TimeSpan grace)
    {
        _caller.Dispose();
        _caller = _callerToken.Register(() => _source.CancelAfter(grace));
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
