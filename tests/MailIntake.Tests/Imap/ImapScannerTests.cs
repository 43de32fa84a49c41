using System.Text;
using MailIntake.Mail.Imap;

namespace MailIntake.Tests.Imap;

public sealed class ImapScannerTests
{
    private const string Marks = "(){}[]\"\\ \r\n\0";

    private static readonly string[] Seeds =
    [
        "* 1 FETCH (UID 5 RFC822.SIZE 10 INTERNALDATE \"07-Feb-2026 21:52:25 +0100\" "
            + "FLAGS (\\Seen) BODY[] {3}\r\nabc)\r\n",
        "* 1 FETCH (BODY[HEADER.FIELDS (DATE \"x\")]<0> \"a\\\"b\" "
            + "BODYSTRUCTURE ((\"a\" NIL) ~{2}\r\nxy \"c\") UID 7)\r\n",
        "* LIST (\\HasNoChildren) \"/\" {5}\r\nINBOX\r\n",
        "* ESEARCH (TAG \"A5\") UID ALL 4:7,9\r\n",
        "* SEARCH 1 2 3 (MODSEQ 9)\r\n",
    ];

    [Theory]
    [InlineData("atom rest", "atom")]
    [InlineData("\"quoted words\" rest", "quoted words")]
    [InlineData("\"a\\\\b\\\"c\" rest", "a\\b\"c")]
    [InlineData("{5}\r\nab\r\nc rest", "ab\r\nc")]
    [InlineData("~{2}\r\nab rest", "ab")]
    [InlineData("{99}\r\nshort", "short")]
    [InlineData("NIL rest", null)]
    [InlineData("\"NIL\"", "NIL")]
    [InlineData("\"open", "open")]
    [InlineData("(list)", null)]
    [InlineData("", null)]
    public void Strings_come_in_every_shape(string text, string? expected) =>
        Scanner(text).ReadText().Should().Be(expected);

    [Fact]
    public void A_name_that_is_no_utf8_is_kept_apart_from_others() =>
        new ImapScanner([(byte)'"', 0xFC, (byte)'"']).ReadText().Should().Be("ü");

    [Fact]
    public void Values_of_any_shape_are_skipped()
    {
        var scanner = Scanner("(a (b \"c)\" {1}\r\n)) ()) NIL \"d\" UID");
        scanner.SkipValue();
        scanner.SkipValue();
        scanner.SkipValue();
        scanner.SkipSpaces();

        ImapScanner.Text(scanner.ReadAtom()).Should().Be("UID");
    }

    [Fact]
    public void Very_deep_lists_are_skipped_without_recursion()
    {
        var scanner = Scanner(new string('(', 100_000) + new string(')', 100_000) + " UID");
        scanner.SkipValue();
        scanner.SkipSpaces();

        ImapScanner.Text(scanner.ReadAtom()).Should().Be("UID");
    }

    [Fact]
    public void Mutilated_responses_end_without_an_exception()
    {
        var random = new Random(20260207);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Encoding.Latin1.GetBytes(Seeds[round % Seeds.Length]);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(bytes.Length);
                bytes = random.Next(3) switch
                {
                    0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
                    1 => [.. bytes[..at], .. bytes[Math.Min(at + 1, bytes.Length)..], (byte)'\n'],
                    _ => [.. bytes[..at], (byte)Marks[random.Next(Marks.Length)], .. bytes[(at + 1)..]],
                };
            }

            var response = ImapResponse.Read(bytes);
            FetchItem.Read(response);
            ImapReply.Read(response.Text);
            var scanner = new ImapScanner(response.Body.Span);
            scanner.ReadList();
            scanner.SkipValue();
        }
    }

    private static ImapScanner Scanner(string text) => new(Encoding.UTF8.GetBytes(text));
}
