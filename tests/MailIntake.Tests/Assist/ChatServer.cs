using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MailIntake.Tests.Assist;

/// <summary>An endpoint on a loopback port that speaks chat completions: notes what was asked, answers as told, in
/// order; the last answer is repeated.</summary>
internal sealed class ChatServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly TaskCompletionSource _closed = new();
    private readonly Task _serving;
    private readonly ChatReply[] _replies;

    public ChatServer(params ChatReply[] replies)
    {
        _replies = replies;
        var port = FreePort();
        Root = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Root}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Root { get; }

    public List<ChatRequest> Asked { get; } = [];

    /// <summary>Returns once a further request has come in.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync();

    public void Dispose()
    {
        _closed.SetResult();
        _listener.Close();
        _serving.GetAwaiter().GetResult();
        _arrived.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed, or the asker left.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        var body = JsonNode.Parse(await reader.ReadToEndAsync())!;
        Asked.Add(new ChatRequest(
            context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], context.Request.Headers["api-key"], body));
        var reply = _replies[Math.Min(Asked.Count, _replies.Length) - 1];
        _arrived.Release();
        if (reply.IsSilent)
        {
            await _closed.Task;
            return;
        }

        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        if (reply.RetryAfter is { } after)
        {
            context.Response.Headers["Retry-After"] = after;
        }

        await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
        context.Response.Close();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

internal sealed record ChatRequest(string Path, string? Authorization, string? ApiKey, JsonNode Body)
{
    public string Message(int index) => (string)Body["messages"]![index]!["content"]!;
}

internal sealed record ChatReply(string Body)
{
    public int Status { get; init; } = 200;

    public string? RetryAfter { get; init; }

    public bool IsSilent { get; init; }

    public static ChatReply Silence { get; } = new("") { IsSilent = true };

    /// <summary>A completion with that content; 100 tokens in and 20 out.</summary>
    public static ChatReply Says(string? content, string finish = "stop", string? refusal = null) => new(
        $$$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1772442000,"model":"test-model","choices":[{"index":0,
         "message":{"role":"assistant","content":{{{JsonSerializer.Serialize(content)}}},"refusal":{{{JsonSerializer.Serialize(refusal)}}} },
         "finish_reason":"{{{finish}}}","logprobs":null}],
         "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}
        """);

    public static ChatReply Fails(int status, string? retryAfter = null) =>
        new("""{"error":{"message":"no luck today","type":"server_error"}}""") { Status = status, RetryAfter = retryAfter };

    /// <summary>The content of an answer about one prospect; fields not named are null.</summary>
    public static string Answer(params (string Field, string Value, string Quote)[] values)
    {
        var prospect = new JsonObject();
        foreach (var field in new[]
            { "contactName", "contactEmail", "contactTitle", "contactPhone", "company", "need", "dealValue", "timeline" })
        {
            var given = values.FirstOrDefault(v => v.Field == field);
            prospect[field] = given.Field is null
                ? null
                : new JsonObject { ["value"] = given.Value, ["quotes"] = new JsonArray(given.Quote), ["basis"] = "stated" };
        }

        return new JsonObject { ["prospects"] = new JsonArray(prospect) }.ToJsonString();
    }
}
