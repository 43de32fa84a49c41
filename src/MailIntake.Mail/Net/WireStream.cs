namespace MailIntake.Mail.Net;

/// <summary>
/// Two buffers over a <see cref="WireLink"/>. What was read stays in one piece until it is consumed, so that the
/// protocols above can look at a whole answer without copying it.
/// </summary>
internal sealed class WireStream(WireLink link) : IAsyncDisposable
{
    private const int UsualSize = 64 * 1024;
    private const int LargestSize = 256 * 1024 * 1024;

    private byte[] _input = new byte[UsualSize];
    private byte[] _output = new byte[UsualSize];
    private int _start;
    private int _end;
    private int _written;

    public WireLink Link { get; } = link;

    public ReadOnlySpan<byte> Unread => _input.AsSpan(_start, _end - _start);

    public int UnreadLength => _end - _start;

    /// <summary>A view of what is unread; it holds until the next fill or consume.</summary>
    public ReadOnlyMemory<byte> Peek(int offset, int length) => _input.AsMemory(_start + offset, length);

    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
            if (_input.Length > 16 * UsualSize)
            {
                _input = new byte[UsualSize];
            }
        }
    }

    /// <summary>Makes room for so many unread bytes at once, so that a long literal is not copied again and again.
    /// </summary>
    public void Reserve(long length)
    {
        if (length > LargestSize)
        {
            throw new WireException(
                WireFault.Garbled,
                $"{Link.Endpoint} sent an answer of {length} bytes in one piece, which is too much.");
        }

        if (_start + length <= _input.Length)
        {
            return;
        }

        var target = length <= _input.Length ? _input : new byte[RoundUp((int)length)];
        Buffer.BlockCopy(_input, _start, target, 0, _end - _start);
        _input = target;
        _end -= _start;
        _start = 0;
    }

    /// <summary>Reads at least one byte more. Throws <see cref="EndOfStreamException"/> when the server has closed.
    /// </summary>
    public async ValueTask FillAsync(Deadline deadline)
    {
        if (_end == _input.Length)
        {
            Reserve(UnreadLength + 1L);
        }

        var count = await Link.Stream.ReadAsync(_input.AsMemory(_end), deadline.Token).ConfigureAwait(false);
        if (count == 0)
        {
            throw new EndOfStreamException();
        }

        _end += count;
        deadline.Progress();
    }

    /// <summary>Takes a short piece for the next flush.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (_written + bytes.Length > _output.Length)
        {
            Array.Resize(ref _output, RoundUp(_written + bytes.Length));
        }

        bytes.CopyTo(_output.AsSpan(_written));
        _written += bytes.Length;
    }

    /// <summary>Sends a long piece, in slices, so that a slow but living connection is not taken for a dead one.
    /// </summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, Deadline deadline)
    {
        while (bytes.Length > 0)
        {
            var slice = bytes[..Math.Min(bytes.Length, UsualSize - Math.Min(_written, UsualSize - 1))];
            Write(slice.Span);
            bytes = bytes[slice.Length..];
            if (_written >= UsualSize)
            {
                await FlushAsync(deadline).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask FlushAsync(Deadline deadline)
    {
        if (_written == 0)
        {
            return;
        }

        await Link.Stream.WriteAsync(_output.AsMemory(0, _written), deadline.Token).ConfigureAwait(false);
        await Link.Stream.FlushAsync(deadline.Token).ConfigureAwait(false);
        _written = 0;
        deadline.Progress();
    }

    /// <summary>Starts TLS. Bytes that came before it were written by whoever sits on the plain line (the STARTTLS
    /// injection of CVE-2011-0411 and its relatives), so the connection is refused.</summary>
    public async Task SecureAsync(TimeProvider clock, Deadline deadline)
    {
        if (UnreadLength > 0)
        {
            throw new WireException(
                WireFault.Garbled,
                $"{Link.Endpoint} sent data between its consent to STARTTLS and the TLS handshake: somebody may be "
                + "tampering with the connection.");
        }

        await Link.SecureAsync(clock, deadline.Token).ConfigureAwait(false);
        deadline.Progress();
    }

    public ValueTask DisposeAsync() => Link.DisposeAsync();

    private static int RoundUp(int length) =>
        (int)Math.Min(LargestSize + 1L, (long)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length));
}
