using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = OpenAI.Chat.ChatResponseFormat;

namespace MailIntake.Assist;

/// <summary>
/// The OpenAI client behind the seam <see cref="IChatClient"/>, for any endpoint that speaks chat completions and for
/// Azure OpenAI: text in, text out, a JSON schema, nothing else. It tries once; who calls decides about the next time.
/// </summary>
internal sealed class OpenAIChatClient : IChatClient
{
    private readonly ChatClient _client;

    /// <param name="http">Its own timeout is the outer bound; calls are ended by their token.</param>
    public OpenAIChatClient(ModelOptions options, HttpClient http)
    {
        var client = new OpenAIClientOptions
        {
            Endpoint = options.Address,
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            Transport = new HttpClientPipelineTransport(http),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        var key = new ApiKeyCredential(string.IsNullOrEmpty(options.Key) ? "none" : options.Key);
        if (options.Kind == ModelKind.AzureOpenAI)
        {
            client.AddPolicy(new AzureKeyPolicy(options.Key ?? ""), PipelinePosition.BeforeTransport);
        }

        _client = new ChatClient(options.Name, key, client);
    }

    /// <exception cref="ModelCallException">The endpoint refused or could not be reached.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var result = await _client.CompleteChatAsync(messages.Select(ToOpenAI), ToOpenAI(options), cancellationToken);
            return ToResponse(result.Value, result.GetRawResponse().Content.ToString());
        }
        catch (ClientResultException e)
        {
            throw ToFailure(e);
        }
        catch (HttpRequestException e)
        {
            throw new ModelCallException(null, $"cannot be reached: {e.Message}", null, isPassing: true, e);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or FormatException or InvalidOperationException
            or ArgumentException or KeyNotFoundException)
        {
            throw new ModelCallException(null, $"its answer is no chat completion: {e.Message}", null, isPassing: false, e);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(_client) ? _client : null;

    public void Dispose()
    {
        // The HttpClient is its owner's.
    }

    private static OpenAI.Chat.ChatMessage ToOpenAI(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text)
        : message.Role == ChatRole.Assistant ? new AssistantChatMessage(message.Text)
        : new UserChatMessage(message.Text);

    private static ChatCompletionOptions ToOpenAI(ChatOptions? options)
    {
        var completion = new ChatCompletionOptions
        {
            Temperature = options?.Temperature,
            MaxOutputTokenCount = options?.MaxOutputTokens,
        };
        if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } json)
        {
            completion.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                json.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), json.SchemaDescription, jsonSchemaIsStrict: true);
        }

        return completion;
    }

    private static ChatResponse ToResponse(ChatCompletion completion, string raw)
    {
        var message = new ChatMessage(ChatRole.Assistant, string.Concat(completion.Content.Select(c => c.Text)));
        if (!string.IsNullOrEmpty(completion.Refusal))
        {
            message.Contents.Add(new ErrorContent(completion.Refusal) { ErrorCode = nameof(completion.Refusal) });
        }

        return new ChatResponse(message)
        {
            ModelId = completion.Model,
            ResponseId = completion.Id,
            RawRepresentation = raw,
            FinishReason = completion.FinishReason switch
            {
                OpenAI.Chat.ChatFinishReason.Length => Microsoft.Extensions.AI.ChatFinishReason.Length,
                OpenAI.Chat.ChatFinishReason.ContentFilter => Microsoft.Extensions.AI.ChatFinishReason.ContentFilter,
                OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall =>
                    Microsoft.Extensions.AI.ChatFinishReason.ToolCalls,
                _ => Microsoft.Extensions.AI.ChatFinishReason.Stop,
            },
            Usage = completion.Usage is not { } usage ? null : new UsageDetails
            {
                InputTokenCount = usage.InputTokenCount,
                OutputTokenCount = usage.OutputTokenCount,
                TotalTokenCount = usage.TotalTokenCount,
            },
        };
    }

    private static ModelCallException ToFailure(ClientResultException e)
    {
        if (e.Status == 0)
        {
            return new ModelCallException(null, $"cannot be reached: {e.InnerException?.Message ?? e.Message}", null, isPassing: true, e);
        }

        var passing = e.Status is 408 or 409 or 429 or >= 500;
        string? after = null;
        _ = e.GetRawResponse()?.Headers.TryGetValue("Retry-After", out after);
        return new ModelCallException(e.Status, $"answers {e.Status}: {FirstLine(e.Message)}", after, passing, e);
    }

    /// <summary>Azure takes the key in a field of its own; a bearer token there is one of Entra ID.</summary>
    private sealed class AzureKeyPolicy(string key) : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            SetKey(message);
            ProcessNext(message, pipeline, currentIndex);
        }

        public override ValueTask ProcessAsync(
            PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            SetKey(message);
            return ProcessNextAsync(message, pipeline, currentIndex);
        }

        private void SetKey(PipelineMessage message)
        {
            message.Request.Headers.Remove("Authorization");
            message.Request.Headers.Set("api-key", key);
        }
    }

    // The endpoint's words, short; they hold no key, but may hold much else.
    private static string FirstLine(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim();
        return line.Length > 200 ? line[..200] + "..." : line;
    }
}

/// <summary>The model's endpoint gave no answer.</summary>
internal sealed class ModelCallException(
    int? status, string message, string? retryAfter, bool isPassing, Exception? inner = null) : Exception(message, inner)
{
    public int? Status { get; } = status;

    /// <summary>Trying again may help.</summary>
    public bool IsPassing { get; } = isPassing;

    /// <summary>Another mail may fare better at once: too long, refused by a filter.</summary>
    public bool IsAboutThisMail => Status is 400 or 413 or 422;

    /// <summary>What the endpoint said about when to come again (RFC 9110 section 10.2.3: seconds, or a date).</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        if (int.TryParse(retryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(retryAfter, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at > now ? at - now : TimeSpan.Zero
            : null;
    }
}
