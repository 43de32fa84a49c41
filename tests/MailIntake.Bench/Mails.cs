namespace MailIntake.Bench;

/// <summary>The mails of a folder and what is known beside them.</summary>
internal static class Mails
{
    public static List<byte[]> Load(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.eml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    /// <summary>A folder of fixtures, looked for upwards from the program.</summary>
    public static string Fixtures(string folder = "mail")
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var fixtures = Path.Combine(at.FullName, "fixtures", folder);
            if (Directory.Exists(fixtures))
            {
                return fixtures;
            }
        }

        throw new DirectoryNotFoundException($"no fixtures/{folder} above the program; run it from the repository");
    }
}
