using System.Text.Json;
using MailIntake.Inbox;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Net;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Store;
using Microsoft.Data.Sqlite;

namespace MailIntake.Cli;

/// <summary>Settings as read, with everything that is wrong with them.</summary>
/// <param name="Faults">Any of these stops the start.</param>
internal sealed record SettingsReading(
    IntakeSettings Settings,
    PartnerDirectory? Directory,
    IReadOnlyList<string> Faults,
    IReadOnlyList<string> Warnings);

/// <summary>
/// Reads <c>mailintake.json</c>, then the environment (<c>MAILINTAKE_Inbox__Host</c>), then the command line
/// (<c>--Inbox:Host=...</c>); the later wins. All faults are gathered, so that one start shows all of them.
/// </summary>
internal sealed class SettingsReader
{
    private const string DefaultFile = "mailintake.json";
    private const string EnvironmentPrefix = "MAILINTAKE_";

    private readonly IntakeSettings _settings = new();
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    private SettingsReader()
    {
    }

    /// <param name="file">Null: mailintake.json in the working directory, where it stands.</param>
    /// <param name="arguments">The command line's <c>--Key=value</c> words.</param>
    /// <param name="storeOnly">Only the store is used: mail settings may be missing.</param>
    public static SettingsReading Read(string? file, IEnumerable<string> arguments, bool storeOnly = false)
    {
        var environment = Environment.GetEnvironmentVariables()
            .Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value);
        return Read(file, environment, arguments, storeOnly);
    }

    public static SettingsReading Read(
        string? file,
        IReadOnlyDictionary<string, string?> environment,
        IEnumerable<string> arguments,
        bool storeOnly = false)
    {
        var reader = new SettingsReader();
        reader.ReadFile(file);
        reader.ReadEnvironment(environment);
        reader.ReadArguments(arguments);
        reader.CheckStore();
        var directory = default(PartnerDirectory);
        if (!storeOnly)
        {
            reader.ReadSecretFiles();
            directory = reader.ReadDirectory();
            reader.Check(directory);
        }

        return new SettingsReading(reader._settings, directory, reader._faults, reader._warnings);
    }

    private void ReadFile(string? file)
    {
        var path = file ?? DefaultFile;
        if (!File.Exists(path))
        {
            if (file is not null)
            {
                _faults.Add($"--settings: there is no file {file}");
            }

            return;
        }

        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllText(path),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadElement("", document.RootElement, path);
            }
            else
            {
                _faults.Add($"{path}: got a JSON {document.RootElement.ValueKind}, expected an object of settings");
            }
        }
        catch (JsonException e)
        {
            _faults.Add($"{path}: not JSON: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{path}: cannot be read: {e.Message}");
        }
    }

    private void ReadElement(string key, JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    ReadElement(key.Length == 0 ? member.Name : $"{key}:{member.Name}", member.Value, path);
                }

                break;
            case JsonValueKind.Array:
                Set(key, string.Join(',', element.EnumerateArray().Select(e => e.ToString())), path);
                break;
            case JsonValueKind.Null:
                break;
            default:
                Set(key, element.ToString(), path);
                break;
        }
    }

    private void ReadEnvironment(IReadOnlyDictionary<string, string?> environment)
    {
        foreach (var (name, value) in environment.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase) || value is null
                || name.StartsWith(EnvironmentPrefix + "TEST", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var key = name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            if (SettingsBinder.Keys.ContainsKey(key))
            {
                Set(key, value, name);
            }
            else
            {
                _warnings.Add($"{name}: there is no setting {key}; the nearest is {SettingsBinder.Nearest(key)}");
            }
        }
    }

    private void ReadArguments(IEnumerable<string> arguments)
    {
        var afterKey = false;
        foreach (var argument in arguments)
        {
            var isKey = argument.StartsWith("--", StringComparison.Ordinal);
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (isKey && equals >= 0)
            {
                Set(argument[2..equals], argument[(equals + 1)..], "the command line");
            }
            else if (isKey)
            {
                _faults.Add($"{argument[2..]}: no value; a setting is given in one word, as {argument}=...");
            }
            else if (!afterKey)
            {
                _faults.Add($"{argument}: not understood; a setting is given as --Inbox:Host=mail.example.com");
            }

            // The word behind such a key is its value, and may be a secret.
            afterKey = isKey && equals < 0;
        }
    }

    private void Set(string key, string value, string source)
    {
        if (!SettingsBinder.Keys.ContainsKey(key))
        {
            _faults.Add($"{key}: unknown (in {source}); the nearest is {SettingsBinder.Nearest(key)}");
        }
        else if (SettingsBinder.Set(_settings, key, value) is { } fault)
        {
            _faults.Add(fault);
        }
        else if (SettingsBinder.Keys[key][^1].IsDefined(typeof(NotUsedYetAttribute), inherit: false))
        {
            _warnings.Add($"{key}: this version does nothing with it yet");
        }
    }

    private void ReadSecretFiles()
    {
        _settings.Inbox.Password = Secret("Inbox:PasswordFile", _settings.Inbox.PasswordFile) ?? _settings.Inbox.Password;
        _settings.Outbox.Password = Secret("Outbox:PasswordFile", _settings.Outbox.PasswordFile) ?? _settings.Outbox.Password;
    }

    private string? Secret(string key, string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{key}: {file} cannot be read: {e.Message}");
            return null;
        }
    }

    private PartnerDirectory? ReadDirectory()
    {
        var file = _settings.Directory.File;
        if (string.IsNullOrEmpty(file) && !File.Exists(file = "directory.json"))
        {
            return null;
        }

        try
        {
            return PartnerDirectory.FromJson(File.ReadAllText(file));
        }
        catch (JsonException e)
        {
            _faults.Add($"Directory:File: {file} is no partner directory: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"Directory:File: {file} cannot be read: {e.Message}");
        }

        return null;
    }

    private void CheckStore()
    {
        if (_settings.Store.Provider == StoreProvider.SqlServer)
        {
            _faults.Add("Store:Provider: got \"SqlServer\", which this version cannot use yet; expected Sqlite");
        }

        try
        {
            _ = new SqliteConnectionStringBuilder(_settings.Store.ConnectionString);
        }
        catch (ArgumentException e)
        {
            // What was given is not repeated: it may hold a password.
            _faults.Add($"Store:ConnectionString: {e.Message} Expected as Data Source=var/mailintake.db");
        }
    }

    private void Check(PartnerDirectory? directory)
    {
        CheckTrack(directory);
        CheckInbox(_settings.Inbox);
        CheckOutbox(_settings.Outbox);
        if (_settings.Inbox.Kind == InboxKind.Folder && _settings.Outbox.Kind == OutboxKind.Folder
            && Path.GetFullPath(_settings.Inbox.Path) == Path.GetFullPath(_settings.Outbox.Path))
        {
            _faults.Add($"Outbox:Path: got \"{_settings.Outbox.Path}\", which is the inbox; expected a folder of its own");
        }

        if (_settings.Conversation.HandOffTo is { Length: > 0 } handOff && !EmailAddress.TryParse(handOff, out _))
        {
            _faults.Add($"Conversation:HandOffTo: got \"{handOff}\", expected a mail address");
        }

        var policy = _settings.Senders.PolicyFor(_settings.Inbox.Kind);
        if (policy is { Required: true, ExchangeOnline: false } && string.IsNullOrEmpty(policy.AuthServId))
        {
            _faults.Add("Senders:AuthServId: missing; expected the authserv-id that your mail server writes into "
                + "Authentication-Results (or Senders:Profile=ExchangeOnline, or Senders:Authentication=None on a closed test system)");
        }

        if (_settings.Ops.Url.Length > 0
            && (!Uri.TryCreate(_settings.Ops.Url, UriKind.Absolute, out var url) || url.Scheme != "http" || !url.IsLoopback))
        {
            _faults.Add($"Ops:Url: got \"{_settings.Ops.Url}\", expected http:// on a loopback address, or nothing");
        }
    }

    private void CheckTrack(PartnerDirectory? directory)
    {
        var given = _settings.Track.Address;
        var listed = directory?.Us.TrackAddress;
        if (string.IsNullOrEmpty(given) && string.IsNullOrEmpty(listed))
        {
            _faults.Add("Track:Address: missing; expected the address that introductions are forwarded to "
                + "(or us.trackAddress in the directory)");
        }
        else if (!string.IsNullOrEmpty(given) && !EmailAddress.TryParse(given, out _))
        {
            _faults.Add($"Track:Address: got \"{given}\", expected a mail address");
        }
        else if (string.IsNullOrEmpty(given) && !EmailAddress.TryParse(listed, out _))
        {
            _faults.Add($"us.trackAddress of the directory: got \"{listed}\", expected a mail address");
        }
        else if (!string.IsNullOrEmpty(given) && !string.IsNullOrEmpty(listed)
            && !given.Equals(listed, StringComparison.OrdinalIgnoreCase))
        {
            _faults.Add($"Track:Address: got \"{given}\", but the directory says {listed}; expected one of them, or the same");
        }
    }

    private void CheckInbox(InboxOptions inbox)
    {
        if (inbox.AnswerSince is { Length: > 0 } since && !since.Equals("Always", StringComparison.OrdinalIgnoreCase)
            && !DateTimeOffset.TryParse(since, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            _faults.Add($"Inbox:AnswerSince: got \"{since}\", expected a time as 2026-03-02T09:00:00Z, or Always");
        }

        if (inbox.PollInterval < TimeSpan.FromSeconds(1))
        {
            _faults.Add($"Inbox:PollInterval: got \"{inbox.PollInterval}\", expected a second or more");
        }

        if (inbox.Kind == InboxKind.Imap)
        {
            CheckServer("Inbox", inbox.Host, inbox.Security, inbox.CertificateFile);
            CheckSignIn("Inbox", inbox.User, inbox.Password, inbox.OAuth, userRequired: true);
        }
    }

    private void CheckOutbox(OutboxOptions outbox)
    {
        if (outbox.Kind == OutboxKind.Smtp)
        {
            CheckServer("Outbox", outbox.Host, outbox.Security, outbox.CertificateFile);
            CheckSignIn("Outbox", outbox.User, outbox.Password, outbox.OAuth, userRequired: false);
        }
    }

    private void CheckServer(string section, string? host, ConnectionSecurity security, string? certificate)
    {
        if (string.IsNullOrEmpty(host))
        {
            _faults.Add($"{section}:Host: missing; expected the mail server's name");
        }
        else if (security == ConnectionSecurity.None && !ServerEndpoint.IsLoopback(host))
        {
            _faults.Add($"{section}:Security: got \"None\" for {host}, expected Tls or StartTls (None only on a loopback address)");
        }

        if (certificate is { Length: > 0 } && !File.Exists(certificate))
        {
            _faults.Add($"{section}:CertificateFile: there is no file {certificate}");
        }
    }

    private void CheckSignIn(string section, string? user, string? password, OAuthOptions oauth, bool userRequired)
    {
        if (string.IsNullOrEmpty(user))
        {
            if (userRequired || oauth.Provider is not null)
            {
                _faults.Add($"{section}:User: missing; expected the mailbox's user name");
            }

            return;
        }

        if (oauth.Provider is null)
        {
            if (string.IsNullOrEmpty(password))
            {
                _faults.Add($"{section}:Password: missing; expected it here, in {section}:PasswordFile, or {section}:OAuth:Provider");
            }

            return;
        }

        Require($"{section}:OAuth:ClientId", oauth.ClientId);
        if (oauth.TokenEndpoint is { Length: > 0 } given
            && !(Uri.TryCreate(given, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))))
        {
            _faults.Add($"{section}:OAuth:TokenEndpoint: got \"{given}\", expected an https:// address");
        }

        if (oauth.Provider == OAuthProvider.Microsoft365)
        {
            Require($"{section}:OAuth:Tenant", oauth.Tenant);
            Require($"{section}:OAuth:SecretFile", oauth.SecretFile);
        }
        else
        {
            Require($"{section}:OAuth:RefreshTokenFile", oauth.RefreshTokenFile);
        }
    }

    private void Require(string key, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            _faults.Add($"{key}: missing; needed for signing in by OAuth");
        }
        else if (key.EndsWith("File", StringComparison.Ordinal) && !File.Exists(value))
        {
            _faults.Add($"{key}: there is no file {value}");
        }
    }
}
