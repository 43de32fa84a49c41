using System.Reflection;

namespace MailIntake.Referrals.Reading.Words;

/// <summary>
/// The tables that a translator extends: tab-separated rows in .tsv files of this folder, embedded in the program.
/// Lines beginning with "#" are notes; empty lines count for nothing.
/// </summary>
internal static class WordTable
{
    /// <summary>The rows of a table, named from the Reading folder on (<c>Words.labels.tsv</c>).</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        var resource = $"MailIntake.Referrals.Reading.{name}";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the table {resource} is not embedded in the program");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }
}
