using MailIntake.Mail.Mime;
using MailIntake.Store;
using MailIntake.Store.Dialects;

namespace MailIntake.Tests.EndToEnd;

/// <summary>A vendor, a rep and a partner, the mails they write, and the folder that `mailintake` runs in.</summary>
internal sealed class ReferralWorld : IDisposable
{
    public const string AuthServId = "mx.track.test";

    private const string DirectoryJson =
        """
        {
          "us": {
            "name": "Cobalt Yard",
            "domains": ["ourco.test", "track.test"],
            "trackAddress": "track@track.test",
            "products": ["Cobalt Flow"],
            "reps": [{ "name": "Dana Verity", "email": "dana@ourco.test" }]
          },
          "partners": [
            {
              "company": "Millrace Partners",
              "domains": ["partner.test"],
              "contacts": [{ "name": "Rosa Quill", "email": "rosa@partner.test" }]
            }
          ]
        }
        """;

    private int _written;

    public ReferralWorld()
    {
        Folder = Directory.CreateTempSubdirectory("mailintake-world-").FullName;
        File.WriteAllText(Path.Combine(Folder, "directory.json"), DirectoryJson);
    }

    public string Folder { get; }

    public IntakeStore Store => new(new SqliteDialect($"Data Source={Path.Combine(Folder, "var/mailintake.db")}"), TimeProvider.System);

    /// <summary>A forward by the partner of what the prospect wrote; the address is left out where it is not given.</summary>
    public byte[] Introduction(string prospect, string company, string? address, string sender = "rosa@partner.test")
    {
        var from = address is null ? prospect : $"{prospect} <{address}>";
        return Mail(
            sender,
            "track@track.test",
            "Fwd: planning tool",
            $"""
            Please log this one for Dana Verity, they look for Cobalt Flow.

            ---------- Forwarded message ---------
            From: {from}
            Date: Mon, Mar 2, 2026 at 10:15 AM
            Subject: planning tool
            To: Rosa Quill <rosa@partner.test>

            Hello Rosa,

            we are looking for a planning tool, and would like to start in June.

            {prospect}
            Operations Director
            {company}
            """);
    }

    /// <summary>An answer to a letter of ours, above the quoted letter.</summary>
    public byte[] Answer(byte[] letter, string words, string sender = "rosa@partner.test")
    {
        var email = Email.Parse(letter);
        var quoted = string.Join('\n', email.TextBody!.Text.Split('\n').Select(l => $"> {l}"));
        return Mail(
            sender,
            email.ReplyTo[0].Address!.ToString(),
            $"Re: {email.Subject}",
            $"{words}\n\nOn Tue, 3 Mar 2026 at 09:00, Referral desk <track@track.test> wrote:\n\n{quoted}\n",
            $"In-Reply-To: {email.MessageId!.ToHeader()}\r\nReferences: {email.MessageId.ToHeader()}\r\n");
    }

    public static string[] Settings(Support.MailServers servers, params string[] more) =>
    [
        "--Inbox:Kind=Imap",
        $"--Inbox:Host={servers.ImapEndpoint.Host}",
        $"--Inbox:Port={servers.ImapEndpoint.Port}",
        $"--Inbox:CertificateFile={servers.CertificateFile}",
        $"--Inbox:User={servers.Credentials.User}",
        $"--Inbox:Password={servers.Credentials.Password}",
        "--Outbox:Kind=Smtp",
        $"--Outbox:Host={servers.SmtpEndpoint.Host}",
        $"--Outbox:Port={servers.SmtpEndpoint.Port}",
        $"--Outbox:CertificateFile={servers.CertificateFile}",
        $"--Outbox:User={servers.Credentials.User}",
        $"--Outbox:Password={servers.Credentials.Password}",
        $"--Senders:AuthServId={AuthServId}",
        "--Ops:Url=",
        .. more,
    ];

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The mail as our mail server hands it over: stamped with what it found of the sender.</summary>
    private byte[] Mail(string from, string to, string subject, string text, string fields = "")
    {
        var domain = from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var number = Interlocked.Increment(ref _written);
        var mail =
            $"""
            Authentication-Results: {AuthServId}; dmarc=pass header.from={domain}
            From: {from}
            To: {to}
            Subject: {subject}
            Date: Tue, 03 Mar 2026 09:00:00 +0000
            Message-ID: <{number}.{Path.GetFileName(Folder)}@{domain}>
            {fields}MIME-Version: 1.0
            Content-Type: text/plain; charset="utf-8"

            {text}
            """;
        return System.Text.Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"));
    }
}
