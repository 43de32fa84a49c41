using System.CommandLine;
using MailIntake.Inbox;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Store;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace MailIntake.Cli;

/// <summary><c>mailintake demo</c>: plays the mails in the program through the real path, with a folder as mailbox and a
/// fresh SQLite file, and shows what became of each.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var command = new Command("demo", "Play a dozen mails through the whole service, in a folder of their own.");
        command.Options.Add(new Option<bool>("--exit") { Description = "End when the mails are played. It does so in any case as long as no queue is served." });
        command.SetAction((_, token) => PlayAsync(token));
        return command;
    }

    private static async Task<int> PlayAsync(CancellationToken token)
    {
        var time = TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("mailintake-demo-").FullName;
        var settings = Settings(folder);
        var directory = PartnerDirectory.FromJson(DemoMail.Directory());
        var log = Path.Combine(folder, "mailintake.log");
        AnsiConsole.MarkupLine("[bold]MailIntake[/]: forward the introduction to track@ and the referral is on record.");
        AnsiConsole.WriteLine($"Twelve mails come in at {directory.Us.TrackAddress}; their senders answer our letters.\n");

        await using var host = await IntakeHost.CreateAsync(
            settings, directory, time, logging => logging.AddProvider(new FileLog(log, time)), token);
        Directory.CreateDirectory(settings.Inbox.Path);
        Directory.CreateDirectory(settings.Outbox.Path);
        var senders = new DemoSenders(DemoMail.All(), settings.Inbox.Path, settings.Outbox.Path, host.Store, directory, time);
        await host.Host.StartAsync(token);
        senders.Begin();
        var complete = await WatchAsync(senders, settings.Inbox.Path, host.Store, time, token);
        await host.Host.StopAsync(token);
        await ShowAsync(host.Store, token);
        ShowPlaces(settings, log, folder);
        if (!complete)
        {
            AnsiConsole.MarkupLine("[red]Not every sender could give all answers; the log says why.[/]");
        }

        return complete ? 0 : CommandLine.Failed;
    }

    private static IntakeSettings Settings(string folder) => new()
    {
        Track = new TrackOptions { Name = "Tallybrook referrals" },
        Inbox = new InboxOptions { Path = Path.Combine(folder, "inbox"), AnswerSince = "Always" },
        Outbox = new OutboxOptions { Path = Path.Combine(folder, "outbox") },
        Store = new StoreOptions { ConnectionString = $"Data Source={Path.Combine(folder, "mailintake.db")}" },
        Ops = new Ops.OpsOptions { Url = "" },
    };

    /// <summary>Shows letters and answers as they come, until all is quiet; false when that took too long.</summary>
    private static async Task<bool> WatchAsync(
        DemoSenders senders,
        string inbox,
        IntakeStore store,
        TimeProvider time,
        CancellationToken token)
    {
        var started = time.GetTimestamp();
        var quietSince = time.GetTimestamp();
        while (time.GetElapsedTime(started) < AtMost)
        {
            var events = await senders.TurnAsync(token);
            foreach (var line in events)
            {
                var mark = line.StartsWith("letter", StringComparison.Ordinal) ? "[blue]->[/]" : "[green]<-[/]";
                AnsiConsole.MarkupLine($"  {mark} {Markup.Escape(line)}");
            }

            var counts = await store.CountsAsync(token);
            var busy = events.Count > 0 || counts.Waiting > 0 || counts.LettersWaiting > 0
                || Directory.EnumerateFiles(inbox, "*.eml").Any();
            quietSince = busy ? time.GetTimestamp() : quietSince;
            if (time.GetElapsedTime(quietSince) > Quiet)
            {
                return senders.Outstanding == 0;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, token);
        }

        return false;
    }

    private static async Task ShowAsync(IntakeStore store, CancellationToken token)
    {
        var mails = new Table().Border(TableBorder.Simple).AddColumns("Mail", "What it is", "What became of it");
        foreach (var line in await store.EmailLinesAsync(token))
        {
            mails.AddRow(new Text(line.Mailbox ?? ""), new Text(line.Kind ?? line.Status), new Text(line.Outcome ?? ""));
        }

        AnsiConsole.WriteLine();
        AnsiConsole.Write(mails);
        var records = new Table().Border(TableBorder.Simple).Title("On record")
            .AddColumns("Referral", "Partner", "Prospect", "Contact", "Address");
        await foreach (var row in store.ConfirmedAsync(token))
        {
            records.AddRow(
                new Text(row.Reference),
                new Text(row.PartnerCompany),
                new Text(row.ProspectCompany),
                new Text(row.ProspectContactName),
                new Text(row.ProspectContactEmail));
        }

        AnsiConsole.Write(records);
        var reviews = new Table().Border(TableBorder.Simple).Title("For a person").AddColumns("Why", "Detail");
        foreach (var review in await store.OpenReviewsAsync(token))
        {
            reviews.AddRow(new Text(review.Reason), new Text(review.Detail));
        }

        AnsiConsole.Write(reviews);
    }

    private static void ShowPlaces(IntakeSettings settings, string log, string folder)
    {
        // As it was started, so that the lines can be copied; not through the console library, which would wrap them.
        var dll = Path.Combine(AppContext.BaseDirectory, "mailintake.dll");
        var me = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "mailintake" ? Environment.ProcessPath : $"dotnet {dll}";
        Console.WriteLine(
            $"""
            Letters:  {settings.Outbox.Path}
            Database: {Path.Combine(folder, "mailintake.db")} (table ConfirmedReferral)
            Log:      {log}

            Try next:
            the records with the words that prove them
              {me} export --format jsonl "--Store:ConnectionString={settings.Store.ConnectionString}"
            what it reads in a mail of yours
              {me} parse MAIL.eml
            the service; drop .eml files into var/inbox, letters come out in var/outbox
              {me} run --Track:Address=track@your-company.example
            """);
    }
}
