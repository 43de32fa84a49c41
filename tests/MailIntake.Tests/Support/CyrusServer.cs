using System.Diagnostics;
using MailIntake.Mail.Net;

namespace MailIntake.Tests.Support;

/// <summary>A Cyrus of its own. Debian's package conflicts with Dovecot's, so tests/run.sh unpacks it beside; an
/// installed one is used as well.</summary>
public sealed class CyrusServer : IImapTestServer
{
    public const string Password = "s3cret-of-tests";

    private static readonly string Root =
        Environment.GetEnvironmentVariable("MAILINTAKE_CYRUS_ROOT") is { Length: > 0 } root ? root
        : Directory.Exists("/opt/mailintake-cyrus/root") ? "/opt/mailintake-cyrus/root" : "/";

    private readonly ServerFolder _folder = new("cy");
    private readonly TestCertificates _certificates;
    private readonly int _imapPort = ServerFolder.FreePort();
    private readonly int _imapsPort = ServerFolder.FreePort();

    public CyrusServer(Func<TestCertificates, (string Certificate, string Key)>? certificate = null)
    {
        _certificates = new TestCertificates(_folder.Path);
        var (file, key) = (certificate ?? (all => all.ForThisMachine()))(_certificates);
        foreach (var name in new[] { "socket", "db", "proc", "lock", "msg", "user", "log", "quota" })
        {
            _folder.Make("config", name);
        }

        _folder.Make("spool");
        _folder.Write("imapd.conf", Configuration(file, key));
        _folder.Write("cyrus.conf", Services());
        if (ChecksPasswords)
        {
            MakePasswords();
        }

        _folder.Run("chown", "-R", "mail:mail", _folder.Path);
    }

    /// <summary>Why it cannot be run here; null when it can.</summary>
    public static string? Missing =>
        !ServerFolder.IsRoot ? "Cyrus under test needs root on Linux"
        : !File.Exists(Bin("master")) || !File.Exists(Bin("imapd"))
            ? $"cyrus-imapd is not unpacked at {Root} (tests/run.sh does it)"
        : null;

    public string Name => "Cyrus";

    public string CertificateFile => _certificates.AuthorityFile;

    public ServerEndpoint Imaps =>
        new("localhost", _imapsPort, ConnectionSecurity.Tls) { CertificateFile = CertificateFile };

    public ServerEndpoint StartTls =>
        new("localhost", _imapPort, ConnectionSecurity.StartTls) { CertificateFile = CertificateFile };

    public ServerEndpoint Plain => new("127.0.0.1", _imapPort, ConnectionSecurity.None);

    /// <summary>Without saslpasswd2 every password is right, and the test of a wrong one is skipped.</summary>
    public bool ChecksPasswords => File.Exists("/usr/sbin/saslpasswd2");

    public PasswordCredentials Credentials(string user) => new(user, Password);

    public async Task StartAsync()
    {
        _folder.RunWith(
            Libraries,
            Bin("master"),
            "-C", _folder.At("imapd.conf"), "-M", _folder.At("cyrus.conf"), "-p", PidFile, "-d");
        await ServerFolder.WaitForPortAsync(_imapsPort, Name);
    }

    public Task StopAsync() => EndAsync("-TERM");

    public Task KillAsync() => EndAsync("-KILL");

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }

    private static string Libraries =>
        string.Join(':', Directory.GetDirectories(Path.Combine(Root, "usr/lib"), "*-linux-gnu")
            .Append(Path.Combine(Root, "usr/lib/cyrus")));

    private string PidFile => _folder.At("master.pid");

    private static string Bin(string program) => Path.Combine(Root, "usr/lib/cyrus/bin", program);

    private async Task EndAsync(string signal)
    {
        if (ServerFolder.Pid(PidFile) is not { } pid)
        {
            return;
        }

        // Its children have process groups of their own, so they are found by their parent.
        var children = Children(pid);
        foreach (var one in signal == "-KILL" ? children.Prepend(pid) : [pid])
        {
            Signal(signal, one);
        }

        await ServerFolder.WaitUntilGoneAsync(pid);
        foreach (var child in children)
        {
            Signal("-KILL", child);
        }

        File.Delete(PidFile);
    }

    private static List<int> Children(int parent) =>
        Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? pid : 0)
            .Where(pid => pid > 0 && IsChild(pid, parent))
            .ToList();

    private static bool IsChild(int pid, int parent)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 4)..].StartsWith($"{parent} ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Signal(string signal, int pid)
    {
        using var kill = Process.Start(
            new ProcessStartInfo("/bin/kill", [signal, $"{pid}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    private void MakePasswords()
    {
        foreach (var user in MailServers.Users)
        {
            var file = _folder.At("sasldb2");
            _folder.Run(
                "/bin/sh", "-c", $"printf %s '{Password}' | saslpasswd2 -p -c -f '{file}' -u localhost {user}");
        }
    }

    private string Configuration(string certificate, string key) => $"""
        configdirectory: {_folder.At("config")}
        partition-default: {_folder.At("spool")}
        defaultpartition: default
        proc_path: {_folder.At("config", "proc")}
        mboxname_lockpath: {_folder.At("config", "lock")}
        servername: localhost
        admins: cyrus
        cyrus_user: mail
        cyrus_group: mail
        unixhierarchysep: yes
        autocreate_quota: 0
        allowplaintext: no
        munge8bit: no
        sasl_mech_list: PLAIN
        sasl_pwcheck_method: {(ChecksPasswords ? "auxprop" : "alwaystrue")}
        sasl_auxprop_plugin: sasldb
        sasl_sasldb_path: {_folder.At("sasldb2")}
        tls_server_cert: {certificate}
        tls_server_key: {key}
        tls_session_timeout: 0
        failedloginpause: 0

        """;

    private string Services()
    {
        var imapd = $"{Bin("imapd")} -C {_folder.At("imapd.conf")}";
        return $$"""
            START {
              recover cmd="{{Bin("ctl_cyrusdb")}} -C {{_folder.At("imapd.conf")}} -r"
            }
            SERVICES {
              imap cmd="{{imapd}}" listen="127.0.0.1:{{_imapPort}}" prefork=1
              imaps cmd="{{imapd}} -s" listen="127.0.0.1:{{_imapsPort}}" prefork=1
            }
            EVENTS {
            }
            DAEMON {
              idled cmd="{{Bin("idled")}} -d -C {{_folder.At("imapd.conf")}}"
            }

            """;
    }
}
