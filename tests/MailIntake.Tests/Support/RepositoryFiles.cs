namespace MailIntake.Tests.Support;

/// <summary>Finds the repository's files from wherever the tests run.</summary>
public static class RepositoryFiles
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Fixtures(params string[] names) => Path.Combine([Root, "fixtures", .. names]);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "MailIntake.sln"))
            ? folder
            : Find(Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("No MailIntake.sln above the tests"));
}
