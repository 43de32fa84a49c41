using System.Globalization;
using System.Text;
using MailIntake.Mail.Imap;
using MailIntake.Mail.Net;
using MailIntake.Tests.Net;

namespace MailIntake.Tests.Imap;

/// <summary>Plays fixtures/imap/*/*.txt. The verbs of their A: lines are those of <see cref="PerformAsync"/>.</summary>
public sealed class ImapTranscriptTests
{
    public static IEnumerable<object[]> Transcripts => TranscriptRunner.Files("imap");

    [Theory]
    [MemberData(nameof(Transcripts))]
    public async Task The_client_follows_the_transcript(string file, int largestRead)
    {
        ImapClient? client = null;
        await TranscriptRunner.PlayAsync(file, largestRead, async (link, clock, action, token) =>
        {
            if (action.Verb == "connect")
            {
                client = await ImapClient.ConnectAsync(link, null, null, clock, token);
                return "ok";
            }

            return await PerformAsync(client!, action.Verb, action.Arguments, token);
        });
    }

    private static async Task<string> PerformAsync(
        ImapClient client, string verb, string[] arguments, CancellationToken token)
    {
        switch (verb)
        {
            case "login":
                await client.AuthenticateAsync(new PasswordCredentials(arguments[0], arguments[1]), token);
                return "ok";
            case "token":
                await client.AuthenticateAsync(new TokenCredentials(arguments[0], arguments[1]), token);
                return "ok";
            case "has":
                return client.Capabilities.Has(arguments[0]) ? "yes" : "no";
            case "select":
                var status = await client.SelectAsync(arguments[0], token);
                return $"validity={status.UidValidity} next={status.UidNext} exists={status.Exists}"
                    + (status.IsReadOnly ? " readonly" : "") + (status.Keeps("$Referral") ? " keywords" : "");
            case "search":
                return Text(await client.SearchUidsAsync(Uids(arguments[0])[0], token));
            case "summaries":
                return string.Join("; ", (await client.FetchSummariesAsync(Uids(arguments[0]), token)).Select(Text));
            case "fetch":
                using (var destination = new MemoryStream())
                {
                    return await client.FetchMessageAsync(Uids(arguments[0])[0], destination, token)
                        ? Text(destination.ToArray())
                        : "gone";
                }

            case "section":
                var section = await client.FetchSectionAsync(Uids(arguments[0])[0], arguments[1], token);
                return section is null ? "gone" : Text(section);
            case "batch":
                return await BatchAsync(client, Uids(arguments[0]), token);
            case "flag":
                await client.AddFlagsAsync(Uids(arguments[0]), arguments[1..], token);
                return "ok";
            case "unflag":
                await client.RemoveFlagsAsync(Uids(arguments[0]), arguments[1..], token);
                return "ok";
            case "move":
                return await client.MoveAsync(Uids(arguments[0]), arguments[1], token) ? "gone" : "copied";
            case "idle":
                var max = TimeSpan.FromSeconds(int.Parse(arguments[0], CultureInfo.InvariantCulture));
                return await client.IdleAsync(max, token) ? "changed" : "nothing";
            case "create":
                await client.CreateAsync(arguments[0], token);
                return "ok";
            case "append":
                var uid = await client.AppendAsync(
                    arguments[0],
                    Encoding.UTF8.GetBytes($"Subject: {arguments[1]}\r\n\r\nHi\r\n"),
                    arguments[2..],
                    new DateTimeOffset(2026, 2, 7, 21, 52, 25, TimeSpan.FromHours(1)),
                    token);
                return uid is null ? "ok" : $"uid {uid}";
            case "list":
                return string.Join("; ", (await client.ListAsync(arguments[0], token)).Select(
                    found => $"{found.Name} {found.Delimiter} {string.Join(' ', found.Attributes)}".Trim()));
            case "delimiter":
                return (await client.GetDelimiterAsync(token)).ToString() ?? "";
            case "noop":
                await client.NoopAsync(token);
                return "ok";
            case "logout":
                await client.LogoutAsync(token);
                return "ok";
            default:
                throw new FormatException($"'{verb}' is no verb of an IMAP transcript");
        }
    }

    private static async Task<string> BatchAsync(ImapClient client, List<uint> uids, CancellationToken token)
    {
        var heard = new List<string>();
        await client.FetchMessagesAsync(
            uids,
            (uid, date, raw) =>
            {
                heard.Add($"{uid} {date.UtcDateTime:s} {Text(raw.ToArray())}");
                return Task.CompletedTask;
            },
            token);
        return string.Join("; ", heard);
    }

    private static List<uint> Uids(string text) =>
        text.Split(',').Select(uid => uint.Parse(uid, CultureInfo.InvariantCulture)).ToList();

    private static string Text(IReadOnlyCollection<uint> uids) => uids.Count == 0 ? "none" : string.Join(',', uids);

    private static string Text(MessageSummary summary) =>
        $"{summary.Uid} {summary.Size} {summary.InternalDate.UtcDateTime:s} {string.Join(' ', summary.Flags)}".Trim();

    private static string Text(byte[] bytes) => bytes.Length == 0
        ? "empty"
        : $"{bytes.Length}: {Encoding.UTF8.GetString(bytes).Trim().Replace("\r\n", "|", StringComparison.Ordinal)}";
}
