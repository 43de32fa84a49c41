namespace MailIntake.Mail.Mime;

/// <summary>What parts share: the limits, the warnings of the whole mail, and how deep in it they stand.</summary>
internal sealed class ScanContext(EmailLimits limits, WarningList warnings, int depth)
{
    private ScanContext? _deeper;

    public EmailLimits Limits { get; } = limits;

    public WarningList Warnings { get; } = warnings;

    public int Depth { get; } = depth;

    public ScanContext Deeper => _deeper ??= new ScanContext(Limits, Warnings, Depth + 1);

    /// <summary>Scanning is recursive: whatever the setting, the stack must hold.</summary>
    public bool IsDeepest => Depth >= Math.Min(Limits.Depth, 200);
}
