namespace MailIntake.Schedule;

/// <summary>Wakes one waiting loop: there is work. Several calls before it looks count as one.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Set()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Set already and not yet seen: that is what is wanted.
        }
    }

    /// <summary>Returns when set, or after <paramref name="most"/>.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken token) => _signal.WaitAsync(most, token);

    public void Dispose() => _signal.Dispose();
}
