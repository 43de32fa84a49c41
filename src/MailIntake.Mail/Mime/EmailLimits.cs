namespace MailIntake.Mail.Mime;

/// <summary>Limits of reading; what is past one is left out with a warning, never an error.</summary>
public sealed record EmailLimits
{
    public static EmailLimits Default { get; } = new();

    /// <summary>Multipart and message/rfc822 levels.</summary>
    public int Depth { get; init; } = 30;

    public int Parts { get; init; } = 1000;

    /// <summary>Bytes of one header block.</summary>
    public int HeaderBytes { get; init; } = 1024 * 1024;

    /// <summary>Mailboxes of one address header.</summary>
    public int Addresses { get; init; } = 20_000;
}
