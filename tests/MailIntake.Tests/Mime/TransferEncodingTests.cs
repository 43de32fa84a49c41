using System.Text;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class TransferEncodingTests
{
    [Theory]
    [InlineData("caf=C3=A9", "café")]
    [InlineData("caf=c3=a9", "café")]
    [InlineData("one =\ntwo", "one two")]
    [InlineData("one =  \ntwo", "one two")]
    [InlineData("one   \ntwo\t\n", "one\ntwo\n")]
    [InlineData("one=20\ntwo", "one \ntwo")]
    [InlineData("one=", "one")]
    [InlineData("1+1=2", "1+1=2")]
    [InlineData("=ZZ", "=ZZ")]
    [InlineData("=C3", "Ã")]
    public void Quoted_printable_is_decoded_and_what_is_no_escape_stays(string body, string expected) =>
        Text("quoted-printable", body).Should().Be(expected);

    [Theory]
    [InlineData("d29yZHM=", "words")]
    [InlineData("d29y\nZHM=", "words")]
    [InlineData("d29yZHM", "words")]
    [InlineData("d29yZH", "word")]
    [InlineData("d29yZ", "wor")]
    [InlineData("d2 9y\tZHM=\n\n", "words")]
    [InlineData("d2*9y!ZHM=", "words")]
    [InlineData("d29yZHM=d29yZHM=", "wordswords")]
    [InlineData("d29yZHM=\nd29y\nZHM=\n", "wordswords")]
    [InlineData("", "")]
    [InlineData("====", "")]
    public void Base64_is_decoded_as_far_as_it_goes(string body, string expected) =>
        Text("base64", body).Should().Be(expected);

    [Fact]
    public void Torn_base64_is_said() =>
        MailText.Parse("Content-Transfer-Encoding: base64\n\nd2*9y!ZHM=\n").WarningCodes()
            .Should().Equal("torn-encoding");

    [Fact]
    public void Lines_of_different_lengths_are_joined()
    {
        var bytes = new byte[1000];
        new Random(3).NextBytes(bytes);
        var base64 = Convert.ToBase64String(bytes);
        var lines = new StringBuilder();
        for (var (at, length) = (0, 1); at < base64.Length; at += length, length = (length * 7 % 90) + 1)
        {
            lines.Append(base64, at, Math.Min(length, base64.Length - at)).Append('\n');
        }

        var email = MailText.Parse(
            $"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n{lines}");

        email.Root.Content.ToArray().Should().Equal(bytes);
    }

    [Theory]
    [InlineData("x-uuencode")]
    [InlineData("uuencode")]
    [InlineData("X-UUE")]
    public void Uuencode_is_decoded(string name) =>
        Text(name, "begin 644 a.txt\n%=V]R9',`\n`\nend\n").Should().Be("words");

    [Theory]
    [InlineData("BASE64")]
    [InlineData(" base64 ")]
    [InlineData("base64 (as said)")]
    [InlineData("\"base64\"")]
    [InlineData("base64;")]
    public void The_name_is_read_loosely(string name) => Text(name, "d29yZHM=").Should().Be("words");

    [Fact]
    public void An_unknown_encoding_is_read_as_it_stands_with_a_warning()
    {
        var email = MailText.Parse("Content-Transfer-Encoding: x-zip\n\nwords");

        email.Root.Text.Should().Be("words");
        email.WarningCodes().Should().Equal("unknown-encoding");
    }

    [Fact]
    public void Line_ends_of_a_file_are_left_alone() =>
        Content("quoted-printable", "a=0D\nb\n").Should().Equal("a\r\r\nb\r\n"u8.ToArray());

    [Fact]
    public void Every_byte_survives_quoted_printable_and_base64()
    {
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        var quoted = string.Concat(all.Select(b => $"={b:X2}"));

        Content("quoted-printable", quoted).Should().Equal(all);
        Content("base64", Convert.ToBase64String(all)).Should().Equal(all);
    }

    private static string Text(string encoding, string body) =>
        Leaf("text/plain; charset=utf-8", encoding, body).Text;

    private static byte[] Content(string encoding, string body) =>
        Leaf("image/png", encoding, body).Content.ToArray();

    private static MimePart Leaf(string type, string encoding, string body) =>
        MailText.Parse($"Content-Type: {type}\nContent-Transfer-Encoding: {encoding}\n\n{body}").Root;
}
