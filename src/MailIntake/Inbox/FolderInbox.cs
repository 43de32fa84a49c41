using System.Buffers.Binary;
using System.Security.Cryptography;
using MailIntake.Store;
using Microsoft.Extensions.Logging;

namespace MailIntake.Inbox;

/// <summary>
/// A folder as mailbox: .eml files dropped into it are taken in once they are unchanged for a second. Done ones move to
/// <c>done/</c>, those that fail to <c>failed/</c>.
/// </summary>
internal sealed class FolderInbox(
    InboxOptions options,
    long mostBytes,
    IntakeStore store,
    TimeProvider time,
    ILogger logger) : IInbox
{
    /// <summary>Committed together.</summary>
    private const int BatchFiles = 100;

    private const long BatchBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly string _account = "folder:" + Path.GetFullPath(options.Path);

    /// <summary>Files taken in and not yet moved, by name, as they were then.</summary>
    private readonly Dictionary<string, (long Length, DateTime Written)> _taken = [];

    /// <summary>Files that could not be moved, said once each.</summary>
    private readonly HashSet<string> _stuck = [];

    public async Task<int> PollAsync(CancellationToken token)
    {
        Directory.CreateDirectory(options.Path);
        var now = time.GetUtcNow();
        var batch = new List<IncomingEmail>();
        var bytes = 0L;
        var added = 0;
        var names = new DirectoryInfo(options.Path).EnumerateFiles("*.eml")
            .Where(f => now - f.LastWriteTimeUtc >= Quiet || f.LastWriteTimeUtc > now)
            .Where(f => !_taken.TryGetValue(f.Name, out var t) || t != (f.Length, f.LastWriteTimeUtc))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        foreach (var file in names)
        {
            if (await ReadAsync(file, now, token) is { } email)
            {
                batch.Add(email);
                bytes += email.Raw.Length;
                _taken[file.Name] = (file.Length, file.LastWriteTimeUtc);
            }

            if (batch.Count >= BatchFiles || bytes >= BatchBytes)
            {
                added += await store.ReceiveAsync(batch, token);
                batch.Clear();
                bytes = 0;
            }
        }

        return batch.Count > 0 ? added + await store.ReceiveAsync(batch, token) : added;
    }

    public async Task FileAsync(CancellationToken token)
    {
        var unfiled = await store.UnfiledAsync(_account, 500, token);
        if (unfiled.Count == 0)
        {
            return;
        }

        var filed = new List<MailPlace>();
        foreach (var (place, failed) in unfiled)
        {
            try
            {
                await PutAsideAsync(place, failed ? "failed" : "done", token);
                _taken.Remove(place.Mailbox);
                _stuck.Remove(place.Mailbox);
                filed.Add(place);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (_stuck.Add(place.Mailbox))
                {
                    logger.LogWarning("{File} is done with but cannot be moved: {Message}", place.Mailbox, e.Message);
                }
            }
        }

        if (filed.Count > 0)
        {
            await store.FiledAsync(filed, token);
        }
    }

    public Task WaitAsync(CancellationToken token) => Task.Delay(LookEvery, time, token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IncomingEmail?> ReadAsync(FileInfo file, DateTimeOffset now, CancellationToken token)
    {
        try
        {
            var raw = await RawAsync(file, token);
            var refused = file.Length > mostBytes
                ? $"The file is {file.Length:N0} bytes, more than Limits:MessageBytes ({mostBytes:N0}); only its beginning was kept."
                : null;
            return new IncomingEmail(new MailPlace(_account, file.Name, 0, Uid(raw)), now, raw, refused);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Still being written, locked or taken away: the next look sees it as it is then.
            return null;
        }
    }

    /// <summary>The whole file, or the beginning of one that is too large.</summary>
    private async Task<byte[]> RawAsync(FileInfo file, CancellationToken token)
    {
        var raw = new byte[file.Length > mostBytes ? (int)Math.Min(mostBytes, 64 * 1024) : file.Length];
        await using var stream = file.OpenRead();
        await stream.ReadExactlyAsync(raw, token);
        return raw;
    }

    private static long Uid(byte[] raw) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(raw)) & long.MaxValue;

    private async Task PutAsideAsync(MailPlace place, string folder, CancellationToken token)
    {
        var name = place.Mailbox;
        var from = Path.Combine(options.Path, name);
        var file = new FileInfo(from);

        // Another mail may have been dropped under the name meanwhile: it stays for the next look.
        if (!file.Exists || Uid(await RawAsync(file, token)) != place.Uid)
        {
            return;
        }

        var target = Directory.CreateDirectory(Path.Combine(options.Path, folder)).FullName;
        var to = Path.Combine(target, name);
        for (var copy = 2; File.Exists(to); copy++)
        {
            to = Path.Combine(target, $"{Path.GetFileNameWithoutExtension(name)}-{copy}{Path.GetExtension(name)}");
        }

        File.Move(from, to);
    }
}
