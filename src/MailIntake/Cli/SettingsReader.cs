using System.Text.Json;
using MailIntake.Referrals;

namespace MailIntake.Cli;

/// <summary>Settings as read, with everything that is wrong with them.</summary>
/// <param name="Faults">Any of these stops the start.</param>
internal sealed record SettingsReading(
    IntakeSettings Settings,
    PartnerDirectory? Directory,
    IReadOnlyList<string> Faults,
    IReadOnlyList<string> Warnings);

/// <summary>
/// Reads <c>mailintake.json</c>, then the environment (<c>MAILINTAKE_Inbox__Host</c>), then the command line
/// (<c>--Inbox:Host=...</c>); the later wins. All faults are gathered, so that one start shows all of them.
/// </summary>
internal sealed partial class SettingsReader
{
    private const string DefaultFile = "mailintake.json";
    private const string EnvironmentPrefix = "MAILINTAKE_";

    private readonly IntakeSettings _settings = new();
    private readonly List<string> _faults = [];
    private readonly List<string> _warnings = [];

    private SettingsReader()
    {
    }

    /// <param name="file">Null: mailintake.json in the working directory, where it stands.</param>
    /// <param name="arguments">The command line's <c>--Key=value</c> words.</param>
    /// <param name="storeOnly">Only the store is used: mail settings may be missing.</param>
    public static SettingsReading Read(string? file, IEnumerable<string> arguments, bool storeOnly = false)
    {
        return Read(file, OfProcess(), arguments, storeOnly);
    }

    /// <summary>The environment of this process.</summary>
    public static IReadOnlyDictionary<string, string?> OfProcess() => Environment.GetEnvironmentVariables()
        .Cast<System.Collections.DictionaryEntry>()
        .ToDictionary(e => (string)e.Key, e => (string?)e.Value);

    public static SettingsReading Read(
        string? file,
        IReadOnlyDictionary<string, string?> environment,
        IEnumerable<string> arguments,
        bool storeOnly = false)
    {
        var reader = new SettingsReader();
        reader.ReadFile(file);
        reader.ReadEnvironment(environment);
        reader.ReadArguments(arguments);
        reader.CheckStore();
        var directory = default(PartnerDirectory);
        if (!storeOnly)
        {
            reader.ReadSecretFiles();
            directory = reader.ReadDirectory();
            reader.Check(directory);
        }

        return new SettingsReading(reader._settings, directory, reader._faults, reader._warnings);
    }

    /// <summary>Only the model's settings, for reading files beside the service; a model must be set.</summary>
    public static SettingsReading ReadModel(string? file, IReadOnlyDictionary<string, string?> environment)
    {
        var reader = new SettingsReader();
        reader.ReadFile(file);
        reader.ReadEnvironment(environment);
        reader.ReadModelKey();
        reader.CheckModel(reader._settings.Model);
        if (!reader._settings.Model.IsOn)
        {
            reader._faults.Add("Model:Kind: got \"None\", expected OpenAI or AzureOpenAI for --model");
        }

        return new SettingsReading(reader._settings, null, reader._faults, reader._warnings);
    }

    private void ReadFile(string? file)
    {
        var path = file ?? DefaultFile;
        if (!File.Exists(path))
        {
            if (file is not null)
            {
                _faults.Add($"--settings: there is no file {file}");
            }

            return;
        }

        try
        {
            using var document = JsonDocument.Parse(
                File.ReadAllText(path),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadElement("", document.RootElement, path);
            }
            else
            {
                _faults.Add($"{path}: got a JSON {document.RootElement.ValueKind}, expected an object of settings");
            }
        }
        catch (JsonException e)
        {
            _faults.Add($"{path}: not JSON: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{path}: cannot be read: {e.Message}");
        }
    }

    private void ReadElement(string key, JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    ReadElement(key.Length == 0 ? member.Name : $"{key}:{member.Name}", member.Value, path);
                }

                break;
            case JsonValueKind.Array:
                Set(key, string.Join(',', element.EnumerateArray().Select(e => e.ToString())), path);
                break;
            case JsonValueKind.Null:
                break;
            default:
                Set(key, element.ToString(), path);
                break;
        }
    }

    private void ReadEnvironment(IReadOnlyDictionary<string, string?> environment)
    {
        foreach (var (name, value) in environment.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase) || value is null
                || name.StartsWith(EnvironmentPrefix + "TEST", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var key = name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            if (SettingsBinder.Keys.ContainsKey(key))
            {
                Set(key, value, name);
            }
            else
            {
                _warnings.Add($"{name}: there is no setting {key}; the nearest is {SettingsBinder.Nearest(key)}");
            }
        }
    }

    private void ReadArguments(IEnumerable<string> arguments)
    {
        var afterKey = false;
        foreach (var argument in arguments)
        {
            var isKey = argument.StartsWith("--", StringComparison.Ordinal);
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            if (isKey && equals >= 0)
            {
                Set(argument[2..equals], argument[(equals + 1)..], "the command line");
            }
            else if (isKey)
            {
                _faults.Add($"{argument[2..]}: no value; a setting is given in one word, as {argument}=...");
            }
            else if (!afterKey)
            {
                _faults.Add($"{argument}: not understood; a setting is given as --Inbox:Host=mail.example.com");
            }

            // The word behind such a key is its value, and may be a secret.
            afterKey = isKey && equals < 0;
        }
    }

    private void Set(string key, string value, string source)
    {
        if (!SettingsBinder.Keys.ContainsKey(key))
        {
            _faults.Add($"{key}: unknown (in {source}); the nearest is {SettingsBinder.Nearest(key)}");
        }
        else if (SettingsBinder.Set(_settings, key, value) is { } fault)
        {
            _faults.Add(fault);
        }
        else if (SettingsBinder.Keys[key][^1].IsDefined(typeof(NotUsedYetAttribute), inherit: false))
        {
            _warnings.Add($"{key}: this version does nothing with it yet");
        }
    }

    private void ReadSecretFiles()
    {
        _settings.Inbox.Password = Secret("Inbox:PasswordFile", _settings.Inbox.PasswordFile) ?? _settings.Inbox.Password;
        _settings.Outbox.Password = Secret("Outbox:PasswordFile", _settings.Outbox.PasswordFile) ?? _settings.Outbox.Password;
        ReadModelKey();
    }

    private void ReadModelKey() => _settings.Model.Key = Secret("Model:KeyFile", _settings.Model.KeyFile) ?? _settings.Model.Key;

    private string? Secret(string key, string? file)
    {
        if (string.IsNullOrEmpty(file))
        {
            return null;
        }

        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"{key}: {file} cannot be read: {e.Message}");
            return null;
        }
    }

    private PartnerDirectory? ReadDirectory()
    {
        var file = _settings.Directory.File;
        if (string.IsNullOrEmpty(file) && !File.Exists(file = "directory.json"))
        {
            return null;
        }

        try
        {
            return PartnerDirectory.FromJson(File.ReadAllText(file));
        }
        catch (JsonException e)
        {
            _faults.Add($"Directory:File: {file} is no partner directory: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _faults.Add($"Directory:File: {file} cannot be read: {e.Message}");
        }

        return null;
    }
}
