using MailIntake.Assist;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction.Proposals;
using MailIntake.Referrals.Reading;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Assist;

/// <summary>The model over the wire: what it is given, and what becomes of every way to answer badly.</summary>
public sealed class ModelReaderTests : IDisposable
{
    private const string Key = "key-that-nobody-must-see";

    private static readonly string Good =
        ChatReply.Answer(("contactEmail", "wilma@fernhill.example", "wilma@fernhill.example"));

    private readonly HttpClient _http = new();
    private readonly HurriedClock _clock = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_usable_answer_gives_its_proposals_and_what_they_cost()
    {
        using var server = new ChatServer(ChatReply.Says(Good));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Answered, reading.Reason);
        reading.Proposals.Should().ContainSingle().Which.Fields.Should().ContainKey(FieldName.ProspectContactEmail);
        (reading.TokensIn, reading.TokensOut).Should().Be((100, 20));
        reading.Raw.Should().ContainSingle().Which.Should().Contain("chatcmpl-1");
    }

    [Fact]
    public async Task It_is_asked_with_a_strict_schema_without_tools_and_with_the_mail_as_data()
    {
        using var server = new ChatServer(ChatReply.Says(Good));

        await ReadAsync(server);

        var asked = server.Asked.Should().ContainSingle().Subject;
        asked.Path.Should().Be("/v1/chat/completions");
        asked.Authorization.Should().Be($"Bearer {Key}");
        asked.Body["tools"].Should().BeNull();
        ((double)asked.Body["temperature"]!).Should().Be(0);
        ((int)asked.Body["max_completion_tokens"]!).Should().Be(2000);
        var schema = asked.Body["response_format"]!["json_schema"]!;
        ((bool)schema["strict"]!).Should().BeTrue();
        schema["schema"]!["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        schema["schema"]!.ToJsonString().Should().Contain("\"basis\"").And.NotContain("partner").And.NotContain("credit");
        asked.Message(1).Should().StartWith("{").And.Contain("wilma@fernhill.example").And.NotContain("not to be seen");
    }

    [Fact]
    public async Task Azure_gets_the_key_in_a_field_of_its_own()
    {
        using var server = new ChatServer(ChatReply.Says(Good));

        await ReadAsync(server, new ModelOptions { Kind = ModelKind.AzureOpenAI, Endpoint = server.Root, Name = "ours", Key = Key });

        var asked = server.Asked.Should().ContainSingle().Subject;
        asked.Path.Should().Be("/openai/v1/chat/completions");
        (asked.ApiKey, asked.Authorization).Should().Be((Key, null));
    }

    [Fact]
    public async Task A_slow_model_is_left_at_the_deadline()
    {
        using var server = new ChatServer(ChatReply.Silence);
        var clock = new ManualClock();
        var reading = new ModelReader(Client(server, Options(server)), Options(server), clock).ReadAsync(Mail(), default);
        await server.ArrivedAsync();

        clock.Advance(TimeSpan.FromSeconds(60));

        (await reading).Reason.Should().Be("no answer within 60 s");
    }

    [Fact]
    public async Task Who_stops_the_service_does_not_wait_for_a_slow_model()
    {
        using var server = new ChatServer(ChatReply.Silence);
        using var stop = new CancellationTokenSource();
        var reading = new ModelReader(Client(server, Options(server)), Options(server), new ManualClock()).ReadAsync(Mail(), stop.Token);
        await server.ArrivedAsync();

        await stop.CancelAsync();

        await FluentActions.Awaiting(() => reading).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        using var server = new ChatServer(ChatReply.Fails(429, "7"), ChatReply.Says(Good));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Answered, reading.Reason);
        _clock.Pauses.Should().Equal(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_deadline_is_not_waited_for()
    {
        using var server = new ChatServer(ChatReply.Fails(429, "3600"));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Unreachable);
        reading.Rest.Should().Be(TimeSpan.FromHours(1));
        server.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_again_with_growing_pauses()
    {
        using var server = new ChatServer(ChatReply.Fails(500), ChatReply.Fails(503), ChatReply.Says(Good));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Answered, reading.Reason);
        _clock.Pauses.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_server_that_stays_in_trouble_is_given_up()
    {
        using var server = new ChatServer(ChatReply.Fails(502));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Unreachable);
        reading.Reason.Should().Match(r => r.Contains("502") || r.Contains("no answer within"));
        reading.Rest.Should().NotBeNull();
        server.Asked.Should().HaveCountLessThanOrEqualTo(5);
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_again_and_not_told()
    {
        using var server = new ChatServer(ChatReply.Fails(401));

        var reading = await ReadAsync(server);

        reading.Reason.Should().Contain("401").And.NotContain(Key);
        server.Asked.Should().ContainSingle();
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_said()
    {
        var options = new ModelOptions { Kind = ModelKind.OpenAI, Endpoint = "http://127.0.0.1:1/v1", Name = "m", Key = Key };

        var reading = await new ModelReader(new OpenAIChatClient(options, _http), options, _clock).ReadAsync(Mail(), default);

        reading.Reason.Should().StartWith("cannot be reached");
    }

    [Theory]
    [InlineData("<html>It works!</html>")]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    public async Task What_is_no_completion_is_said(string body)
    {
        using var server = new ChatServer(new ChatReply(body));

        (await ReadAsync(server)).IsUsable.Should().BeFalse();
    }

    public static TheoryData<string, string> Faulty() => new()
    {
        { "prose", "Sure! Here is the referral you asked for." },
        { "cut JSON", Good[..^4] },
        { "two objects", Good + Good },
        { "a fence around it", $"```json\n{Good}\n```" },
        { "wrong enum", Good.Replace("stated", "certain", StringComparison.Ordinal) },
        { "enum as number", Good.Replace("\"stated\"", "0", StringComparison.Ordinal) },
        { "unknown member", Good.Replace("{\"prospects\"", "{\"partnerCompany\":\"Evil Leads\",\"prospects\"", StringComparison.Ordinal) },
        { "missing member", Good.Replace("\"contactTitle\":null,", "", StringComparison.Ordinal) },
        { "doubled member", Good.Replace("\"contactTitle\":null,", "\"contactTitle\":null,\"contactTitle\":null,", StringComparison.Ordinal) },
        { "null where a list is wanted", """{"prospects":null}""" },
        { "null as prospect", """{"prospects":[null]}""" },
        { "null as quotes", Good.Replace("[\"wilma@fernhill.example\"]", "null", StringComparison.Ordinal) },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_faulty_answer_is_asked_for_once_more(string what, string content)
    {
        using var server = new ChatServer(ChatReply.Says(content), ChatReply.Says(Good));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Repaired, $"{what}: {reading.Reason}");
        reading.Raw.Should().HaveCount(2);
        reading.TokensIn.Should().Be(200);
        server.Asked[1].Body["messages"]!.AsArray()[^1]!["content"]!.ToString().Should().Contain("could not be used");
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Faulty_twice_leaves_the_rules_alone(string what, string content)
    {
        using var server = new ChatServer(ChatReply.Says(content));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Unusable, what);
        reading.Proposals.Should().BeEmpty();
        reading.Rest.Should().BeNull("the endpoint works");
        server.Asked.Should().HaveCount(2, "one repair and no more");
    }

    [Theory]
    [InlineData("length", null, "cut off")]
    [InlineData("content_filter", null, "filter")]
    [InlineData("stop", "I cannot help with that.", "refused")]
    public async Task Cut_filtered_and_refused_answers_are_not_used_even_where_they_look_whole(string finish, string? refusal, string reason)
    {
        using var server = new ChatServer(ChatReply.Says(Good, finish, refusal));

        var reading = await ReadAsync(server);

        reading.Outcome.Should().Be(ModelOutcome.Unusable);
        reading.Reason.Should().Contain(reason);
    }

    [Fact]
    public async Task A_cut_answer_is_repaired_once()
    {
        using var server = new ChatServer(ChatReply.Says(Good[..20], "length"), ChatReply.Says(Good));

        (await ReadAsync(server)).Outcome.Should().Be(ModelOutcome.Repaired);
    }

    private static ModelOptions Options(ChatServer server) =>
        new() { Kind = ModelKind.OpenAI, Endpoint = $"{server.Root}/v1", Name = "test-model", Key = Key };

    private OpenAIChatClient Client(ChatServer server, ModelOptions options)
    {
        server.Asked.Should().BeEmpty();
        return new OpenAIChatClient(options, _http);
    }

    private Task<ModelReading> ReadAsync(ChatServer server, ModelOptions? options = null)
    {
        options ??= Options(server);
        return new ModelReader(Client(server, options), options, _clock).ReadAsync(Mail(), default);
    }

    private static ShownMail Mail()
    {
        var email = Email.Parse(
            """
            From: Rosa Quill <rosa@millrace.example>
            Subject: Introduction
            Content-Type: text/html

            <p>Please meet Wilma Sorrel, wilma@fernhill.example.</p><p style="display:none">not to be seen</p>
            """u8.ToArray());
        return ShownMail.Of(EmailReader.Read(email, PartnerDirectory.Empty), PartnerDirectory.Empty);
    }
}
