using MailIntake.Cli;

namespace MailIntake.Tests.Cli;

/// <summary>A folder with settings files for one test.</summary>
internal sealed class SettingsFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("mailintake-").FullName;

    /// <summary>Writes a file and gives its path.</summary>
    public string File(string name, string content)
    {
        var path = Path.Combine(_path, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Reads settings that have a track address, so that only what the test gives is at fault.</summary>
    public SettingsReading Read(
        string json = "{}",
        Dictionary<string, string?>? environment = null,
        params string[] arguments) => SettingsReader.Read(
        File("mailintake.json", json),
        environment ?? [],
        arguments.Prepend("--Track:Address=track@acme.example"));

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
