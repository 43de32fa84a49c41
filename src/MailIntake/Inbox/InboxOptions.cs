using System.ComponentModel.DataAnnotations;
using MailIntake.Mail.Net;

namespace MailIntake.Inbox;

/// <summary>Settings <c>Inbox:*</c>.</summary>
internal sealed class InboxOptions
{
    public InboxKind Kind { get; set; } = InboxKind.Folder;

    /// <summary>Folder: .eml files dropped here are taken in.</summary>
    public string Path { get; set; } = "var/inbox";

    public string? Host { get; set; }

    [Range(1, 65535)]
    public int? Port { get; set; }

    public ConnectionSecurity Security { get; set; } = ConnectionSecurity.Tls;

    public string? User { get; set; }

    public string? Password { get; set; }

    public string? PasswordFile { get; set; }

    public OAuthOptions OAuth { get; set; } = new();

    /// <summary>A PEM file trusted beside the system's roots.</summary>
    public string? CertificateFile { get; set; }

    public string Mailbox { get; set; } = "INBOX";

    /// <summary>How often the mailbox is looked at even when the server says nothing.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(1);

    public bool Idle { get; set; } = true;

    /// <summary>Handled mail is moved there; empty: left where it is.</summary>
    public string? MoveTo { get; set; }

    /// <summary>Further mailboxes taken in alike (Junk); letters then only to verified senders.</summary>
    public IReadOnlyList<string> AlsoWatch { get; set; } = [];

    /// <summary>Mail older than this is backlog, without letters: a time, or <c>Always</c>. Default: the first start.</summary>
    public string? AnswerSince { get; set; }

    public int EffectivePort => Port ?? (Security == ConnectionSecurity.Tls ? 993 : 143);

    public ServerEndpoint Endpoint => new(Host ?? "", EffectivePort, Security) { CertificateFile = CertificateFile };
}

internal enum InboxKind
{
    Folder,
    Imap,
}
