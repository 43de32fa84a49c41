using System.Globalization;
using MailIntake.Mail.Net;

namespace MailIntake.Tests.Support;

/// <summary>A Postfix of its own: a port where mail comes in as from the internet, submission with STARTTLS and with
/// TLS (both with AUTH by Dovecot), delivering for the test domains into Dovecot.</summary>
public sealed class PostfixServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/postfix";

    private readonly ServerFolder _folder = new("pf");
    private readonly DovecotServer _dovecot;

    public PostfixServer(DovecotServer dovecot)
    {
        _dovecot = dovecot;
        var (certificate, key) = dovecot.Certificates.ForThisMachine();
        _folder.Make("etc");
        _folder.Make("queue");
        _folder.Run("chown", "postfix", _folder.Make("data"));
        _folder.Write("etc/users", string.Concat(MailServers.Users.SelectMany(
            user => MailServers.Domains.Select(domain => $"{user}@{domain} {user}\n"))));
        _folder.Write("etc/main.cf", Main(certificate, key));
        _folder.Write("etc/master.cf", Master());
    }

    /// <summary>Why it cannot be run here; null when it can.</summary>
    public static string? Missing =>
        DovecotServer.Missing ?? (File.Exists(Program) ? null : "postfix is not installed (tests/run.sh installs it)");

    public int IncomingPort { get; } = ServerFolder.FreePort();

    public int SubmissionPort { get; } = ServerFolder.FreePort();

    public int SubmissionsPort { get; } = ServerFolder.FreePort();

    /// <summary>As port 25: no AUTH, for the test domains only.</summary>
    public ServerEndpoint Incoming => new("127.0.0.1", IncomingPort, ConnectionSecurity.None);

    public ServerEndpoint StartTls =>
        new("localhost", SubmissionPort, ConnectionSecurity.StartTls) { CertificateFile = _dovecot.CertificateFile };

    public ServerEndpoint Tls =>
        new("localhost", SubmissionsPort, ConnectionSecurity.Tls) { CertificateFile = _dovecot.CertificateFile };

    public string Log => File.Exists(_folder.At("postfix.log")) ? File.ReadAllText(_folder.At("postfix.log")) : "";

    public async Task StartAsync()
    {
        try
        {
            _folder.Run(Program, "-c", _folder.At("etc"), "start");
        }
        catch (InvalidOperationException e)
        {
            // It tells its reasons to its log alone.
            throw new InvalidOperationException($"{e.Message}\n{Log}", e);
        }

        await ServerFolder.WaitForPortAsync(IncomingPort, "Postfix");
        await ServerFolder.WaitForPortAsync(SubmissionsPort, "Postfix");
    }

    public async Task StopAsync()
    {
        if (ServerFolder.Pid(PidFile) is { } pid)
        {
            _folder.Run(Program, "-c", _folder.At("etc"), "stop");
            await ServerFolder.WaitUntilGoneAsync(pid);
        }
    }

    public async Task KillAsync()
    {
        if (ServerFolder.Pid(PidFile) is { } pid)
        {
            ServerFolder.KillGroup(pid);
            await ServerFolder.WaitUntilGoneAsync(pid);
            File.Delete(PidFile);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private string PidFile => _folder.At("queue", "pid", "master.pid");

    private string Main(string certificate, string key) => string.Create(CultureInfo.InvariantCulture, $"""
        compatibility_level = 3.6
        queue_directory = {_folder.At("queue")}
        data_directory = {_folder.At("data")}
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        maillog_file = {_folder.At("postfix.log")}
        maillog_file_prefixes = /tmp, /var
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = mail.track.test
        mydestination =
        mynetworks =
        alias_maps =
        biff = no
        recipient_delimiter = +
        virtual_mailbox_domains = {string.Join(' ', MailServers.Domains)}
        virtual_mailbox_maps = texthash:{_folder.At("etc", "users")}
        virtual_transport = lmtp:inet:127.0.0.1:{_dovecot.LmtpPort}
        smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = inet:127.0.0.1:{_dovecot.SaslPort}
        smtpd_tls_cert_file = {certificate}
        smtpd_tls_key_file = {key}
        smtpd_client_connection_count_limit = 0
        smtpd_error_sleep_time = 0
        smtpd_forbid_bare_newline = yes
        minimal_backoff_time = 2s
        maximal_backoff_time = 5s
        queue_run_delay = 2s
        transport_retry_time = 2s
        message_size_limit = 40000000

        """);

    private string Master() => string.Create(CultureInfo.InvariantCulture, $"""
        127.0.0.1:{IncomingPort} inet n - n - - smtpd
        127.0.0.1:{SubmissionPort} inet n - n - - smtpd
          -o smtpd_tls_security_level=encrypt
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
        127.0.0.1:{SubmissionsPort} inet n - n - - smtpd
          -o smtpd_tls_wrappermode=yes
          -o smtpd_sasl_auth_enable=yes
          -o smtpd_client_restrictions=permit_sasl_authenticated,reject
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        proxywrite unix - - n - 1 proxymap
        smtp unix - - n - - smtp
        relay unix - - n - - smtp
        showq unix n - n - - showq
        error unix - - n - - error
        retry unix - - n - - error
        discard unix - - n - - discard
        local unix - n n - - local
        virtual unix - n n - - virtual
        lmtp unix - - n - - lmtp
        anvil unix - - n - 1 anvil
        scache unix - - n - 1 scache
        postlog unix-dgram n - n - 1 postlogd

        """);
}
