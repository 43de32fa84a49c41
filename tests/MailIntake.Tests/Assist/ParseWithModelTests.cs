using MailIntake.Assist;
using MailIntake.Tests.Cli;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Assist;

/// <summary><c>parse --model</c>.</summary>
public sealed class ParseWithModelTests : IDisposable
{
    private const string Referral =
        """
        From: Rosa Delgado <rosa@brightpath.example>
        To: track@ledgerline.example
        Subject: Introduction

        New referral for you:

        Company: Globex
        Contact: Jane Roe
        E-mail: jane@globex.example

        P.S. It burns: says Jane, before the audit of the winter quarter.

        """;

    private readonly ParseRunner _parse = new();

    public void Dispose() => _parse.Dispose();

    [Fact]
    public async Task What_the_model_adds_is_marked_as_its_own()
    {
        using var server = new ChatServer(ChatReply.Says(ChatReply.Answer(
            ("contactEmail", "jane@globex.example", "jane@globex.example"), ("need", "the audit", "before the audit of the winter"))));

        await RunAsync(server);

        _parse.Records[0]["fields"]!["productInterest"]!["how"]!.ToString().Should().Be("model");
        _parse.Records[0]["fields"]!["prospectContactEmail"]!["how"]!.ToString().Should().NotBe("model");
    }

    [Fact]
    public async Task A_model_that_fails_leaves_the_rules_record_and_a_warning()
    {
        using var server = new ChatServer(ChatReply.Says("no JSON"));

        (await RunAsync(server)).Should().Be(0);

        _parse.Records[0]["warnings"]!.AsArray().Select(w => (string)w!["code"]!).Should().Contain("model-unavailable");
        _parse.Records[0]["fields"]!["prospectCompany"]!["value"]!.ToString().Should().Be("Globex");
    }

    [Fact]
    public async Task Other_mail_than_referrals_is_not_shown_to_it()
    {
        using var server = new ChatServer(ChatReply.Says("{}"));
        _parse.Write("b.eml", "From: a@b.example\nTo: track@ledgerline.example\nSubject: Lunch\n\nThanks, see you!\n");

        await RunAsync(server, "b.eml");

        server.Asked.Should().BeEmpty();
    }

    private async Task<int> RunAsync(ChatServer server, string file = "a.eml")
    {
        _parse.Write("a.eml", Referral);
        using var http = new HttpClient();
        var options = new ModelOptions { Kind = ModelKind.OpenAI, Endpoint = $"{server.Root}/v1", Name = "m", Key = "k" };
        _parse.Model = new ModelReader(new OpenAIChatClient(options, http), options, new HurriedClock());
        return await _parse.RunAsync(file);
    }
}
