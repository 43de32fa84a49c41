using System.Collections.Frozen;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Vocabulary;

/// <summary>Reads the word tables beside this file, which are embedded in the program: one entry a line, columns
/// parted by tabs, "#" opens a comment. A translator extends them without touching code.</summary>
internal static class Tables
{
    public static IReadOnlyList<string[]> Rows(string file)
    {
        var assembly = typeof(Tables).Assembly;
        var name = $"{typeof(Tables).Namespace}.{file}";
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the table {name} is not embedded");
        using var reader = new StreamReader(stream);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith('#'))
            {
                rows.Add(line.Split('\t'));
            }
        }

        return rows;
    }

    public static FrozenSet<string> Words(string file) =>
        Rows(file).Select(r => TextFold.Fold(r[0])).ToFrozenSet(StringComparer.Ordinal);

    public static FrozenDictionary<string, string> Map(string file) =>
        Rows(file).GroupBy(r => TextFold.Fold(r[0]), StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.First().ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
}
