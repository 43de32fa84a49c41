namespace MailIntake.Ops;

/// <summary>Settings <c>Ops:*</c>.</summary>
internal sealed class OpsOptions
{
    /// <summary>Where health is served; empty: nowhere.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5080";
}
