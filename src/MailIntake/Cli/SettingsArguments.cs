using System.CommandLine;

namespace MailIntake.Cli;

/// <summary>What commands share that need the settings: <c>--settings FILE</c> and any <c>--Key:Sub=value</c>.</summary>
internal sealed class SettingsArguments
{
    private readonly Option<string?> _file = new("--settings")
    {
        Description = "The settings file. Default: mailintake.json in the working directory, where it stands.",
        HelpName = "FILE",
    };

    public static SettingsArguments AddTo(Command command)
    {
        var arguments = new SettingsArguments();
        command.Options.Add(arguments._file);
        command.TreatUnmatchedTokensAsErrors = false;
        return arguments;
    }

    /// <summary>The settings, or null after every fault was said on standard error.</summary>
    /// <param name="storeOnly">The command uses only the store.</param>
    public SettingsReading? Read(ParseResult parse, bool storeOnly = false)
    {
        var reading = SettingsReader.Read(parse.GetValue(_file), parse.UnmatchedTokens, storeOnly);
        foreach (var warning in reading.Warnings)
        {
            Console.Error.WriteLine($"warning: {warning}");
        }

        foreach (var fault in reading.Faults)
        {
            Console.Error.WriteLine($"error: {fault}");
        }

        return reading.Faults.Count == 0 ? reading : null;
    }
}
