using System.CommandLine;
using MailIntake.Assist;
using MailIntake.Inbox;
using MailIntake.Mail.Imap;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Smtp;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Extraction.Proposals;
using MailIntake.Referrals.Reading;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace MailIntake.Cli;

/// <summary>
/// <c>mailintake check</c>: tries everything the settings name, and says what is wrong. It changes nothing and sends
/// nothing, but for <c>--send</c>, which sends one letter to a plus address of the track mailbox and waits for it.
/// </summary>
internal sealed class CheckCommand
{
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMinutes(2);

    private readonly SettingsReading _reading;
    private readonly Table _table = new Table().Border(TableBorder.Simple).AddColumns("", "What", "Result");
    private readonly SignIn _signIn;
    private bool _failed;

    private CheckCommand(SettingsReading reading, HttpClient http)
    {
        _reading = reading;
        _signIn = new SignIn(http, TimeProvider.System);
    }

    public static Command Create()
    {
        var command = new Command("check", "Try the settings: inbox, outbox, store, directory, and how senders are proven.");
        var settings = SettingsArguments.AddTo(command);
        var send = new Option<bool>("--send")
        {
            Description = "Send a letter to a plus address of the track mailbox and wait for it to arrive.",
        };
        command.Options.Add(send);
        command.SetAction(async (parse, token) =>
        {
            if (settings.Read(parse) is not { } reading)
            {
                return CommandLine.WrongArguments;
            }

            using var http = new HttpClient();
            return await new CheckCommand(reading, http).RunAsync(parse.GetValue(send), token);
        });
        return command;
    }

    private async Task<int> RunAsync(bool send, CancellationToken token)
    {
        Add(true, "Settings", "understood");
        var directory = _reading.Directory;
        Add(directory is not null, "Directory", directory is null
            ? "none: nobody is known, every referral waits in review (Directory:File)"
            : $"{directory.Us.Name}: {directory.Us.Reps.Count} reps, {directory.Partners.Count} partners");
        await TryAsync("Store", CheckStoreAsync, token);
        await TryAsync("Inbox", _reading.Settings.Inbox.Kind == InboxKind.Imap ? CheckImapAsync : CheckFolderAsync, token);
        if (_reading.Settings.Outbox.Kind == OutboxKind.Smtp)
        {
            await TryAsync("Outbox", CheckSmtpAsync, token);
        }

        if (_reading.Settings.Model.IsOn)
        {
            await TryAsync("Model", CheckModelAsync, token);
        }

        if (send && !_failed)
        {
            await TryAsync("Round trip", SendAsync, token);
        }

        AnsiConsole.Write(_table);
        return _failed ? 1 : 0;
    }

    private async Task TryAsync(string what, Func<CancellationToken, Task<string>> check, CancellationToken token)
    {
        try
        {
            Add(true, what, await check(token));
        }
        catch (Exception e) when (e is ImapProtocolException or ImapAuthenticationException or ImapCommandException
            or SmtpProtocolException or SmtpAuthenticationException or SmtpCommandException or SignInException
            or StoreException or IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            Add(false, what, e.Message);
        }
    }

    private void Add(bool good, string what, string result)
    {
        _failed |= !good;
        _table.AddRow(new Markup(good ? "[green]ok[/]" : "[red]failed[/]"), new Text(what), new Text(result));
    }

    private async Task<string> CheckStoreAsync(CancellationToken token)
    {
        var dialect = new SqliteDialect(_reading.Settings.Store.ConnectionString);
        if (!File.Exists(dialect.DatabaseFile))
        {
            return $"{dialect.DatabaseFile} will be made at the first start";
        }

        await new Migrator(dialect, TimeProvider.System).CheckAsync(token);
        var counts = await new IntakeStore(dialect, TimeProvider.System).CountsAsync(token);
        return $"{dialect.DatabaseFile}: {counts.Emails} mails, {counts.Confirmed} confirmed referrals, {counts.Reviews} for a person";
    }

    private Task<string> CheckFolderAsync(CancellationToken token)
    {
        var path = Path.GetFullPath(_reading.Settings.Inbox.Path);
        return Task.FromResult(Directory.Exists(path)
            ? $"{path}: {Directory.EnumerateFiles(path, "*.eml").Count()} mails wait"
            : $"{path} will be made at the first start");
    }

    private async Task<string> CheckImapAsync(CancellationToken token)
    {
        var options = _reading.Settings.Inbox;
        await using var client = await ConnectAsync(token);
        var status = await client.SelectAsync(options.Mailbox, token);
        var lacks = new (bool There, string Name)[]
        {
            (client.Capabilities.Idle, "IDLE (mail is seen at the next poll)"),
            (client.Capabilities.Has("MOVE"), "MOVE (copied and deleted instead)"),
            (client.Capabilities.Has("UIDPLUS"), "UIDPLUS"),
        }.Where(c => !c.There).Select(c => c.Name).ToList();
        var verdicts = await VerdictsAsync(client, token);
        return $"{options.User} at {options.Endpoint}, {options.Mailbox}: {status.Exists} mails"
            + (lacks.Count > 0 ? $"; the server lacks {string.Join(", ", lacks)}" : "")
            + $"; {verdicts}";
    }

