using System.Text.Json;
using MailIntake.Cli;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Cli;

/// <summary>The sample settings that the README points at are right, but for the secrets, which are no files here.</summary>
public sealed class SettingsSamplesTests : IDisposable
{
    private static readonly JsonDocumentOptions Loose = new() { CommentHandling = JsonCommentHandling.Skip };

    private readonly SettingsFolder _folder = new();

    public static TheoryData<string> Samples() =>
        new(Directory.GetFiles(RepositoryFiles.Fixtures("settings"), "*.json").Select(f => Path.GetFileName(f))
            .Where(f => f != "directory.json").Order(StringComparer.Ordinal));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_sample_is_read_without_faults(string name)
    {
        var file = RepositoryFiles.Fixtures("settings", name);
        using var sample = JsonDocument.Parse(File.ReadAllText(file), Loose);

        SettingsReader.Read(file, new Dictionary<string, string?>(), Files("", sample.RootElement)).Faults
            .Should().BeEmpty();
    }

    [Fact]
    public void There_is_a_sample_for_each_kind_of_mailbox() =>
        Samples().AsEnumerable<object[]>().Select(s => (string)s[0])
            .Should().Equal("folder.json", "gmail.json", "imap-smtp.json", "microsoft365.json");

    /// <summary>The files that a sample names, given as they lie here.</summary>
    private IEnumerable<string> Files(string key, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(m => Files(key.Length == 0 ? m.Name : $"{key}:{m.Name}", m.Value))
            : key.EndsWith("File", StringComparison.Ordinal) ? [$"--{key}={Here(element.GetString()!)}"] : [];

    private string Here(string file) =>
        file == "directory.json" ? RepositoryFiles.Fixtures("settings", file) : _folder.File(Path.GetFileName(file), "no secret\n");
}
