using System.Runtime.CompilerServices;
using MailIntake.Mail.Mime;

namespace MailIntake.Cli;

/// <summary>
/// The messages of files, folders and mboxes, one after the other, in the ordinal order of their paths. What cannot
/// be read is said on the error stream, and the rest goes on.
/// </summary>
internal sealed class MessageFiles(TextWriter error)
{
    private const int ProbeLength = 16 * 1024;

    private static readonly string[] TellingFields =
        ["From", "Date", "Received", "Return-Path", "Subject", "Message-ID", "Delivered-To", "To", "MIME-Version"];

    private static readonly FileStreamOptions Reading = new()
    {
        Share = FileShare.ReadWrite,
        BufferSize = 0,
        Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    };

    public bool HasFailed { get; private set; }

    /// <summary>The source is the path; in an mbox followed by "#" and the message's place in it, from 1.</summary>
    public async IAsyncEnumerable<(string Source, ReadOnlyMemory<byte> Raw)> ReadAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken token)
    {
        foreach (var path in paths)
        {
            var files = Directory.Exists(path) ? Walk(path) : [path];
            foreach (var file in files)
            {
                await foreach (var message in ReadFileAsync(file, token))
                {
                    yield return message;
                }
            }
        }
    }

    private async IAsyncEnumerable<(string Source, ReadOnlyMemory<byte> Raw)> ReadFileAsync(
        string path, [EnumeratorCancellation] CancellationToken token)
    {
        await using var stream = Open(path);
        if (stream is null)
        {
            yield break;
        }

        if (!await IsMboxAsync(path, stream, token))
        {
            if (await ReadWholeAsync(path, stream, token) is { } raw)
            {
                yield return (path, raw);
            }

            yield break;
        }

        var index = 0;
        await using var messages = new MboxReader(stream).ReadAsync(token).GetAsyncEnumerator(token);
        while (await MoveNextAsync(path, messages))
        {
            index++;
            yield return ($"{path}#{index}", messages.Current);
        }
    }

    /// <summary>Folders with their files, as if all paths were sorted together; only one folder's names are
    /// held.</summary>
    private IEnumerable<string> Walk(string folder)
    {
        foreach (var entry in List(folder))
        {
            var path = folder.EndsWith('/') ? folder + entry : $"{folder}/{entry}";
            if (!path.EndsWith('/'))
            {
                if (IsMessageFile(path))
                {
                    yield return path;
                }

                continue;
            }

            foreach (var inner in Walk(path[..^1]))
            {
                yield return inner;
            }
        }
    }

    /// <summary>Names of a folder in ordinal order, those of folders ending in "/". Links to folders are not followed,
    /// since they may lead in a circle.</summary>
    private List<string> List(string folder)
    {
        try
        {
            var names = new List<string>();
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                var isFolder = entry is DirectoryInfo;
                if (!isFolder || !entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                {
                    names.Add(isFolder ? entry.Name + "/" : entry.Name);
                }
            }

            names.Sort(StringComparer.Ordinal);
            return names;
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            Report(folder, failure);
            return [];
        }
    }

    private static bool IsMessageFile(string path)
    {
        var extension = Path.GetExtension(path);
        return extension.Equals(".eml", StringComparison.OrdinalIgnoreCase)
            || (extension.Length == 0 && LooksLikeMessage(path));
    }

    /// <summary>Extensionless files are often something else: a message shows a field that every message has.</summary>
    private static bool LooksLikeMessage(string path)
    {
        var probe = new byte[ProbeLength];
        try
        {
            using var stream = File.OpenRead(path);
            var length = stream.ReadAtLeast(probe, ProbeLength, throwOnEndOfStream: false);
            var headers = Email.Parse(probe.AsMemory(0, length)).Headers;
            return TellingFields.Any(headers.Has);
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            // Said when it is opened for reading.
            return true;
        }
    }

    private FileStream? Open(string path)
    {
        try
        {
            return new FileStream(path, Reading);
        }
        catch (Exception failure) when (IsUnreadable(failure) || failure is ArgumentException or NotSupportedException)
        {
            Report(path, failure);
            return null;
        }
    }

    /// <summary>By its name, or an extensionless or unknown file by its first line; an .eml file is one message even
    /// where a "From " line stands above it.</summary>
    private static async Task<bool> IsMboxAsync(string path, FileStream stream, CancellationToken token)
    {
        switch (Path.GetExtension(path).ToUpperInvariant())
        {
            case ".MBOX" or ".MBX":
                return true;
            case ".EML":
                return false;
        }

        try
        {
            var beginning = new byte[16];
            var length = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, token);
            stream.Position = 0;
            return MboxReader.LooksLikeMbox(beginning.AsSpan(0, length));
        }
        catch (IOException)
        {
            // Said when it is read as one message.
            return false;
        }
    }

    private async Task<byte[]?> ReadWholeAsync(string path, FileStream stream, CancellationToken token)
    {
        try
        {
            var raw = new byte[stream.Length];
            await stream.ReadExactlyAsync(raw, token);
            return raw;
        }
        catch (Exception failure) when (IsUnreadable(failure) || failure is OutOfMemoryException or OverflowException)
        {
            Report(path, failure);
            return null;
        }
    }

    private async ValueTask<bool> MoveNextAsync(string path, IAsyncEnumerator<ReadOnlyMemory<byte>> messages)
    {
        try
        {
            return await messages.MoveNextAsync();
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            Report(path, failure);
            return false;
        }
    }

    private static bool IsUnreadable(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private void Report(string path, Exception failure)
    {
        HasFailed = true;
        error.WriteLine($"{path} cannot be read: {failure.Message}");
    }
}
