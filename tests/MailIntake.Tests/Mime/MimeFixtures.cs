using System.Globalization;
using System.Text.Json.Nodes;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

/// <summary>The mails in fixtures/mail, and what is read in one as JSON, to be compared with what its neighbour
/// <c>x.expected.json</c> says under "mime".</summary>
internal static class MimeFixtures
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Paths() =>
        Directory.EnumerateFiles(Root, "*.eml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static JsonNode? Expected(string path)
    {
        var expected = Path.ChangeExtension(path, ".expected.json");
        return File.Exists(expected) ? JsonNode.Parse(File.ReadAllText(expected))!["mime"] : null;
    }

    public static JsonObject Describe(Email email) => new()
    {
        ["subject"] = email.Subject,
        ["from"] = List(email.From),
        ["sender"] = List(email.Sender),
        ["to"] = List(email.To),
        ["cc"] = List(email.Cc),
        ["replyTo"] = List(email.ReplyTo),
        ["date"] = email.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        ["messageId"] = email.MessageId?.Value,
        ["references"] = new JsonArray([.. email.References.Select(r => (JsonNode)r.Value)]),
        ["textBody"] = email.TextBody?.Number,
        ["htmlBody"] = email.HtmlBody?.Number,
        ["parts"] = new JsonArray([.. email.Parts.Select(Describe)]),
        ["warnings"] = new JsonArray([.. email.Warnings.Select(w => (JsonNode)w.Code)]),
    };

    /// <summary>What the expectation says and the mail does not; what it leaves out is not compared.</summary>
    public static IEnumerable<string> Differences(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected, actual)
        {
            case (JsonObject wanted, JsonObject found):
                return wanted.SelectMany(p => Differences(p.Value, found[p.Key], $"{path}.{p.Key}"));
            case (JsonArray wanted, JsonArray found) when wanted.Count == found.Count:
                return wanted.SelectMany((item, i) => Differences(item, found[i], $"{path}[{i}]"));
            default:
                return JsonNode.DeepEquals(expected, actual)
                    ? []
                    : [$"{path}: expected {Written(expected)}, found {Written(actual)}"];
        }
    }

    private static string Written(JsonNode? node) => node?.ToJsonString() ?? "null";

    private static JsonNode Describe(MimePart part) => new JsonObject
    {
        ["number"] = part.Number,
        ["mediaType"] = part.MediaType,
        ["fileName"] = part.FileName,
        ["isAttachment"] = part.IsAttachment,
        ["contentId"] = part.ContentId,
        ["isFlowed"] = part.IsFlowed,
        ["text"] = part.Text,
        ["contentLength"] = part.Content.Length,
        ["message"] = part.Message is { } message ? Describe(message) : null,
    };

    private static JsonArray List(IEnumerable<MailboxAddress> mailboxes) =>
        new([.. mailboxes.Select(m => (JsonNode)m.ToString())]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MailIntake.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "fixtures", "mail");
    }
}
