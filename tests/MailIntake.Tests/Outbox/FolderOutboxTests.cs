using MailIntake.Outbox;
using MailIntake.Store;

namespace MailIntake.Tests.Outbox;

public sealed class FolderOutboxTests : IDisposable
{
    private static readonly DueLetter Letter = new() { Id = 1, MessageId = "mailintake.abcdefghjkmn.0011@acme.example" };

    private readonly string _folder = Directory.CreateTempSubdirectory("mailintake-").FullName;

    private string Outbox => Path.Combine(_folder, "var", "outbox");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_letter_is_a_file_named_by_its_Message_ID()
    {
        await SendAsync([1, 2, 3]);

        Directory.GetFiles(Outbox).Select(Path.GetFileName).Should().Equal("mailintake.abcdefghjkmn.0011.eml");
    }

    [Fact]
    public async Task A_letter_is_written_byte_by_byte()
    {
        await SendAsync([1, 2, 3]);

        (await File.ReadAllBytesAsync(Directory.GetFiles(Outbox).Single())).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_letter_sent_twice_is_one_file()
    {
        await SendAsync([1, 2, 3]);

        (await SendAsync([1, 2, 3])).Outcome.Should().Be(SendOutcome.Sent);
        Directory.GetFiles(Outbox).Should().ContainSingle();
    }

    [Fact]
    public async Task What_was_half_written_is_written_anew()
    {
        Directory.CreateDirectory(Outbox);
        await File.WriteAllBytesAsync(Path.Combine(Outbox, "mailintake.abcdefghjkmn.0011.eml.part"), [1]);

        await SendAsync([1, 2, 3]);

        (await File.ReadAllBytesAsync(Directory.GetFiles(Outbox).Single())).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_keeps_the_letter_waiting()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "var"), "a file where the folder should be");

        var result = await SendAsync([1]);

        result.Outcome.Should().Be(SendOutcome.Unreachable);
        result.Words.Should().Contain(Outbox);
    }

    private async Task<SendResult> SendAsync(byte[] raw)
    {
        await using var outbox = new FolderOutbox(new OutboxOptions { Path = Outbox });
        return await outbox.SendAsync(Letter, raw, default);
    }
}
