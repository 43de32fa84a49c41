using System.Diagnostics;
using MailIntake.Mail.Imap;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Net;
using MailIntake.Mail.Smtp;

namespace MailIntake.Tests.Support;

/// <summary>
/// A real Postfix that delivers into a real Dovecot, each with a folder and ports of its own. Users track, rosa (a
/// partner) and dana (a rep) exist in each domain as one mailbox. Ask <see cref="Missing"/> first and skip with it.
/// </summary>
public sealed class MailServers : IAsyncDisposable
{
    public static readonly string[] Users = ["track", "rosa", "dana"];
    public static readonly string[] Domains = ["track.test", "partner.test", "ourco.test"];

    private MailServers(DovecotServer dovecot, PostfixServer postfix)
    {
        Dovecot = dovecot;
        Postfix = postfix;
    }

    /// <summary>Why they cannot be run here; null when they can.</summary>
    public static string? Missing => PostfixServer.Missing;

    public DovecotServer Dovecot { get; }

    public PostfixServer Postfix { get; }

    /// <summary>IMAPS.</summary>
    public ServerEndpoint ImapEndpoint => Dovecot.Imaps;

    /// <summary>Submission over TLS; <see cref="PostfixServer.StartTls"/> is the other way.</summary>
    public ServerEndpoint SmtpEndpoint => Postfix.Tls;

    public string CertificateFile => Dovecot.CertificateFile;

    /// <summary>Those of track@track.test, for both servers.</summary>
    public PasswordCredentials Credentials => Dovecot.Credentials("track");

    public static async Task<MailServers> StartAsync()
    {
        var dovecot = new DovecotServer();
        var servers = new MailServers(dovecot, new PostfixServer(dovecot));
        try
        {
            await dovecot.StartAsync();
            await servers.Postfix.StartAsync();
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands a mail to Postfix as another mail server would. It is on its way when this returns.</summary>
    public async Task DeliverAsync(byte[] raw, string? from, string to, CancellationToken token = default)
    {
        await using var client = await SmtpClient.ConnectAsync(
            Postfix.Incoming, null, null, TimeProvider.System, token);
        await client.SendAsync(from is null ? null : EmailAddress.Parse(from), [EmailAddress.Parse(to)], raw, token);
        await client.QuitAsync(token);
    }

    /// <summary>The raw messages in a user's mailbox, oldest first.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadMailboxAsync(
        string user, string mailbox = "INBOX", CancellationToken token = default)
    {
        await using var client = await ImapClient.ConnectAsync(ImapEndpoint, null, null, TimeProvider.System, token);
        await client.AuthenticateAsync(Dovecot.Credentials(user), token);
        await client.SelectAsync(mailbox, token);
        var messages = new SortedDictionary<uint, byte[]>();
        await client.FetchMessagesAsync(
            await client.SearchUidsAsync(1, token),
            (uid, _, raw) =>
            {
                messages[uid] = raw.ToArray();
                return Task.CompletedTask;
            },
            token);
        await client.LogoutAsync(token);
        return messages.Values.ToList();
    }

    /// <summary>Waits until a user has so many messages, and returns them.</summary>
    public async Task<IReadOnlyList<byte[]>> WaitForMailAsync(string user, int count, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var messages = await ReadMailboxAsync(user);
            if (messages.Count >= count)
            {
                return messages;
            }

            if (Stopwatch.GetElapsedTime(started) > (patience ?? TimeSpan.FromSeconds(20)))
            {
                throw new TimeoutException(
                    $"{user} has {messages.Count} messages and not {count}.\n{Postfix.Log}\n{Dovecot.Log}");
            }

            await Task.Delay(50);
        }
    }

    public async Task RestartAsync()
    {
        await Postfix.StopAsync();
        await Dovecot.StopAsync();
        await Dovecot.StartAsync();
        await Postfix.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Postfix.DisposeAsync();
        await Dovecot.DisposeAsync();
    }
}
