using System.Globalization;
using MailIntake.Mail.Net;

namespace MailIntake.Tests.Support;

/// <summary>A Dovecot of its own: IMAP with STARTTLS, IMAPS, LMTP, and SASL for Postfix, on free loopback ports. The
/// users are track, rosa and dana, with or without a domain; what follows "+" is ignored.</summary>
public sealed class DovecotServer : IImapTestServer
{
    public const string Password = "s3cret-of-tests";

    private const string Program = "/usr/sbin/dovecot";

    private readonly ServerFolder _folder = new("dc");
    private readonly TestCertificates _certificates;
    private readonly string _configuration;

    public DovecotServer(Func<TestCertificates, (string Certificate, string Key)>? certificate = null)
    {
        _certificates = new TestCertificates(_folder.Path);
        var (file, key) = (certificate ?? (all => all.ForThisMachine()))(_certificates);
        _folder.Make("run");
        _folder.Make("users");
        _folder.Run("chown", "mail:mail", _folder.At("users"));
        _folder.Write("passwd", string.Concat(MailServers.Users.Select(user => $"{user}:{{PLAIN}}{Password}::::::\n")));
        _folder.Run("chmod", "644", _folder.At("passwd"));
        _configuration = _folder.Write("dovecot.conf", Configuration(file, key));
    }

    /// <summary>Why it cannot be run here; null when it can.</summary>
    public static string? Missing =>
        !ServerFolder.IsRoot ? "Dovecot under test needs root on Linux"
        : !File.Exists(Program) ? "dovecot is not installed (tests/run.sh installs it)"
        : !File.Exists("/usr/lib/dovecot/imap") ? "dovecot-imapd is not installed"
        : !File.Exists("/usr/lib/dovecot/lmtp") ? "dovecot-lmtpd is not installed"
        : null;

    public int ImapPort { get; } = ServerFolder.FreePort();

    public int ImapsPort { get; } = ServerFolder.FreePort();

    public int LmtpPort { get; } = ServerFolder.FreePort();

    public int SaslPort { get; } = ServerFolder.FreePort();

    public string Name => "Dovecot";

    public string CertificateFile => _certificates.AuthorityFile;

    public TestCertificates Certificates => _certificates;

    public ServerEndpoint Imaps =>
        new("localhost", ImapsPort, ConnectionSecurity.Tls) { CertificateFile = CertificateFile };

    public ServerEndpoint StartTls =>
        new("localhost", ImapPort, ConnectionSecurity.StartTls) { CertificateFile = CertificateFile };

    public ServerEndpoint Plain => new("127.0.0.1", ImapPort, ConnectionSecurity.None);

    public PasswordCredentials Credentials(string user) => new($"{user}@track.test", Password);

    public bool ChecksPasswords => true;

    public string Log => File.Exists(_folder.At("dovecot.log")) ? File.ReadAllText(_folder.At("dovecot.log")) : "";

    public async Task StartAsync()
    {
        _folder.Run(Program, "-c", _configuration);
        await ServerFolder.WaitForPortAsync(ImapsPort, Name);
    }

    /// <summary>Tells the clients (BYE) and stops.</summary>
    public async Task StopAsync()
    {
        if (ServerFolder.Pid(PidFile) is { } pid)
        {
            _folder.Run(Program, "-c", _configuration, "stop");
            await ServerFolder.WaitUntilGoneAsync(pid);
        }
    }

    /// <summary>Ends it without a word to anybody.</summary>
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

    private string PidFile => _folder.At("run", "master.pid");

    private string Configuration(string certificate, string key) => string.Create(CultureInfo.InvariantCulture, $$"""
        base_dir = {{_folder.At("run")}}
        log_path = {{_folder.At("dovecot.log")}}
        protocols = imap lmtp
        listen = 127.0.0.1
        ssl = yes
        ssl_cert = <{{certificate}}
        ssl_key = <{{key}}
        disable_plaintext_auth = yes
        auth_mechanisms = plain login
        auth_username_format = %Ln
        auth_failure_delay = 0
        recipient_delimiter = +
        first_valid_uid = 1
        mail_uid = mail
        mail_gid = mail
        mail_location = maildir:~/Maildir
        mail_max_userip_connections = 100
        passdb {
          driver = passwd-file
          args = {{_folder.At("passwd")}}
        }
        userdb {
          driver = static
          args = home={{_folder.At("users")}}/%n
        }
        namespace inbox {
          inbox = yes
          mailbox Junk {
            auto = create
            special_use = \Junk
          }
        }
        service imap-login {
          process_min_avail = 1
          inet_listener imap {
            port = {{ImapPort}}
          }
          inet_listener imaps {
            port = {{ImapsPort}}
            ssl = yes
          }
        }
        service lmtp {
          inet_listener lmtp {
            port = {{LmtpPort}}
          }
        }
        service auth {
          inet_listener sasl {
            port = {{SaslPort}}
          }
        }
        """);
}
