using System.ComponentModel.DataAnnotations;

namespace MailIntake.Assist;

/// <summary>Settings <c>Model:*</c>: an optional second reader of mails. Without it no mail leaves the house.</summary>
internal sealed class ModelOptions
{
    public ModelKind Kind { get; set; } = ModelKind.None;

    /// <summary>OpenAI: the address above <c>chat/completions</c>; empty: https://api.openai.com/v1. AzureOpenAI: the
    /// resource (<c>https://NAME.openai.azure.com</c>).</summary>
    public string? Endpoint { get; set; }

    /// <summary>The model's name; on Azure the deployment's.</summary>
    public string? Name { get; set; }

    public string? Key { get; set; }

    public string? KeyFile { get; set; }

    /// <summary>For everything about one mail: attempts, waiting in between, the repair.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Of one answer.</summary>
    [Range(100, 100_000)]
    public int MaxTokens { get; set; } = 2000;

    public bool IsOn => Kind != ModelKind.None;

    /// <summary>The address above <c>chat/completions</c>.</summary>
    public Uri Address
    {
        get
        {
            var given = new Uri(string.IsNullOrEmpty(Endpoint) ? "https://api.openai.com/v1" : Endpoint);
            return Kind == ModelKind.AzureOpenAI && given.AbsolutePath == "/" ? new Uri(given, "/openai/v1/") : given;
        }
    }
}

internal enum ModelKind
{
    None,
    OpenAI,
    AzureOpenAI,
}
