using System.Text;
using System.Text.Json.Nodes;
using MailIntake.Assist;
using MailIntake.Cli;

namespace MailIntake.Tests.Cli;

/// <summary>Runs <c>parse</c> on files of a folder that is gone afterwards.</summary>
internal sealed class ParseRunner : IDisposable
{
    public const string DirectoryJson = """
        {
          "us": {"name": "Ledgerline", "domains": ["ledgerline.example"], "trackAddress": "track@ledgerline.example"},
          "partners": [{"company": "Brightpath", "domains": ["brightpath.example"],
                        "contacts": [{"name": "Rosa Delgado", "email": "rosa@brightpath.example"}]}]
        }
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("mailintake-parse-").FullName;

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public IReadOnlyList<JsonNode> Records =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    /// <summary>The sources, below the folder.</summary>
    public IEnumerable<string> Sources => Records.Select(r => Path.GetRelativePath(Folder, (string)r["source"]!));

    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }

    public void WriteMail(string name, string subject = "Intro") =>
        Write(name, $"From: Rosa Delgado <rosa@brightpath.example>\nSubject: {subject}\n\nHello\n");

    public Task<int> RunAsync(params string[] names) => RunAsync(isJson: true, names);

    /// <summary>Null: by rules alone.</summary>
    public ModelReader? Model { get; set; }

    public async Task<int> RunAsync(bool isJson, params string[] names)
    {
        var directory = Path.Combine(Folder, "directory.json");
        if (!File.Exists(directory))
        {
            Write("directory.json", DirectoryJson);
        }

        using var output = new MemoryStream();
        using var error = new StringWriter();
        var paths = names.Select(name => Path.Combine(Folder, name)).ToList();
        var exitCode = await ParseCommand.RunAsync(
            new ParseRequest(paths, isJson, directory) { Model = Model }, output, error, CancellationToken.None);
        Output = Encoding.UTF8.GetString(output.ToArray());
        Error = error.ToString();
        return exitCode;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
