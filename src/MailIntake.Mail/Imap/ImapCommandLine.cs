using System.Text;

namespace MailIntake.Mail.Imap;

/// <summary>A command as text and literals, put together piece by piece. Each piece knows whether it may be logged.
/// </summary>
internal sealed class ImapCommandLine(string name)
{
    private readonly List<Piece> _pieces = [new Piece(Encoding.ASCII.GetBytes(name), Literal: false, Secret: false)];

    public string Name { get; } = name;

    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>A space and words of our own.</summary>
    public ImapCommandLine Text(string words) => Add(" " + words, secret: false);

    /// <summary>A space and a string of somebody else's, quoted or as a literal. In a quoted string rev1 allows 7-bit
    /// only, and no revision allows line ends.</summary>
    public ImapCommandLine String(string value, bool secret = false, bool utf8 = false)
    {
        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("IMAP strings cannot hold a NUL character", nameof(value));
        }

        var quotable = !value.Any(c => c is '\r' or '\n' || (c >= 127 && !utf8));
        if (!quotable)
        {
            return Literal(Encoding.UTF8.GetBytes(value), secret);
        }

        var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return Add($" \"{escaped}\"", secret);
    }

    /// <summary>A space and a literal. <paramref name="prefix"/> is what stands right before it, as "UTF8 (~".
    /// </summary>
    public ImapCommandLine Literal(ReadOnlyMemory<byte> bytes, bool secret = false, string prefix = "")
    {
        Add(" " + prefix, secret: false);
        _pieces.Add(new Piece(bytes, Literal: true, secret));
        return this;
    }

    /// <summary>Words right after what stands there, without a space.</summary>
    public ImapCommandLine Append(string words) => Add(words, secret: false);

    private ImapCommandLine Add(string words, bool secret)
    {
        _pieces.Add(new Piece(Encoding.UTF8.GetBytes(words), Literal: false, secret));
        return this;
    }

    internal readonly record struct Piece(ReadOnlyMemory<byte> Bytes, bool Literal, bool Secret)
    {
        public string ForLog =>
            Secret ? " ******" : Literal ? $"<{Bytes.Length} bytes>" : Encoding.UTF8.GetString(Bytes.Span);
    }
}