    /// <summary>What the last 20 mails' authentication looks like under the settings.</summary>
    private async Task<string> VerdictsAsync(ImapClient client, CancellationToken token)
    {
        var policy = _reading.Settings.Senders.PolicyFor(_reading.Settings.Inbox.Kind);
        if (!policy.Required)
        {
            return "senders are not authenticated (Senders:Authentication=None)";
        }

        var uids = (await client.SearchUidsAsync(1, token)).TakeLast(20).ToList();
        var proven = 0;
        string? reason = null;
        foreach (var uid in uids)
        {
            var header = await client.FetchSectionAsync(uid, "HEADER", token);
            var sender = Sender.Of(Email.Parse(header), _reading.Directory ?? PartnerDirectory.Empty, policy);
            proven += sender.Authenticated ? 1 : 0;
            reason = sender.Authenticated ? reason : sender.Reason;
        }

        return $"of the last {uids.Count} mails {proven} are authenticated" + (reason is null ? "" : $" (else: {reason})");
    }

    private async Task<string> CheckSmtpAsync(CancellationToken token)
    {
        var options = _reading.Settings.Outbox;
        await using var client = await SmtpClient.ConnectAsync(options.Endpoint, null, null, TimeProvider.System, token);
        if (await _signIn.CredentialsAsync(options.User, options.Password, options.OAuth, token) is { } credentials)
        {
            await client.AuthenticateAsync(credentials, token);
        }

        await client.QuitAsync(token);
        return $"{options.Endpoint} accepts {options.User ?? "us without AUTH"}";
    }

    /// <summary>One question about an invented mail.</summary>
    private async Task<string> CheckModelAsync(CancellationToken token)
    {
        var options = _reading.Settings.Model;
        var email = Email.Parse(System.Text.Encoding.ASCII.GetBytes("From: Rosa Quill <rosa@partner.example>\r\nSubject: Introduction\r\n\r\n"
            + "Please meet Jane Roe of Globex, jane.roe@globex.example. She needs invoicing by June.\r\n"));
        var mail = ShownMail.Of(EmailReader.Read(email, PartnerDirectory.Empty), PartnerDirectory.Empty);
        var reading = await ModelReader.Over(options, TimeProvider.System).ReadAsync(mail, token);
        return reading.IsUsable
            ? $"{options.Name} at {options.Address.Host} answers: {reading.TokensIn} tokens in, {reading.TokensOut} out"
            : throw new IOException($"{options.Name} at {options.Address.Host}: {reading.Reason}");
    }

    private async Task<string> SendAsync(CancellationToken token)
    {
        var settings = _reading.Settings;
        if (settings.Outbox.Kind != OutboxKind.Smtp || settings.Inbox.Kind != InboxKind.Imap)
        {
            return "left out: it needs Inbox:Kind=Imap and Outbox:Kind=Smtp";
        }

        var listed = _reading.Directory?.Us.TrackAddress;
        var track = EmailAddress.Parse(string.IsNullOrEmpty(settings.Track.Address) ? listed ?? "" : settings.Track.Address);
        var mark = ConversationToken.Create();
        var to = ConversationToken.InAddress(track, mark);
        var press = new LetterPress(track, settings.Track.Name, TimeProvider.System);
        var letter = press.Print(
            new Letter(LetterPurpose.Acknowledgement, new MailboxAddress(null, to), $"Round trip {mark}", false, "A test.\n", ""),
            conversation: null);
        await using var outbox = new SmtpOutbox(settings.Outbox, track, _signIn, null, TimeProvider.System);
        var due = new DueLetter { Recipient = letter.Recipient, MessageId = letter.MessageId, Subject = letter.Subject };
        var result = await outbox.SendAsync(due, letter.Raw, token);
        if (result.Outcome != SendOutcome.Sent)
        {
            throw new IOException($"not accepted: {result.Words}");
        }

        return await ArrivedAsync(mark, token)
            ? $"a letter to {to} arrived"
            : throw new IOException(
                $"a letter to {to} was accepted but did not arrive within {RoundTrip.TotalMinutes} minutes: is plus addressing on?");
    }

    private async Task<bool> ArrivedAsync(string mark, CancellationToken token)
    {
        await using var client = await ConnectAsync(token);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < RoundTrip)
        {
            await client.SelectAsync(_reading.Settings.Inbox.Mailbox, token);
            foreach (var uid in (await client.SearchUidsAsync(1, token)).TakeLast(20))
            {
                var header = await client.FetchSectionAsync(uid, "HEADER", token);
                if (Email.Parse(header).Subject.Contains(mark, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(2), token);
        }

        return false;
    }

    private Task<ImapClient> ConnectAsync(CancellationToken token) => new InboxFactory(
        _reading.Settings.Inbox,
        _reading.Settings.Limits,
        store: null!,
        _signIn,
        TimeProvider.System,
        NullLogger<InboxFactory>.Instance).ConnectAsync(token);
}
