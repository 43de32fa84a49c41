using System.CommandLine;
using System.Text.Json;
using MailIntake.Referrals;

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
        var command = new Command("parse", "Read messages and show the referral in each") { paths, json, directory };
        command.SetAction((parsed, token) =>
        {
            var request = new ParseRequest(
                parsed.GetValue(paths) ?? [], parsed.GetValue(json), parsed.GetValue(directory));
            return RunAsync(request, Console.OpenStandardOutput(), parsed.InvocationConfiguration.Error, token);
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
            var message = ParsedMessage.Read(source, raw, directory);
            if (message.Failure is { } failure)
            {
                await error.WriteLineAsync($"{source}: an error of ours: {failure.GetType().Name}: {failure.Message}");
            }

            await writer.WriteAsync(message, token);
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
            return PartnerDirectory.FromJson(await File.ReadAllTextAsync(path, token));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            await error.WriteLineAsync($"The directory file {path} cannot be read: {failure.Message}");
            return null;
        }
    }
}

/// <summary>What was asked of <c>parse</c>.</summary>
internal sealed record ParseRequest(IReadOnlyList<string> Paths, bool IsJson, string? Directory);

/// <summary>Where parsed messages go: NDJSON for programs, tables for people.</summary>
internal interface IParseWriter : IAsyncDisposable
{
    ValueTask WriteAsync(ParsedMessage message, CancellationToken token);
}
