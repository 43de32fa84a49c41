using System.Runtime.ExceptionServices;
using System.Text;

namespace MailIntake.Mail.Imap;

/// <summary>
/// Takes the literal of one message body as it comes from the socket, so that a big message is never in memory. A
/// fault of the destination is kept until the command has ended: the connection is not to blame and lives on.
/// </summary>
internal sealed class LiteralSink(string item, Stream destination)
{
    private ExceptionDispatchInfo? _fault;

    public bool Taken { get; private set; }

    /// <summary>Whether the response up to a literal's announcement is a FETCH that has come to our item.</summary>
    public bool Wants(ReadOnlySpan<byte> prefix)
    {
        prefix = prefix.TrimEnd(" "u8);
        return !Taken
            && prefix.StartsWith("* "u8)
            && prefix.Length > item.Length
            && Ascii.EqualsIgnoreCase(prefix[^item.Length..], item)
            && prefix[^(item.Length + 1)] is (byte)' ' or (byte)'(';
    }

    public void Begin() => Taken = true;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken token)
    {
        if (_fault is not null)
        {
            return;
        }

        try
        {
            await destination.WriteAsync(bytes, token).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fault = ExceptionDispatchInfo.Capture(fault);
        }
    }

    public void ThrowIfFailed() => _fault?.Throw();
}
