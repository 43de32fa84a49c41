using System.Text;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Net;
using MailIntake.Mail.Smtp;
using MailIntake.Tests.Net;

namespace MailIntake.Tests.Smtp;

/// <summary>Plays fixtures/smtp/*/*.txt. The verbs of their A: lines are those of <see cref="PerformAsync"/>.</summary>
public sealed class SmtpTranscriptTests
{
    public static IEnumerable<object[]> Transcripts => TranscriptRunner.Files("smtp");

    [Theory]
    [MemberData(nameof(Transcripts))]
    public async Task The_client_follows_the_transcript(string file, int largestRead)
    {
        SmtpClient? client = null;
        await TranscriptRunner.PlayAsync(file, largestRead, async (link, clock, action, token) =>
        {
            if (action.Verb == "connect")
            {
                client = await SmtpClient.ConnectAsync(link, null, null, clock, token);
                return "ok";
            }

            return await PerformAsync(client!, action.Verb, action.Arguments, token);
        });
    }

    private static async Task<string> PerformAsync(
        SmtpClient client, string verb, string[] arguments, CancellationToken token)
    {
        try
        {
            switch (verb)
            {
                case "login":
                    await client.AuthenticateAsync(new PasswordCredentials(arguments[0], arguments[1]), token);
                    return "ok";
                case "token":
                    await client.AuthenticateAsync(new TokenCredentials(arguments[0], arguments[1]), token);
                    return "ok";
                case "send":
                    return (await client.SendAsync(
                        arguments[0] == "<>" ? null : EmailAddress.Parse(arguments[0]),
                        arguments[1].Split(',').Select(EmailAddress.Parse).ToList(),
                        Message(arguments.ElementAtOrDefault(2)),
                        token)).ToString();
                case "usable":
                    return client.IsUsable ? "yes" : "no";
                case "noop":
                    await client.NoopAsync(token);
                    return "ok";
                case "quit":
                    await client.QuitAsync(token);
                    return "ok";
                default:
                    throw new FormatException($"'{verb}' is no verb of an SMTP transcript");
            }
        }
        catch (SmtpCommandException refused)
        {
            var verdict = refused.IsTransient ? "later" : "never";
            var codes = $"{refused.StatusCode} {refused.EnhancedStatusCode}".Trim();
            throw new RefusedException($"{verdict} {codes}: {refused.Message}");
        }
        catch (SmtpProtocolException broken)
        {
            throw new BrokenException($"{(broken.OutcomeUnknown ? "unknown" : "not sent")}: {broken.Message}");
        }
    }

    private static byte[] Message(string? kind) => Encoding.UTF8.GetBytes(kind switch
    {
        null => "Subject: Hi\r\n\r\nHello\r\n",
        "dots" => "Subject: Hi\n\n.\n..two\rlone\r\n.end",
        "8bit" => "Subject: Hi\r\n\r\nGrüße\r\n",
        "utf8" => "Subject: Grüße\r\n\r\nHello\r\n",
        _ => throw new FormatException($"'{kind}' is no message of an SMTP transcript"),
    });

    /// <summary>Makes the verdict part of the outcome's text.</summary>
    private sealed class RefusedException(string message) : Exception(message);

    private sealed class BrokenException(string message) : Exception(message);
}
