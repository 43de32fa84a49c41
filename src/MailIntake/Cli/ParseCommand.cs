using System.CommandLine;
using System.Text.Json;
using MailIntake.Assist;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Choosing;

namespace MailIntake.Cli;

/// <summary>
/// <c>mailintake parse PATH...</c>: in come files, folders and mboxes; out goes one record a message, as NDJSON or as
/// tables. It needs no database and no network. Nothing but records goes to standard output.
/// </summary>
internal static class ParseCommand
{
    private const string DefaultDirectory = "directory.json";

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "An .eml file, a folder (searched for *.eml and extensionless message files), or an mbox",
            Arity = ArgumentArity.OneOrMore,
        };
        paths.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-') && !File.Exists(t.Value)))
            {
                result.AddError($"There is no option {token.Value} (a file of that name is written ./{token.Value}).");
            }
        });
        var json = new Option<bool>("--json") { Description = "One JSON object a message, one a line" };
        var directory = new Option<string?>("--directory")
        {
            Description = $"Who we and our partners are (JSON); without it {DefaultDirectory} here, if it is there",
            HelpName = "FILE",
        };
        var model = new Option<bool>("--model") { Description = "Ask the model of the settings too (Model:*); the mails go there" };
        var explain = new Option<bool>("--explain")
        {
            Description = "For people: which candidates each choice had, what spoke for them, and why one won",
        };
        var settings = new Option<string?>("--settings") { Description = "The settings file, for --model", HelpName = "FILE" };
        var command = new Command("parse", "Read messages and show the referral in each")
        {
            paths, json, directory, explain, model, settings,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(explain))
            {
                result.AddError("--explain is for people; leave --json out.");
            }
        });
        command.SetAction((parsed, token) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            var request = new ParseRequest(
                parsed.GetValue(paths) ?? [], parsed.GetValue(json), parsed.GetValue(directory))
            {
                IsExplained = parsed.GetValue(explain),
            };
            if (!parsed.GetValue(model))
            {
                return RunAsync(request, Console.OpenStandardOutput(), error, token);
            }

            var reading = SettingsReader.ReadModel(parsed.GetValue(settings), SettingsReader.OfProcess());
            foreach (var fault in reading.Faults)
            {
                error.WriteLine($"error: {fault}");
            }

            return reading.Faults.Count > 0
                ? Task.FromResult(CommandLine.WrongArguments)
                : RunAsync(
                    request with { Model = ModelReader.Over(reading.Settings.Model, TimeProvider.System) },
                    Console.OpenStandardOutput(), error, token);
        });
        return command;
    }

    internal static async Task<int> RunAsync(
        ParseRequest request, Stream output, TextWriter error, CancellationToken token)
    {
        if (await ReadDirectoryAsync(request.Directory, error, token) is not { } directory)
        {
            return CommandLine.WrongArguments;
        }

        var files = new MessageFiles(error);
        await using IParseWriter writer =
            request.IsJson ? new ParseRecordWriter(output) : new ParseTableWriter(output);
        await foreach (var (source, raw) in files.ReadAsync(request.Paths, token))
        {
            var message = ParsedMessage.Read(source, raw, directory, request.IsExplained ? new Explanation() : null);
            if (message.Failure is { } failure)
            {
                await error.WriteLineAsync($"{source}: an error of ours: {failure.GetType().Name}: {failure.Message}");
            }

            await writer.WriteAsync(request.Model is { } model ? await message.WithModelAsync(model, directory, token) : message, token);
        }

        return files.HasFailed ? CommandLine.Failed : 0;
    }

    private static async Task<PartnerDirectory?> ReadDirectoryAsync(
        string? path, TextWriter error, CancellationToken token)
    {
        if (path is null && !File.Exists(DefaultDirectory))
        {
            return PartnerDirectory.Empty;
        }

        path ??= DefaultDirectory;
        try
        {
            return await ReadLooselyAsync(path, await File.ReadAllTextAsync(path, token), error);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            await error.WriteLineAsync($"The directory file {path} cannot be read: {failure.Message}");
            return null;
        }
    }

    // Another program may keep the file: what we do not know in it is said and passed over.
    private static async Task<PartnerDirectory> ReadLooselyAsync(string path, string json, TextWriter error)
    {
        try
        {
            return PartnerDirectory.FromJson(json);
        }
        catch (JsonException strange)
        {
            var directory = PartnerDirectory.FromForeignJson(json);
            await error.WriteLineAsync($"In the directory file {path} something was passed over: {strange.Message}");
            return directory;
        }
    }
}

/// <summary>What was asked of <c>parse</c>.</summary>
internal sealed record ParseRequest(IReadOnlyList<string> Paths, bool IsJson, string? Directory)
{
    /// <summary>Whether the candidates of each choice are shown.</summary>
    public bool IsExplained { get; init; }

    /// <summary>Null: by rules alone.</summary>
    public ModelReader? Model { get; init; }
}

/// <summary>Where parsed messages go: NDJSON for programs, tables for people.</summary>
internal interface IParseWriter : IAsyncDisposable
{
    ValueTask WriteAsync(ParsedMessage message, CancellationToken token);
}
