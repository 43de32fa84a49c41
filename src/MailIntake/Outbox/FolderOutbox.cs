using MailIntake.Store;

namespace MailIntake.Outbox;

/// <summary>A folder as outbox: each letter is an .eml file named by its Message-ID, so that a letter written twice is
/// one file.</summary>
internal sealed class FolderOutbox(OutboxOptions options) : IOutbox
{
    public async Task<SendResult> SendAsync(DueLetter letter, byte[] raw, CancellationToken token)
    {
        try
        {
            var folder = Directory.CreateDirectory(options.Path).FullName;
            var name = Path.Combine(folder, letter.MessageId.Split('@')[0] + ".eml");
            await File.WriteAllBytesAsync(name + ".part", raw, token);
            File.Move(name + ".part", name, overwrite: true);
            return new SendResult(SendOutcome.Sent);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendOutcome.Unreachable, $"The folder {options.Path} cannot be written: {e.Message}");
        }
    }

    public Task RestAsync(CancellationToken token) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
