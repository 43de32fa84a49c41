using System.Globalization;
using System.Text;
using MailIntake.Mail.Net;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Net;

/// <summary>The server's side of a transcript, as a stream in memory. It is strict: a client that says something else,
/// or speaks before it has been answered, fails with the line of the file.</summary>
internal sealed class ScriptedLink : WireLink
{
    private readonly ScriptedStream _script;

    /// <param name="largestRead">How many bytes arrive at once: a network may cut anywhere.</param>
    public ScriptedLink(Transcript transcript, ServerEndpoint endpoint, ManualClock clock, int largestRead)
        : this(endpoint, new ScriptedStream(transcript, clock, largestRead))
    {
    }

    private ScriptedLink(ServerEndpoint endpoint, ScriptedStream script)
        : base(endpoint, script)
    {
        _script = script;
        IsSecure = endpoint.Security == ConnectionSecurity.Tls;
    }

    public string? Failure => _script.Failure;

    public string? Unused => _script.Unused;

    /// <summary>What "X: cancel" cancels: the token of the running action.</summary>
    public CancellationTokenSource? Running
    {
        set => _script.Running = value;
    }

    public override Task SecureAsync(TimeProvider clock, CancellationToken token)
    {
        _script.Happen("tls");
        IsSecure = true;
        return Task.CompletedTask;
    }

    private sealed class ScriptedStream(Transcript transcript, ManualClock clock, int largestRead) : Stream
    {
        private readonly List<byte> _fromClient = [];
        private readonly SemaphoreSlim _written = new(0);
        private int _step;
        private int _sent;
        private string _tag = "";
        private bool _closed;

        public CancellationTokenSource? Running { get; set; }

        public string? Failure { get; private set; }

        public string? Unused =>
            _step < transcript.Steps.Count ? $"line {Step.Line}: {Step.Side}: {Text(Step.Bytes)}" : null;

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        private TranscriptStep Step => transcript.Steps[_step];

        public void Happen(string what)
        {
            if (_step >= transcript.Steps.Count || Step.Side != 'X' || Text(Step.Bytes) != what)
            {
                throw Fail($"the client did '{what}', which is not what comes next");
            }

            _step++;
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_closed)
                {
                    return 0;
                }

                TakeFromClient();
                if (_step < transcript.Steps.Count && Step.Side == 'S')
                {
                    return Answer(buffer);
                }

                if (_step < transcript.Steps.Count && Step.Side == 'X' && await HappensAsync())
                {
                    continue;
                }

                await _written.WaitAsync(cancellationToken);
            }
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _fromClient.AddRange(buffer.Span);
            TakeFromClient();
            _written.Release();
            return _closed ? throw new IOException("Broken pipe") : ValueTask.CompletedTask;
        }

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private static string Text(IEnumerable<byte> bytes) => Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r', '\n');

        /// <summary>Compares what the client has said with the steps, as far as both go.</summary>
        private void TakeFromClient()
        {
            while (_step < transcript.Steps.Count && Step.Side == 'C' && _fromClient.Contains((byte)'\n'))
            {
                var expected = Step.Bytes;
                if (Text(expected).StartsWith("{tag}", StringComparison.Ordinal))
                {
                    _tag = Text(_fromClient.TakeWhile(b => b is not ((byte)' ' or (byte)'\r')));
                    expected = WithTag(expected);
                }

                var heard = _fromClient.Take(expected.Length).ToArray();
                if (!expected.AsSpan(0, heard.Length).SequenceEqual(heard))
                {
                    throw Fail($"expected\n  {Text(expected)}\nand the client said\n  {Text(_fromClient)}\n");
                }

                if (heard.Length < expected.Length)
                {
                    return;
                }

                _fromClient.RemoveRange(0, expected.Length);
                _step++;
            }
        }

        private int Answer(Memory<byte> buffer)
        {
            if (_fromClient.Count > 0)
            {
                throw Fail($"the client said '{Text(_fromClient)}' before it was answered");
            }

            var bytes = Step.Bytes.AsSpan().IndexOf("{tag}"u8) >= 0 ? WithTag(Step.Bytes) : Step.Bytes;
            var count = Math.Min(Math.Min(buffer.Length, largestRead), bytes.Length - _sent);
            bytes.AsMemory(_sent, count).CopyTo(buffer);
            _sent += count;
            if (_sent == bytes.Length)
            {
                _sent = 0;
                _step++;
            }

            return count;
        }

        private async Task<bool> HappensAsync()
        {
            var what = Text(Step.Bytes);
            if (what == "close")
            {
                _step++;
                return _closed = true;
            }

            if (what == "cancel")
            {
                _step++;
                await Running!.CancelAsync();
                return true;
            }

            if (!what.StartsWith("pass ", StringComparison.Ordinal))
            {
                return false;
            }

            // The client must be waiting when the time passes, or its timers are not set yet.
            await Task.Yield();
            _step++;
            clock.Advance(TimeSpan.FromSeconds(int.Parse(what[5..], CultureInfo.InvariantCulture)));
            return true;
        }

        private byte[] WithTag(byte[] bytes) =>
            Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("{tag}", _tag, StringComparison.Ordinal));

        private InvalidOperationException Fail(string words)
        {
            var line = _step < transcript.Steps.Count ? Step.Line : 0;
            Failure ??= $"line {line}: {words}";
            return new InvalidOperationException(Failure);
        }
    }
}
