using System.CommandLine;
using MailIntake.Inbox;
using MailIntake.Store;
using Microsoft.Extensions.Hosting;

namespace MailIntake.Cli;

/// <summary><c>mailintake run</c>: the service, until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command(
            "run",
            "Watch the inbox, answer its senders and record what they confirm, until stopped. "
            + "Any setting can be given as --Key:Sub=value (--Inbox:Kind=Imap).");
        var settings = SettingsArguments.AddTo(command);
        command.SetAction((parse, token) => settings.Read(parse) is { } reading
            ? RunAsync(reading, token)
            : Task.FromResult(CommandLine.WrongArguments));
        return command;
    }

    private static async Task<int> RunAsync(SettingsReading reading, CancellationToken token)
    {
        try
        {
            await using var host = await IntakeHost.CreateAsync(
                reading.Settings, reading.Directory, TimeProvider.System, logging: null, token);
            await host.Host.StartAsync(token);
            await Console.Out.WriteLineAsync($"ready: {Describe(reading.Settings)}");
            await host.Host.WaitForShutdownAsync(token);
            return 0;
        }
        catch (StoreException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return 1;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"error: Ops:Url: {reading.Settings.Ops.Url} is in use by another program; set another, or none");
            return 1;
        }
    }

    private static string Describe(IntakeSettings settings)
    {
        var inbox = settings.Inbox.Kind == InboxKind.Folder
            ? $"folder {Path.GetFullPath(settings.Inbox.Path)}"
            : $"{settings.Inbox.User} at {settings.Inbox.Endpoint}";
        var outbox = settings.Outbox.Kind switch
        {
            Outbox.OutboxKind.Folder => $"folder {Path.GetFullPath(settings.Outbox.Path)}",
            Outbox.OutboxKind.Smtp => settings.Outbox.Endpoint.ToString(),
            Outbox.OutboxKind.Hold => "nowhere (Hold)",
        };
        var proof = settings.Senders.PolicyFor(settings.Inbox.Kind).Required
            ? ""
            : "; senders are not authenticated (Senders:Authentication=None)";
        return $"inbox {inbox}, letters to {outbox}{proof}";
    }
}
