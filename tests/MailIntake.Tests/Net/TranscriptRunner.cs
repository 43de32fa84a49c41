using MailIntake.Mail.Net;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Net;

/// <summary>Plays a transcript against a client: performs its actions, compares their outcomes, and asks that nothing
/// of the script is left over.</summary>
internal static class TranscriptRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The transcripts of one protocol, as paths below fixtures, each once with every byte arriving alone and
    /// once with all that there is.</summary>
    public static IEnumerable<object[]> Files(string protocol) =>
        Directory.EnumerateFiles(RepositoryFiles.Fixtures(protocol), "*.txt", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => Path.GetRelativePath(RepositoryFiles.Fixtures(), path))
            .SelectMany(path => Transcript.Read(RepositoryFiles.Fixtures(path)).IsWhole
                ? [[path, int.MaxValue]]
                : new[] { new object[] { path, 1 }, [path, int.MaxValue] });

    public static async Task PlayAsync(
        string file,
        int largestRead,
        Func<ScriptedLink, ManualClock, TranscriptAction, CancellationToken, Task<string>> perform)
    {
        var transcript = Transcript.Read(RepositoryFiles.Fixtures(file));
        var clock = new ManualClock();
        var security = Enum.Parse<ConnectionSecurity>(transcript.Security, ignoreCase: true);
        var link = new ScriptedLink(transcript, new ServerEndpoint("mail.example", 1, security), clock, largestRead);
        foreach (var action in transcript.Actions)
        {
            using var patience = new CancellationTokenSource(Patience);
            link.Running = patience;
            var outcome = await OutcomeAsync(() => perform(link, clock, action, patience.Token));
            link.Failure.Should().BeNull($"{file} must be followed");
            if (action.Expected is { } expected && expected.StartsWith('!'))
            {
                Matches(outcome, expected).Should().BeTrue(
                    $"{file}({action.Line}) expects\n  {expected}\nand it was\n  {outcome}");
            }
            else
            {
                outcome.Should().Be(action.Expected ?? "ok", $"that is what {file}({action.Line}) expects");
            }
        }

        link.Unused.Should().BeNull($"all of {file} must be used");
    }

    private static async Task<string> OutcomeAsync(Func<Task<string>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception thrown)
        {
            return $"! {thrown.GetType().Name}: {thrown.Message}";
        }
    }

    /// <summary>"! Type: words | more words": each must occur.</summary>
    private static bool Matches(string outcome, string expected)
    {
        var colon = expected.IndexOf(": ", StringComparison.Ordinal);
        var type = colon < 0 ? expected : expected[..(colon + 1)];
        var words = colon < 0 ? [] : expected[(colon + 2)..].Split(" | ");
        return outcome.StartsWith(type, StringComparison.Ordinal)
            && words.All(word => outcome.Contains(word, StringComparison.Ordinal));
    }
}
