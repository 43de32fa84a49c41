using System.CommandLine;
using MailIntake.Store;
using MailIntake.Store.Dialects;

namespace MailIntake.Cli;

/// <summary><c>mailintake migrate</c>: brings the database's schema up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Create the database, or bring its schema up to date. Safe to run twice.");
        var settings = SettingsArguments.AddTo(command);
        command.SetAction((parse, token) => settings.Read(parse, storeOnly: true) is { } reading
            ? MigrateAsync(reading.Settings, token)
            : Task.FromResult(CommandLine.WrongArguments));
        return command;
    }

    private static async Task<int> MigrateAsync(IntakeSettings settings, CancellationToken token)
    {
        var dialect = new SqliteDialect(settings.Store.ConnectionString);
        try
        {
            var applied = await new Migrator(dialect, TimeProvider.System).MigrateAsync(token);
            Console.WriteLine(applied.Count == 0
                ? $"{dialect.DatabaseFile}: up to date"
                : $"{dialect.DatabaseFile}: applied {string.Join(", ", applied)}");
            return 0;
        }
        catch (Exception e) when (e is StoreException or System.Data.Common.DbException or IOException)
        {
            await Console.Error.WriteLineAsync($"error: {dialect.DatabaseFile}: {e.Message}");
            return 1;
        }
    }
}
