using System.Buffers;
using System.Runtime.CompilerServices;

namespace MailIntake.Mail.Mime;

/// <summary>
/// Reads an mbox file message by message: memory holds one message and one block of the file, whatever its size.
/// A message begins with a "From " line at the start of the file or after an empty line; within it ">From " was
/// "From " (mboxo), ">>From " was ">From " (mboxrd).
/// </summary>
public sealed class MboxReader
{
    private const int BlockSize = 64 * 1024;

    // A "From " line is short; of a longer line the first bytes tell.
    private const int JudgedLength = 512;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _message = new(BlockSize);
    private readonly byte[] _block = new byte[BlockSize];
    private int _start;
    private int _end;
    private bool _isEnded;

    public MboxReader(Stream stream) => _stream = stream;

    /// <summary>The stream begins as an mbox does.</summary>
    public static bool LooksLikeMbox(ReadOnlySpan<byte> beginning) =>
        beginning.TrimStart("\r\n"u8).StartsWith("From "u8);

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync([EnumeratorCancellation] CancellationToken token)
    {
        var isFirstLine = true;
        var isAfterBlank = true;
        var isOpen = false;
        while (await FillAsync(token))
        {
            var line = TakeLine(out var isWhole);
            if (line.Span.StartsWith("From "u8) && isAfterBlank && (isFirstLine || IsSeparator(line.Span)))
            {
                if (isOpen)
                {
                    yield return TakeMessage();
                }

                isOpen = true;
            }
            else
            {
                isOpen |= line.Span.ContainsAnyExcept(" \r\n"u8);
                _message.Write(Unescaped(line.Span));
            }

            isAfterBlank = line.Span.TrimEnd("\r\n"u8).Length == 0;
            isFirstLine &= isAfterBlank;
            while (!isWhole && await FillAsync(token))
            {
                _message.Write(TakeLine(out isWhole).Span);
            }
        }

        if (isOpen)
        {
            yield return TakeMessage();
        }
    }

    /// <summary>Makes sure that a line, or enough of it to judge, is in the block.</summary>
    private async ValueTask<bool> FillAsync(CancellationToken token)
    {
        while (!_isEnded && _end - _start < JudgedLength && !_block.AsSpan(_start.._end).Contains((byte)'\n'))
        {
            if (_start > 0)
            {
                _block.AsSpan(_start.._end).CopyTo(_block);
                (_start, _end) = (0, _end - _start);
            }

            var read = await _stream.ReadAsync(_block.AsMemory(_end), token);
            _end += read;
            _isEnded = read == 0;
        }

        return _start < _end;
    }

    private ReadOnlyMemory<byte> TakeLine(out bool isWhole)
    {
        var length = _block.AsSpan(_start.._end).IndexOf((byte)'\n') + 1;
        isWhole = length > 0;
        length = isWhole ? length : _end - _start;
        var line = _block.AsMemory(_start, length);
        _start += length;
        return line;
    }

    /// <summary><c>From sender Mon Mar  2 10:15:00 2026</c>: with a time and a year. A sentence that begins with "From
    /// " after an empty line is not escaped by every writer.</summary>
    private static bool IsSeparator(ReadOnlySpan<byte> line)
    {
        var hasTime = false;
        var hasYear = false;
        foreach (var range in line.TrimEnd("\r\n"u8).Split((byte)' '))
        {
            var word = line[range];
            hasTime |= word.Length >= 4 && char.IsAsciiDigit((char)word[0]) && word[1..3].Contains((byte)':');
            hasYear |= word.Length == 4 && (word.StartsWith("19"u8) || word.StartsWith("20"u8))
                && char.IsAsciiDigit((char)word[2]) && char.IsAsciiDigit((char)word[3]);
        }

        return hasTime && hasYear;
    }

    private static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> line) =>
        line.Length > 0 && line[0] == '>' && line.TrimStart((byte)'>').StartsWith("From "u8) ? line[1..] : line;

    /// <summary>The message's bytes, without the empty line that the mbox put behind it.</summary>
    private byte[] TakeMessage()
    {
        var written = _message.WrittenSpan;
        var end = written.EndsWith("\r\n\r\n"u8) ? written.Length - 2
            : written.EndsWith("\n\n"u8) ? written.Length - 1
            : written.Length;
        var message = written[..end].ToArray();
        _message.ResetWrittenCount();
        return message;
    }
}
