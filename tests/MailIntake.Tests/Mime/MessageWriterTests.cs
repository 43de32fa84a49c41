using System.Text;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class MessageWriterTests
{
    private static readonly OutgoingMessage Letter = new()
    {
        MessageId = MessageId.Parse("letter-1@ledgerline.example"),
        Date = new DateTimeOffset(2026, 11, 24, 13, 15, 41, TimeSpan.FromHours(1)),
        From = Mailbox("Ledgerline Referrals", "track@ledgerline.example"),
        To = [Mailbox("Rosa Delgado", "rosa.delgado@brightpath.example")],
        Subject = "Re: Intro",
        Text = "Hi Rosa,\n\nthank you.\n",
    };

    [Fact]
    public void A_plain_letter_is_plain_text()
    {
        var text = Encoding.ASCII.GetString(MessageWriter.Write(Letter));

        text.Should().Be("""
            Date: Tue, 24 Nov 2026 13:15:41 +0100
            From: Ledgerline Referrals <track@ledgerline.example>
            To: Rosa Delgado <rosa.delgado@brightpath.example>
            Subject: Re: Intro
            Message-ID: <letter-1@ledgerline.example>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Hi Rosa,

            thank you.

            """.ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public void Everything_written_is_read_again()
    {
        var letter = Letter with
        {
            From = Mailbox("Ledgerline – Überweisungen", "track@ledgerline.example"),
            To = [Mailbox("Delgado, Rosa \"R\"", "rosa@brightpath.example"), Mailbox("伊藤 健司", "ito@tanuki.example")],
            ReplyTo = Mailbox(null, "track+abc@ledgerline.example"),
            Subject = "Re: Présentation (très) longue d'un prospect nommé Ateliers de la Garonne – ご紹介 😀 and more",
            InReplyTo = MessageId.Parse("in@brightpath.example"),
            References = [.. Enumerable.Range(1, 20).Select(i => MessageId.Parse($"reference-{i}@brightpath.example"))],
            Fields = [("Auto-Submitted", "auto-replied"), ("X-Loop", "ledgerline")],
            Text = "Größe: 45 000 €\n.dot\nFrom here\n trailing \t\n" + new string('x', 300) + " 😀😀😀\n",
            Html = "<p>Größe: 45&nbsp;000 €</p>\n",
        };

        var email = Email.Parse(MessageWriter.Write(letter));

        email.From[0].Should().BeEquivalentTo(letter.From, o => o.Excluding(m => m.Start).Excluding(m => m.Length));
        email.To.Should().BeEquivalentTo(letter.To, o => o.Excluding(m => m.Start).Excluding(m => m.Length));
        email.ReplyTo[0].ToString().Should().Be("track+abc@ledgerline.example");
        email.Subject.Should().Be(letter.Subject);
        email.Date.Should().Be(letter.Date);
        email.MessageId.Should().Be(letter.MessageId);
        email.InReplyTo.Should().Equal(letter.InReplyTo);
        email.References.Should().Equal(letter.References);
        email.Headers["Auto-Submitted"].Should().Be("auto-replied");
        email.TextBody!.Text.Should().Be(letter.Text);
        email.HtmlBody!.Text.Should().Be(letter.Html);
        email.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void A_letter_is_seven_bit_and_its_lines_are_short()
    {
        var letter = Letter with
        {
            Subject = string.Concat(Enumerable.Repeat("Présentation Brückner 紹介 ", 20)),
            To = [.. Enumerable.Range(0, 30).Select(i => Mailbox($"José Nº {i}", $"jose{i}@brightpath.example"))],
            Text = string.Concat(Enumerable.Repeat("Größe 😀 ", 200)),
        };

        var lines = Encoding.Latin1.GetString(MessageWriter.Write(letter)).Split("\r\n");

        lines.Should().OnlyContain(line => line.Length <= 78 && line.All(c => c >= ' ' && c < 127));
    }

    [Fact]
    public void No_line_end_in_a_value_starts_a_field()
    {
        var letter = Letter with
        {
            Subject = "Hi\r\nBcc: victim@x.example\n\n<body>",
            From = Mailbox("Eve\r\nBcc: victim@x.example", "track@ledgerline.example"),
            Fields = [("X-Note", "a\nBcc: victim@x.example")],
        };

        var email = Email.Parse(MessageWriter.Write(letter));

        email.Headers.Has("Bcc").Should().BeFalse();
        email.Subject.Should().StartWith("Hi Bcc:");
        email.TextBody!.Text.Should().Be(letter.Text);
    }

    [Theory]
    [InlineData("X-Note:\r\nBcc")]
    [InlineData("X Note")]
    [InlineData("")]
    public void A_field_name_that_is_none_is_refused(string name)
    {
        var write = () => MessageWriter.Write(Letter with { Fields = [(name, "x")] });

        write.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_mailbox_without_an_address_is_refused()
    {
        var write = () => MessageWriter.Write(Letter with { To = [new MailboxAddress("Rosa", null)] });

        write.Should().Throw<ArgumentException>();
    }

    [Theory]
    [InlineData("Straße", "=?utf-8?Q?Stra=C3=9Fe?=")]
    [InlineData("紹介", "=?utf-8?B?57S55LuL?=")]
    [InlineData("Re: 紹介 today", "Re: =?utf-8?B?57S55LuL?= today")]
    [InlineData("plain =?utf-8?Q?trick?=", "plain =?utf-8?B?PT91dGYtOD9RP3RyaWNrPz0=?=")]
    public void The_shorter_encoding_is_taken_and_only_where_needed(string subject, string expected) =>
        Encoding.ASCII.GetString(MessageWriter.Write(Letter with { Subject = subject }))
            .Should().Contain($"Subject: {expected}\r\n");

    [Fact]
    public void A_word_longer_than_any_line_is_encoded()
    {
        var subject = new string('x', 2000);

        var raw = MessageWriter.Write(Letter with { Subject = subject });

        Email.Parse(raw).Subject.Should().Be(subject);
        Encoding.ASCII.GetString(raw).Split("\r\n").Should().OnlyContain(line => line.Length <= 78);
    }

    [Fact]
    public void A_lone_surrogate_does_not_stop_a_letter() =>
        Email.Parse(MessageWriter.Write(Letter with { Subject = "a\uD800b", Text = "c\uDC00d\0\n" }))
            .Should().Match<Email>(e => e.Subject == "a\uFFFDb" && e.Root.Text == "c\uFFFDd\n");

    [Fact]
    public void The_same_letter_is_the_same_bytes()
    {
        var letter = Letter with { Html = "<p>x</p>" };

        MessageWriter.Write(letter).Should().Equal(MessageWriter.Write(letter));
    }

    [Fact]
    public void A_letter_to_no_one_says_so() =>
        Encoding.ASCII.GetString(MessageWriter.Write(Letter with { To = [] }))
            .Should().Contain("To: undisclosed-recipients:;\r\n");

    [Theory]
    [InlineData("rosa@brightpath.example", false)]
    [InlineData("rosa@bücher.example", false)]
    [InlineData("röschen@brightpath.example", true)]
    public void Smtp_utf8_is_needed_only_for_a_local_part_beyond_ascii(string address, bool needed) =>
        (Letter with { To = [Mailbox("Ärger", address)] }).NeedsSmtpUtf8.Should().Be(needed);

    [Fact]
    public void A_domain_beyond_ascii_goes_as_punycode() =>
        Encoding.ASCII.GetString(MessageWriter.Write(Letter with { To = [Mailbox(null, "rosa@bücher.example")] }))
            .Should().Contain("To: rosa@xn--bcher-kva.example\r\n");

    [Fact]
    public void An_address_beyond_ascii_is_written_as_utf_8() =>
        Email.Parse(MessageWriter.Write(Letter with { To = [Mailbox(null, "röschen@brightpath.example")] }))
            .To[0].Address!.LocalPart.Should().Be("röschen");

    [Fact]
    public void Random_letters_are_read_as_written()
    {
        var random = new Random(20261124);
        for (var i = 0; i < 500; i++)
        {
            var letter = Letter with
            {
                Subject = RandomText(random, 80).Trim(),
                From = Mailbox(RandomText(random, 30).Trim(), "a@x.example"),
                Text = RandomText(random, 400, "\n\t ") + "\n",
            };

            var email = Email.Parse(MessageWriter.Write(letter));

            email.Subject.Should().Be(Collapsed(letter.Subject));
            (email.From[0].Name ?? "").Should().Be(Collapsed(letter.From.Name!));
            email.Root.Text.Should().Be(letter.Text.TrimEnd('\n') + "\n");
        }
    }

    private static string Collapsed(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string RandomText(Random random, int length, string extra = " ")
    {
        const string alphabet = "abcXYZ019=?_-.,;:<>()@/\\éßĄЖ紹介";
        var text = new StringBuilder();
        for (var i = random.Next(length); i > 0; i--)
        {
            var at = random.Next(alphabet.Length + extra.Length + 6);
            text.Append(at < alphabet.Length ? alphabet[at].ToString()
                : at < alphabet.Length + extra.Length ? extra[at - alphabet.Length].ToString()
                : random.Next(20) == 0 ? "😀" : " ");
        }

        return text.ToString();
    }

    private static MailboxAddress Mailbox(string? name, string address) => new(name, EmailAddress.Parse(address));
}
