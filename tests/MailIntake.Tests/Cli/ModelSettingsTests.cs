using MailIntake.Assist;
using MailIntake.Cli;

namespace MailIntake.Tests.Cli;

/// <summary>Settings <c>Model:*</c>.</summary>
public sealed class ModelSettingsTests : IDisposable
{
    private const string Secret = "hunter2";

    private static readonly string[] OpenAI = ["--Model:Kind=OpenAI", "--Model:Name=small", $"--Model:Key={Secret}"];

    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_settings_there_is_no_model() => _folder.Read().Settings.Model.IsOn.Should().BeFalse();

    [Fact]
    public void OpenAI_has_an_address_by_default()
    {
        var reading = _folder.Read(arguments: OpenAI);

        reading.Faults.Should().BeEmpty();
        reading.Settings.Model.Address.Should().Be("https://api.openai.com/v1");
    }

    [Theory]
    [InlineData("https://acme.openai.azure.com", "https://acme.openai.azure.com/openai/v1/")]
    [InlineData("https://acme.openai.azure.com/", "https://acme.openai.azure.com/openai/v1/")]
    [InlineData("https://gateway.acme.example/llm/v1", "https://gateway.acme.example/llm/v1")]
    public void An_Azure_resource_is_enough(string endpoint, string address) =>
        new ModelOptions { Kind = ModelKind.AzureOpenAI, Endpoint = endpoint }.Address.Should().Be(address);

    [Fact]
    public void The_key_is_read_from_its_file() =>
        _folder.Read(arguments: ["--Model:Kind=OpenAI", "--Model:Name=small", $"--Model:KeyFile={_folder.File("key", $"{Secret}\n")}"])
            .Settings.Model.Key.Should().Be(Secret);

    [Fact]
    public void The_key_is_read_from_the_environment() =>
        _folder.Read(environment: new() { ["MAILINTAKE_Model__Key"] = Secret }).Settings.Model.Key.Should().Be(Secret);

    [Fact]
    public void A_model_on_this_machine_needs_no_key() =>
        _folder.Read(arguments: ["--Model:Kind=OpenAI", "--Model:Name=small", "--Model:Endpoint=http://127.0.0.1:11434/v1"])
            .Faults.Should().BeEmpty();

    [Theory]
    [InlineData("Model:Name=", "Model:Name: missing; expected the model's name (AzureOpenAI: the deployment's)")]
    [InlineData("Model:Key=", "Model:Key: missing; expected it in the environment (MAILINTAKE_Model__Key) or in Model:KeyFile")]
    [InlineData("Model:Kind=AzureOpenAI", "Model:Endpoint: missing; expected as https://NAME.openai.azure.com")]
    [InlineData("Model:Kind=Claude", "Model:Kind: got \"Claude\", expected None or OpenAI or AzureOpenAI")]
    [InlineData("Model:Endpoint=http://llm.acme.example/v1", "Model:Endpoint: got \"http://llm.acme.example/v1\", expected an https:// address (http:// only on a loopback address)")]
    [InlineData("Model:Timeout=00:20:00", "Model:Timeout: got \"00:20:00\", expected a second to ten minutes")]
    [InlineData("Model:MaxTokens=1", "Model:MaxTokens: got \"1\", expected a number from 100 to 100000")]
    public void A_wrong_value_is_one_line_without_the_key(string given, string fault)
    {
        var faults = _folder.Read(arguments: [.. OpenAI, $"--{given}"]).Faults;

        faults.Should().Equal(fault);
        faults.Should().NotContain(f => f.Contains(Secret));
    }

    [Fact]
    public void Parse_with_a_model_wants_one() =>
        SettingsReader.ReadModel(_folder.File("mailintake.json", "{}"), new Dictionary<string, string?>())
            .Faults.Should().ContainSingle().Which.Should().StartWith("Model:Kind");

    [Fact]
    public void Parse_with_a_model_needs_no_other_settings() =>
        SettingsReader.ReadModel(
            _folder.File("mailintake.json", """{ "Model": { "Kind": "OpenAI", "Name": "small", "Key": "k" } }"""),
            new Dictionary<string, string?>()).Faults.Should().BeEmpty();
}
