using System.CommandLine;
using System.CommandLine.Invocation;
using Spectre.Console;

namespace MailIntake.Cli;

/// <summary>Runs the words of a command line and gives the exit code: 0, 1 where something failed, 2 where the words
/// were wrong.</summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int WrongArguments = 2;

    private const int WidthOfAFile = 140;

    public static async Task<int> RunAsync(
        RootCommand root, IReadOnlyList<string> arguments, InvocationConfiguration? configuration = null)
    {
        configuration ??= new InvocationConfiguration();
        if (Console.IsOutputRedirected)
        {
            // The library looks at TERM only, and would put colours into files and break lines at 80.
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            AnsiConsole.Profile.Width = WidthOfAFile;
        }

        var parsed = root.Parse(arguments);
        if (parsed.Action is not ParseErrorAction wrongWords)
        {
            return await parsed.InvokeAsync(configuration);
        }

        // What the library says to it on standard output would stand among the records that a program expects there.
        wrongWords.ShowHelp = false;
        var error = configuration.Error;
        await parsed.InvokeAsync(new InvocationConfiguration { Output = error, Error = error });
        await error.WriteLineAsync("mailintake --help, or --help behind a command, says what can be written.");

        // The library gives 1 for wrong words, which cannot be told from a command that failed.
        return WrongArguments;
    }
}
