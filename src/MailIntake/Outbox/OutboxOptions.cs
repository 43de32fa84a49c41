using System.ComponentModel.DataAnnotations;
using MailIntake.Inbox;
using MailIntake.Mail.Net;

namespace MailIntake.Outbox;

/// <summary>Settings <c>Outbox:*</c>.</summary>
internal sealed class OutboxOptions
{
    public OutboxKind Kind { get; set; } = OutboxKind.Folder;

    /// <summary>Folder: letters come out here as .eml files.</summary>
    public string Path { get; set; } = "var/outbox";

    public string? Host { get; set; }

    [Range(1, 65535)]
    public int? Port { get; set; }

    public ConnectionSecurity Security { get; set; } = ConnectionSecurity.Tls;

    /// <summary>Empty: no AUTH.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    public string? PasswordFile { get; set; }

    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>A PEM file trusted beside the system's roots.</summary>
    public string? CertificateFile { get; set; }

    public int EffectivePort => Port ?? Security switch
    {
        ConnectionSecurity.Tls => 465,
        ConnectionSecurity.StartTls => 587,
        ConnectionSecurity.None => 25,
    };

    public ServerEndpoint Endpoint => new(Host ?? "", EffectivePort, Security) { CertificateFile = CertificateFile };
}

internal enum OutboxKind
{
    Folder,
    Smtp,

    /// <summary>Letters are written and kept, not sent.</summary>
    Hold,
}
