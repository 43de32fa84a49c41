using MailIntake.Assist;
using MailIntake.Inbox;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Net;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Store;
using Microsoft.Data.Sqlite;

namespace MailIntake.Cli;

/// <summary>What settings must be together, beyond each being well written.</summary>
internal sealed partial class SettingsReader
{
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
        CheckModel(_settings.Model);
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

    private void CheckModel(ModelOptions model)
    {
        if (!model.IsOn)
        {
            return;
        }

        if (string.IsNullOrEmpty(model.Name))
        {
            _faults.Add("Model:Name: missing; expected the model's name (AzureOpenAI: the deployment's)");
        }

        if (string.IsNullOrEmpty(model.Endpoint) && model.Kind == ModelKind.AzureOpenAI)
        {
            _faults.Add("Model:Endpoint: missing; expected as https://NAME.openai.azure.com");
        }

        // Whole mails go there.
        var local = false;
        if (!string.IsNullOrEmpty(model.Endpoint) && (!Uri.TryCreate(model.Endpoint, UriKind.Absolute, out var url)
            || !(url.Scheme == "https" || ((local = url.IsLoopback) && url.Scheme == "http"))))
        {
            _faults.Add($"Model:Endpoint: got \"{model.Endpoint}\", expected an https:// address (http:// only on a loopback address)");
        }
        else if (string.IsNullOrEmpty(model.Key) && !local)
        {
            _faults.Add("Model:Key: missing; expected it in the environment (MAILINTAKE_Model__Key) or in Model:KeyFile");
        }

        if (model.Timeout < TimeSpan.FromSeconds(1) || model.Timeout > TimeSpan.FromMinutes(10))
        {
            _faults.Add($"Model:Timeout: got \"{model.Timeout}\", expected a second to ten minutes");
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
