using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class EmailTests
{
    private const string Mail = """
        From: Rosa <rosa@brightpath.example>
        To: track@ledgerline.example
        Subject: Intro
        Message-ID: <one@brightpath.example>
        Content-Type: text/plain

        words
        """;

    [Theory]
    [InlineData("<a@x.example>", "a@x.example")]
    [InlineData("a@x.example", "a@x.example")]
    [InlineData("\n <a@x.example>", "a@x.example")]
    [InlineData("<a b@x.example>", "ab@x.example")]
    [InlineData("<no-at-sign>", "no-at-sign")]
    [InlineData("<a@x.example> (added by relay)", "a@x.example")]
    public void A_message_id_is_read_however_it_is_written(string value, string expected) =>
        MailText.Parse($"Message-ID: {value}\n\n").MessageId!.Value.Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData("some words here")]
    public void What_is_no_message_id_is_none(string value) =>
        MailText.Parse($"Message-ID: {value}\n\n").MessageId.Should().BeNull();

    [Fact]
    public void References_are_read_in_their_order() =>
        MailText.Parse("References: <a@x.example>\n <b@x.example><c@x.example>\n\n").References
            .Select(r => r.Value).Should().Equal("a@x.example", "b@x.example", "c@x.example");

    [Fact]
    public void A_sentence_in_In_Reply_To_gives_its_identifier() =>
        MailText.Parse("In-Reply-To: Your message of Monday <a@x.example>\n\n").InReplyTo
            .Should().ContainSingle().Which.Value.Should().Be("a@x.example");

    [Fact]
    public void Field_names_are_found_in_any_case()
    {
        var headers = MailText.Parse("SUBJECT: x\nX-Custom: 1\nx-custom: 2\n\n").Headers;

        headers["subject"].Should().Be("x");
        headers.Has("X-CUSTOM").Should().BeTrue();
        headers.All("X-Custom").Select(f => f.Value).Should().Equal("1", "2");
        headers["X-Other"].Should().BeNull();
    }

    [Fact]
    public void The_raw_value_keeps_its_encoded_words()
    {
        var field = MailText.Parse("Subject:  =?utf-8?Q?Caf=C3=A9?=\n =?utf-8?Q?!?= \n\n").Headers[0];

        field.RawValue.Should().Be("=?utf-8?Q?Caf=C3=A9?= =?utf-8?Q?!?=");
        field.Value.Should().Be("Café!");
    }

    [Fact]
    public void The_content_hash_outlives_another_way_through_the_relays()
    {
        var direct = MailText.Parse("Received: by one\n" + Mail);
        var relayed = Email.Parse(System.Text.Encoding.ASCII.GetBytes(
            ("Delivered-To: x\nReceived: by two\nX-Spam: no\n" + Mail + "\n\n").ReplaceLineEndings("\n")));

        relayed.ContentHash.Should().Be(direct.ContentHash);
        relayed.RawHash.Should().NotBe(direct.RawHash);
    }

    [Theory]
    [InlineData("words", "other words")]
    [InlineData("Subject: Intro", "Subject: Outro")]
    [InlineData("one@", "two@")]
    [InlineData("text/plain", "text/html")]
    public void The_content_hash_tells_other_content(string old, string other) =>
        MailText.Parse(Mail.Replace(old, other, StringComparison.Ordinal)).ContentHash
            .Should().NotBe(MailText.Parse(Mail).ContentHash);

    [Fact]
    public void A_mail_without_an_identifier_has_the_same_identity_whenever_it_is_read()
    {
        var text = Mail.Replace("Message-ID", "X-Removed", StringComparison.Ordinal);

        MailText.Parse(text).Identity.Should().Be(MailText.Parse("Received: by two\n" + text).Identity);
        MailText.Parse(Mail).Identity.Value.Should().Be("one@brightpath.example");
    }

    [Fact]
    public void The_raw_hash_is_the_sha_256_of_the_bytes() =>
        Email.Parse("abc"u8.ToArray()).RawHash
            .Should().Be("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Fact]
    public void The_raw_bytes_are_kept() =>
        Email.Parse(MailText.Bytes(Mail)).Raw.ToArray().Should().Equal(MailText.Bytes(Mail));
}
