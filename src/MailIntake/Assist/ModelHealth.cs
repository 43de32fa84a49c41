namespace MailIntake.Assist;

/// <summary>How the model does since the start: what it cost, and whether it is away. While it is away nothing is asked
/// of it for a while, so that no mail waits for an answer that will not come.</summary>
internal sealed class ModelHealth(TimeProvider time)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private ModelNumbers _numbers = new(0, 0, 0, 0, null);
    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    public ModelNumbers Numbers
    {
        get
        {
            lock (_lock)
            {
                return _numbers;
            }
        }
    }

    /// <summary>Why it is not asked now; null where it is.</summary>
    public string? RestReason
    {
        get
        {
            lock (_lock)
            {
                return time.GetUtcNow() < _restsUntil ? $"the model is away: {_numbers.Away}" : null;
            }
        }
    }

    /// <summary>Counts a reading. True where the model went away or came back with it.</summary>
    public bool Note(ModelReading reading)
    {
        lock (_lock)
        {
            var before = _numbers.Away;
            var away = reading.Rest is null ? reading.IsUsable ? null : before : reading.Reason;
            _restsUntil = reading.Rest is { } rest
                ? time.GetUtcNow() + (rest > ShortestRest ? rest : ShortestRest)
                : reading.IsUsable ? DateTimeOffset.MinValue : _restsUntil;
            _numbers = new ModelNumbers(
                _numbers.Answered + (reading.IsUsable ? 1 : 0),
                _numbers.Failed + (reading.IsUsable ? 0 : 1),
                _numbers.TokensIn + reading.TokensIn,
                _numbers.TokensOut + reading.TokensOut,
                away);
            return before is null != away is null;
        }
    }
}

/// <summary>Since the start.</summary>
/// <param name="Away">Why mails are read by rules alone; null while it answers.</param>
internal sealed record ModelNumbers(long Answered, long Failed, long TokensIn, long TokensOut, string? Away);
