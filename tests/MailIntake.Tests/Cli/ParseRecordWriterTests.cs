using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MailIntake.Cli;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Cli;

/// <summary>The shape of a record is a contract: what is written here is read by others.</summary>
public class ParseRecordWriterTests
{
    private static readonly Email Mail = Email.Parse(Encoding.UTF8.GetBytes(
        "From: Dana <dana@Ledgerline.example>\r\nMessage-ID: <one@ledgerline.example>\r\n\r\nFYI\r\n"));

    [Fact]
    public async Task A_forwarded_referral_has_all_members_in_their_order()
    {
        var message = Message(Forward()) with
        {
            Drafts =
            [
                Draft.Empty
                    .With(FieldName.ProspectContactEmail, Value("jane@globex.example", 0.97, FoundHow.ForwardHeader))
                    .With(FieldName.DealValue, Value("1250.50", 0.8, FoundHow.Body)),
                Draft.Empty.With(FieldName.ProspectCompany, Value("Initech", 0.91234, FoundHow.Signature)),
            ],
            Warnings = [new MimeWarning("hidden-text", "two words")],
        };

        var json = await WriteAsync(message);

        json.Should().Be(
            """
            {"source":"inbox/017.eml","messageId":"one@ledgerline.example","kind":"referral",
            "submitter":{"name":"Dana","email":"dana@ledgerline.example"},"text":"FYI",
            "forward":{"from":{"name":"Rosa","email":"rosa@brightpath.example"},
            "to":[{"name":"Jane Roe","email":null}],"cc":[],"replyTo":null,"date":"2026-03-02T10:15:00-05:00",
            "dateText":"Mon, Mar 2","subject":"Intro","note":"FYI","body":"Hi <Jane>","depth":1},
            "fields":{"prospectContactEmail":{"value":"jane@globex.example","confidence":0.97,"evidence":"the words",
            "where":{"part":"1","start":3,"length":9},"how":"forward-header"},
            "dealValue":{"value":1250.50,"confidence":0.8,"evidence":"the words",
            "where":{"part":"1","start":3,"length":9},"how":"body"}},
            "missing":["partnerCompany","prospectCompany","prospectContactName"],
            "alsoReferred":[{"fields":{"prospectCompany":{"value":"Initech","confidence":0.912,"evidence":"the words",
            "where":{"part":"1","start":3,"length":9},"how":"signature"}},
            "missing":["partnerCompany","prospectContactName","prospectContactEmail"]}],
            "warnings":[{"code":"hidden-text","detail":"two words"}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task A_date_without_an_offset_is_written_without_one()
    {
        var date = new WrittenDate("2 March", new DateTime(2026, 3, 2, 10, 15, 0), null, default);
        var forward = Forward() with { Date = date };

        var record = JsonNode.Parse(await WriteAsync(Message(forward)))!;

        ((string?)record["forward"]!["date"]).Should().Be("2026-03-02T10:15:00");
    }

    [Fact]
    public async Task A_date_that_cannot_be_read_is_null_beside_its_words()
    {
        var forward = Forward() with { Date = new WrittenDate("one fine day", null, null, default) };

        var record = JsonNode.Parse(await WriteAsync(Message(forward)))!;

        record["forward"]!["date"].Should().BeNull();
        ((string?)record["forward"]!["dateText"]).Should().Be("one fine day");
    }

    [Theory]
    [InlineData(EmailKind.Referral, "referral", 4)]
    [InlineData(EmailKind.Reply, "reply", 0)]
    [InlineData(EmailKind.AutoReply, "auto-reply", 0)]
    [InlineData(EmailKind.Bounce, "bounce", 0)]
    [InlineData(EmailKind.List, "list", 0)]
    [InlineData(EmailKind.Other, "other", 0)]
    public async Task Only_a_referral_lacks_fields(EmailKind kind, string name, int missing)
    {
        var message = Message(null) with { Reading = new EmailReading { Email = Mail, Kind = kind } };

        var record = JsonNode.Parse(await WriteAsync(message))!;

        ((string?)record["kind"]).Should().Be(name);
        record["missing"]!.AsArray().Should().HaveCount(missing);
        record["forward"].Should().BeNull();
    }

    [Fact]
    public async Task An_error_of_ours_still_gives_a_record()
    {
        var message = new ParsedMessage
        {
            Source = "a.eml",
            Warnings = [new MimeWarning("internal-error", "x")],
            Failure = new InvalidOperationException("x"),
        };

        var record = JsonNode.Parse(await WriteAsync(message))!;

        ((string?)record["kind"]).Should().Be("other");
        record["messageId"].Should().BeNull();
        ((string?)record["warnings"]![0]!["code"]).Should().Be("internal-error");
    }

    [Fact]
    public async Task Evidence_without_a_place_has_none()
    {
        var evidence = new Evidence("Dana", null, FoundHow.Person);
        var draft = Draft.Empty.With(FieldName.RepName, new FieldValue("Dana", 1, evidence));

        var record = JsonNode.Parse(await WriteAsync(Message(null) with { Drafts = [draft] }))!;

        record["fields"]!["repName"]!["where"].Should().BeNull();
    }

    [Theory]
    [InlineData("ご紹介 & <b>é</b> +1")]
    [InlineData("line\nline\u2028line")]
    [InlineData("half \ud83d of a pair")]
    public async Task Any_text_stays_on_one_valid_line(string text)
    {
        var reading = new EmailReading { Email = Mail, NewText = new VisibleText("1", text, []) };

        var line = await WriteAsync(Message(null) with { Reading = reading });

        line.Should().NotContain("\n");
        JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()
            .Should().Be(text.Replace('\ud83d', '\ufffd'));
    }

    private static ParsedMessage Message(EarlierMessage? forward) => new()
    {
        Source = "inbox/017.eml",
        Email = Mail,
        Reading = new EmailReading
        {
            Email = Mail,
            Kind = EmailKind.Referral,
            NewText = new VisibleText("1", "FYI", []),
            Earlier = forward is null ? [] : [forward],
        },
    };

    private static EarlierMessage Forward() => new()
    {
        IsForward = true,
        From = new Correspondent("Rosa", EmailAddress.Parse("rosa@brightpath.example"), "Rosa", default),
        To = [new Correspondent("Jane Roe", null, "Jane Roe", default)],
        Date = new WrittenDate("Mon, Mar 2", new DateTime(2026, 3, 2, 10, 15, 0), TimeSpan.FromHours(-5), default),
        Subject = "Intro",
        Body = new VisibleText("1", "Hi <Jane>", []),
    };

    private static FieldValue Value(string value, double confidence, FoundHow how) =>
        new(value, confidence, new Evidence("the words", new SourceSpan("1", 3, 9), how));

    private static async Task<string> WriteAsync(ParsedMessage message)
    {
        using var output = new MemoryStream();
        await using (var writer = new ParseRecordWriter(output))
        {
            await writer.WriteAsync(message, CancellationToken.None);
        }

        var text = Encoding.UTF8.GetString(output.ToArray());
        text.Should().EndWith("\n");
        return text[..^1];
    }
}
