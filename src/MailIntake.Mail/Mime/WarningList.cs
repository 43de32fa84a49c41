namespace MailIntake.Mail.Mime;

/// <summary>
/// What was wrong with one mail and the messages attached to it. Parts add to it when they are decoded, perhaps on
/// several threads. The same warning is kept once, and a mail of a thousand faults does not make a thousand warnings.
/// </summary>
internal sealed class WarningList
{
    private const int Most = 50;

    private readonly List<MimeWarning> _warnings = [];
    private readonly Lock _lock = new();

    public void Add(string code, string detail)
    {
        var warning = new MimeWarning(code, detail);
        lock (_lock)
        {
            if (_warnings.Count < Most && !_warnings.Contains(warning))
            {
                _warnings.Add(warning);
            }
        }
    }

    public IReadOnlyList<MimeWarning> ToList()
    {
        lock (_lock)
        {
            return [.. _warnings];
        }
    }
}
