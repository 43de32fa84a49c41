using MailIntake.Cli;

namespace MailIntake.Inbox;

/// <summary>Settings <c>Inbox:OAuth:*</c> and <c>Outbox:OAuth:*</c>: signing in by token instead of a password.</summary>
internal sealed class OAuthOptions
{
    public OAuthProvider? Provider { get; set; }

    /// <summary>Microsoft 365: the tenant's id or domain.</summary>
    public string? Tenant { get; set; }

    public string? ClientId { get; set; }

    /// <summary>A file with the client secret.</summary>
    public string? SecretFile { get; set; }

    /// <summary>Microsoft 365: a certificate instead of the secret.</summary>
    [NotUsedYet]
    public string? CertificateFile { get; set; }

    /// <summary>Google: a file with the refresh token of the mailbox's user.</summary>
    public string? RefreshTokenFile { get; set; }

    /// <summary>Where tokens are asked for; empty: the provider's own address.</summary>
    public string? TokenEndpoint { get; set; }
}

internal enum OAuthProvider
{
    Microsoft365,
    Google,
}
