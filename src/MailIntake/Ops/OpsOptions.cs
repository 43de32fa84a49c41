using MailIntake.Cli;

namespace MailIntake.Ops;

/// <summary>Settings <c>Ops:*</c>.</summary>
internal sealed class OpsOptions
{
    /// <summary>Where health is served; empty: nowhere.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";

    [NotUsedYet]
    public string? PublicUrl { get; set; }

    [NotUsedYet]
    public string? CertificateFile { get; set; }

    [NotUsedYet]
    public string? TrustedProxies { get; set; }

    [NotUsedYet]
    public string? AlertWebhook { get; set; }

    [NotUsedYet]
    public string? AlertAddress { get; set; }
}
