namespace MailIntake.Referrals.Reading.Threads;

internal enum StartKind
{
    /// <summary>A separator that says forward.</summary>
    Forward,

    /// <summary>A header block, alone or under "Original Message": a forward or history.</summary>
    HeaderBlock,

    /// <summary>"On ... Rosa wrote:"</summary>
    Attribution,

    /// <summary>Here a forwarded message ends.</summary>
    End,
}

/// <summary>A place in a body where an earlier message begins: what stands over it takes the lines [Line,
/// BodyLine).</summary>
internal sealed record MessageStart(StartKind Kind, int Line, int BodyLine, int Quote)
{
    public HeaderBlock? Block { get; init; }

    public Attribution? Attribution { get; init; }
}
