using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Reading;

/// <summary>
/// Every fixtures/mail/&lt;client&gt;/x.eml with an x.reading.json is read and compared: kind, text, signature, forward (from, to, cc,
/// replyTo, date, subject, body, depth), history. What the file does not name is not compared. A directory.json beside it
/// is used.
/// </summary>
public class ReadingFixtureTests
{
    private const string Suffix = ".reading.json";

    public static TheoryData<string> Fixtures()
    {
        var data = new TheoryData<string>();
        foreach (var file in Directory.EnumerateFiles(Root(), "*" + Suffix,
            SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetRelativePath(Root(), file)[..^Suffix.Length]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_mail_of_a_client_is_read_as_its_fixture_says(string fixture)
    {
        var path = Path.Combine(Root(), fixture);
        using var expected = JsonDocument.Parse(File.ReadAllText(path + Suffix));

        var reading = EmailReader.Read(Email.Parse(File.ReadAllBytes(path + ".eml")), DirectoryBeside(path));

        Differences(reading, expected.RootElement).Should().BeEmpty();
    }

    private static List<string> Differences(EmailReading reading, JsonElement expected)
    {
        var differences = new List<string>();
        foreach (var member in expected.EnumerateObject())
        {
            switch (member.Name)
            {
                case "kind":
                    Compare(differences, "kind", KindOf(reading.Kind), member.Value.GetString());
                    break;
                case "text":
                    Compare(differences, "text", reading.NewText.Text, member.Value.GetString());
                    break;
                case "signature":
                    Compare(differences, "signature", reading.Signature.Text, member.Value.GetString());
                    break;
                case "forward":
                    CompareMessage(differences, "forward", reading.Forwards.FirstOrDefault(), member.Value);
                    break;
                case "forwards":
                    CompareAll(differences, "forwards", [.. reading.Forwards], member.Value);
                    break;
                case "history":
                    CompareAll(differences, "history", [.. Flat(reading.Earlier.Where(e => !e.IsForward))],
                        member.Value);
                    break;
                case "warnings":
                    Compare(differences, "warnings", string.Join(' ', reading.Warnings.Select(w => w.Code)),
                        string.Join(' ', member.Value.EnumerateArray().Select(v => v.GetString())));
                    break;
                case "unread":
                    Compare(differences, "unread", string.Join(' ', reading.Unread),
                        string.Join(' ', member.Value.EnumerateArray().Select(v => v.GetString())));
                    break;
                default:
                    differences.Add($"the fixture names {member.Name}, which nobody compares");
                    break;
            }
        }

        return differences;
    }

    private static void CompareAll(List<string> differences, string name, List<EarlierMessage> found,
        JsonElement expected)
    {
        Compare(differences, $"{name}.count", found.Count.ToString(CultureInfo.InvariantCulture),
            expected.GetArrayLength().ToString(CultureInfo.InvariantCulture));
        var index = 0;
        foreach (var element in expected.EnumerateArray())
        {
            CompareMessage(differences, $"{name}[{index}]", found.ElementAtOrDefault(index++), element);
        }
    }

    private static void CompareMessage(List<string> differences, string name, EarlierMessage? message,
        JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Null || message is null)
        {
            Compare(differences, name, message is null ? "none" : "found", expected.ValueKind == JsonValueKind.Null
                ? "none" : "found");
            return;
        }

        foreach (var member in expected.EnumerateObject())
        {
            var (actual, wanted) = member.Name switch
            {
                "from" => (Show(message.From), ShowPerson(member.Value)),
                "replyTo" => (Show(message.ReplyTo), ShowPerson(member.Value)),
                "to" => (Show(message.To), ShowPeople(member.Value)),
                "cc" => (Show(message.Cc), ShowPeople(member.Value)),
                "date" => (Show(message.Date), member.Value.GetString()),
                "subject" => (message.Subject, member.Value.GetString()),
                "body" => (message.Body.Text, member.Value.GetString()),
                "text" => (message.NewText.Text, member.Value.GetString()),
                "signature" => (message.Signature.Text, member.Value.GetString()),
                "depth" => (message.Depth.ToString(CultureInfo.InvariantCulture), member.Value.ToString()),
                "attachedAt" => (message.AttachedAt, member.Value.GetString()),
                "inner" => (Show(message.Earlier.Count == 0 ? null : message.Earlier[0].From),
                    ShowPerson(member.Value)),
                _ => ("?", $"{member.Name} is not compared"),
            };
            Compare(differences, $"{name}.{member.Name}", actual, wanted);
        }
    }

    private static void Compare(List<string> differences, string what, string? found, string? expected)
    {
        if (!string.Equals(found, expected, StringComparison.Ordinal))
        {
            differences.Add($"{what}: found <{found}>, expected <{expected}>");
        }
    }

    private static IEnumerable<EarlierMessage> Flat(IEnumerable<EarlierMessage> messages) =>
        messages.SelectMany(m => Flat(m.Earlier).Prepend(m));

    private static string Show(IReadOnlyList<Correspondent> people) => string.Join("; ", people.Select(Show));

    private static string Show(Correspondent? person) =>
        person is null ? "nobody" : $"{person.Name ?? "-"} <{person.Address?.ToString() ?? "-"}>";

    private static string? Show(WrittenDate? date) => date?.Local is not { } local ? null
        : date.Offset is { } offset
            ? new DateTimeOffset(local, offset).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)
            : local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private static string ShowPeople(JsonElement people) =>
        string.Join("; ", people.EnumerateArray().Select(ShowPerson));

    private static string ShowPerson(JsonElement person) => person.ValueKind == JsonValueKind.Null
        ? "nobody"
        : $"{person.GetProperty("name").GetString() ?? "-"} <{person.GetProperty("email").GetString() ?? "-"}>";

    private static string KindOf(EmailKind kind) => kind == EmailKind.AutoReply ? "auto-reply"
        : kind.ToString().ToLowerInvariant();

    private static PartnerDirectory DirectoryBeside(string path)
    {
        var file = Path.Combine(Path.GetDirectoryName(path)!, "directory.json");
        return File.Exists(file) ? PartnerDirectory.FromJson(File.ReadAllText(file)) : PartnerDirectory.Empty;
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "fixtures", "mail"));
}
