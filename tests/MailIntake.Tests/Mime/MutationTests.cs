using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Mime;

/// <summary>Fixtures torn at random, always in the same way: whatever comes in, an email comes out.</summary>
public class MutationTests
{
    private static readonly string[] Tokens =
    [
        "\r\n", "\n", "\r", "\0", "--", "=", "=?utf-8?B?", "?=", "\"", "<", ">", "(", ":", ";", ",", " ", "\t", "@",
        "Content-Type: multipart/mixed; boundary=b\r\n", "\r\n--b\r\n", "\u00ff\u00fe", "\u00ed\u00a0\u0080",
        "*0*=", "%",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_torn_mail_is_an_email(int seed)
    {
        var random = new Random(seed);
        var originals = MimeFixtures.Paths().Select(File.ReadAllBytes).ToList();
        for (var i = 0; i < 1500; i++)
        {
            var raw = Mutate(originals[random.Next(originals.Count)], originals, random);

            var read = () => ReadAll(Email.Parse(raw));

            read.Should().NotThrow("seed {0}, turn {1}: {2}", seed, i, Convert.ToBase64String(raw));
        }
    }

    private static byte[] Mutate(byte[] original, List<byte[]> others, Random random)
    {
        var bytes = original.ToList();
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, MailText.Bytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 2 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    var other = others[random.Next(others.Count)];
                    bytes.InsertRange(at, other[random.Next(other.Length + 1)..]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static void ReadAll(Email email)
    {
        _ = (email.From, email.Sender, email.To, email.Cc, email.ReplyTo, email.Subject, email.Date, email.Identity);
        _ = (email.InReplyTo, email.References, email.TextBody, email.HtmlBody, email.RawHash);
        foreach (var field in email.Headers)
        {
            _ = field.Value;
        }

        foreach (var mailbox in email.To)
        {
            (mailbox.Start + mailbox.Length).Should().BeLessThanOrEqualTo(email.Headers["To"]!.Length);
        }

        foreach (var part in email.Parts)
        {
            _ = (part.FileName, part.Content, part.ContentId, part.IsFlowed, part.DelSp);
            part.Text.Should().NotContain("\0").And.NotContain("\r");
            if (part.Message is { } message)
            {
                ReadAll(message);
            }
        }

        email.Warnings.Should().NotBeNull();
        ReadText(EmailReader.Read(email, PartnerDirectory.Empty).NewText);
    }

    private static void ReadText(VisibleText text)
    {
        for (var i = 0; i < text.Text.Length; i += 7)
        {
            text.Locate(i, Math.Min(5, text.Text.Length - i)).Start.Should().BeGreaterThanOrEqualTo(0);
        }
    }
}
