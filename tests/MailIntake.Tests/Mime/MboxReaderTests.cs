using System.Text;
using MailIntake.Mail.Mime;

namespace MailIntake.Tests.Mime;

public class MboxReaderTests
{
    private const string Separator = "From rosa@brightpath.example Mon Mar  2 10:15:00 2026\n";

    [Fact]
    public async Task Messages_are_read_one_by_one()
    {
        var messages = await ReadAsync($"{Separator}Subject: one\n\nwords\n\n{Separator}Subject: two\n\nmore\n\n");

        messages.Should().Equal("Subject: one\n\nwords\n", "Subject: two\n\nmore\n");
    }

    [Fact]
    public async Task Crlf_files_are_read() =>
        (await ReadAsync($"{Separator}Subject: one\n\nwords\n\n{Separator}Subject: two\n\n\n"
            .ReplaceLineEndings("\r\n"))).Should().Equal("Subject: one\r\n\r\nwords\r\n", "Subject: two\r\n\r\n");

    [Fact]
    public async Task Escaped_lines_lose_one_bracket() =>
        (await ReadAsync($"{Separator}Subject: one\n\n>From here\n>>From there\n> From\n"))
            .Should().Equal("Subject: one\n\nFrom here\n>From there\n> From\n");

    [Fact]
    public async Task A_sentence_that_begins_with_From_ends_no_message() =>
        (await ReadAsync($"{Separator}Subject: one\n\nFrom what I hear, 10 people came.\n\nFrom here on: 2026!\n"))
            .Should().ContainSingle();

    [Fact]
    public async Task A_From_line_within_a_paragraph_ends_no_message() =>
        (await ReadAsync($"{Separator}Subject: one\n\nwords\n{Separator}more\n")).Should().ContainSingle();

    [Fact]
    public async Task The_last_message_needs_no_end() =>
        (await ReadAsync($"{Separator}Subject: one\n\nwords")).Should().Equal("Subject: one\n\nwords");

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public async Task An_empty_file_has_no_message(string text) => (await ReadAsync(text)).Should().BeEmpty();

    [Fact]
    public async Task A_file_that_is_one_message_is_one() =>
        (await ReadAsync("Subject: one\n\nwords\n")).Should().Equal("Subject: one\n\nwords\n");

    [Fact]
    public async Task A_message_without_content_is_still_one() =>
        (await ReadAsync($"{Separator}\n{Separator}Subject: two\n\n")).Should().HaveCount(2);

    [Fact]
    public async Task Lines_longer_than_a_block_are_kept()
    {
        var line = new string('x', 300_000);

        var messages = await ReadAsync($"{Separator}Subject: one\n\n{line}\n>From {line}\n\n{Separator}Subject: two\n");

        messages.Should().Equal($"Subject: one\n\n{line}\nFrom {line}\n", "Subject: two\n");
    }

    [Fact]
    public async Task Small_reads_change_nothing()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 500; i++)
        {
            text.Append(Separator).Append("Subject: ").Append(i).Append("\n\n").Append('y', i * 7).Append("\n\n");
        }

        var messages = await ReadAsync(new TricklingStream(Encoding.ASCII.GetBytes(text.ToString())));

        messages.Should().HaveCount(500);
        messages[499].Should().Be("Subject: 499\n\n" + new string('y', 499 * 7) + "\n");
    }

    private static Task<List<string>> ReadAsync(string text) =>
        ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes(text)));

    private static async Task<List<string>> ReadAsync(Stream stream)
    {
        var messages = new List<string>();
        await foreach (var message in new MboxReader(stream).ReadAsync(CancellationToken.None))
        {
            messages.Add(Encoding.ASCII.GetString(message.Span));
        }

        return messages;
    }

    /// <summary>Gives a few bytes a read, as a slow disk or pipe does.</summary>
    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        private int _turn;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1 + (_turn++ % 97))], cancellationToken);
    }
}
