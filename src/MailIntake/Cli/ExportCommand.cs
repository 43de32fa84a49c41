using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using MailIntake.Store;
using MailIntake.Store.Dialects;

namespace MailIntake.Cli;

/// <summary><c>mailintake export</c>: confirmed referrals as CSV, or as JSON lines with the evidence of every value.</summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create()
    {
        var command = new Command("export", "Write out the confirmed referrals, oldest claim first.");
        var settings = SettingsArguments.AddTo(command);
        var format = new Option<string>("--format")
        {
            Description = "csv: one line a referral. jsonl: one JSON object a line, with the words that prove each value.",
            DefaultValueFactory = _ => Csv,
        };
        format.AcceptOnlyFromAmong(Csv, JsonLines);
        var output = new Option<string?>("--output") { Description = "A file. Default: standard output.", HelpName = "FILE" };
        command.Options.Add(format);
        command.Options.Add(output);
        command.SetAction((parse, token) => settings.Read(parse, storeOnly: true) is { } reading
            ? ExportAsync(reading.Settings, parse.GetValue(format)!, parse.GetValue(output), token)
            : Task.FromResult(CommandLine.WrongArguments));
        return command;
    }

    private static async Task<int> ExportAsync(
        IntakeSettings settings,
        string format,
        string? output,
        CancellationToken token)
    {
        var dialect = new SqliteDialect(settings.Store.ConnectionString);
        if (!File.Exists(dialect.DatabaseFile))
        {
            await Console.Error.WriteLineAsync(
                $"error: there is no database at {dialect.DatabaseFile}; Store:ConnectionString says where it is");
            return 1;
        }

        try
        {
            await new Migrator(dialect, TimeProvider.System).CheckAsync(token);
            var store = new IntakeStore(dialect, TimeProvider.System);
            await using var writer = output is null ? OpenStandardOutput() : new StreamWriter(output);
            var count = format == Csv
                ? await WriteCsvAsync(store, writer, token)
                : await WriteJsonLinesAsync(store, writer, token);
            await Console.Error.WriteLineAsync($"{count} confirmed referral(s)");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreException or System.Data.Common.DbException)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return 1;
        }
    }

    private static StreamWriter OpenStandardOutput() =>
        new(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>A value that a spreadsheet would run as a formula gets an apostrophe before it; "+" stays, for phones.</summary>
    private static async Task<int> WriteCsvAsync(IntakeStore store, TextWriter writer, CancellationToken token)
    {
        var options = CsvWriterOptions.For<ConfirmedReferralRow>() with
        {
            Injection = CsvInjection.Escape,
            InjectionCharacters = "=@\t\r",
        };
        await using var csv = CsvWriter.Create(writer, options, leaveOpen: true);
        await csv.WriteRecordsAsync(store.ConfirmedAsync(token), token);
        await csv.FlushAsync(token);

        // The header counts as one.
        return (int)csv.RecordCount - 1;
    }

    private static async Task<int> WriteJsonLinesAsync(IntakeStore store, StreamWriter writer, CancellationToken token)
    {
        var count = 0;
        await foreach (var referral in store.ConfirmedAsync(token))
        {
            var evidence = await store.EvidenceAsync(referral.Reference, token);
            await writer.WriteLineAsync(JsonSerializer.Serialize(new { referral, evidence }, Json).AsMemory(), token);
            count++;
        }

        return count;
    }
}
