using System.Buffers.Text;
using System.Text;

namespace MailIntake.Mail.Imap;

/// <summary>
/// Walks over one whole response, literals included. It is tolerant: it never throws, an unknown value of whatever
/// shape is skipped, and at the end every question is answered with "nothing".
/// </summary>
internal ref struct ImapScanner(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= _bytes.Length || _bytes[Position] is (byte)'\r' or (byte)'\n';

    public readonly ReadOnlySpan<byte> Rest => _bytes[Math.Min(Position, _bytes.Length)..].TrimEnd("\r\n"u8);

    private readonly byte Current => Position < _bytes.Length ? _bytes[Position] : (byte)0;

    public void SkipSpaces()
    {
        while (Position < _bytes.Length && _bytes[Position] is (byte)' ' or (byte)'\t')
        {
            Position++;
        }
    }

    public bool TrySkip(char expected)
    {
        if (Current != expected || AtEnd)
        {
            return false;
        }

        Position++;
        return true;
    }

    /// <summary>Up to a space, a parenthesis, a quote or the end. Brackets and what they hold belong to it, as in
    /// <c>BODY[HEADER.FIELDS (DATE)]&lt;0&gt;</c>.</summary>
    public ReadOnlySpan<byte> ReadAtom()
    {
        var start = Position;
        var depth = 0;
        while (!AtEnd)
        {
            var c = _bytes[Position];
            if (c == '[')
            {
                depth++;
            }
            else if (c == ']')
            {
                depth--;
            }
            else if (depth <= 0 && c is (byte)' ' or (byte)'(' or (byte)')' or (byte)'"')
            {
                break;
            }

            Position++;
        }

        return _bytes[start..Position];
    }

    public bool TryReadNumber(out ulong number)
    {
        if (!Utf8Parser.TryParse(_bytes[Math.Min(Position, _bytes.Length)..], out number, out var length))
        {
            return false;
        }

        Position += length;
        return true;
    }

    /// <summary>Reads a quoted string, a literal, an atom, or NIL (null). Where it has to undo escapes the bytes are
    /// not part of the response; <paramref name="start"/> is then -1.</summary>
    public bool TryReadString(out ReadOnlySpan<byte> value, out int start)
    {
        start = -1;
        value = default;
        if (AtEnd || Current is (byte)'(' or (byte)')')
        {
            return false;
        }

        if (Current == '"')
        {
            return ReadQuoted(out value, out start);
        }

        if (TryReadLiteral(out start, out var length))
        {
            value = _bytes.Slice(start, length);
            return true;
        }

        start = Position;
        value = ReadAtom();
        return !Ascii.EqualsIgnoreCase(value, "NIL"u8);
    }

    /// <summary>A string as text: UTF-8, and what is none as Latin-1, so that two names never become one.</summary>
    public string? ReadText() => TryReadString(out var value, out _) ? Text(value) : null;

    public static string Text(ReadOnlySpan<byte> bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);

    /// <summary>The atoms of a list in parentheses.</summary>
    public List<string> ReadList()
    {
        var items = new List<string>();
        if (!TrySkip('('))
        {
            return items;
        }

        while (true)
        {
            SkipSpaces();
            if (AtEnd || TrySkip(')'))
            {
                return items;
            }

            if (Current == '(')
            {
                SkipValue();
            }
            else if (ReadText() is { } item)
            {
                items.Add(item);
            }
        }
    }

    /// <summary>Passes over a value of any shape. A loop, not a recursion: a BODYSTRUCTURE may be thousands deep.
    /// </summary>
    public void SkipValue()
    {
        var depth = 0;
        do
        {
            SkipSpaces();
            if (AtEnd)
            {
                return;
            }

            if (TrySkip('('))
            {
                depth++;
            }
            else if (Current == ')')
            {
                if (depth == 0)
                {
                    return;
                }

                Position++;
                depth--;
            }
            else
            {
                TryReadString(out _, out _);
            }
        }
        while (depth > 0);
    }

    private bool ReadQuoted(out ReadOnlySpan<byte> value, out int start)
    {
        start = Position + 1;
        var escaped = false;
        var end = start;
        while (end < _bytes.Length && _bytes[end] != '"')
        {
            if (_bytes[end] == '\\' && end + 1 < _bytes.Length)
            {
                escaped = true;
                end++;
            }

            end++;
        }

        end = Math.Min(end, _bytes.Length);
        Position = Math.Min(end + 1, _bytes.Length);
        value = _bytes[start..end];
        if (escaped)
        {
            value = Unescape(value);
            start = -1;
        }

        return true;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> quoted)
    {
        var plain = new List<byte>(quoted.Length);
        for (var at = 0; at < quoted.Length; at++)
        {
            if (quoted[at] == '\\' && at + 1 < quoted.Length)
            {
                at++;
            }

            plain.Add(quoted[at]);
        }

        return [.. plain];
    }

    private bool TryReadLiteral(out int start, out int length)
    {
        (start, length) = (-1, 0);
        var newline = Current is (byte)'{' or (byte)'~' ? _bytes[Position..].IndexOf((byte)'\n') : -1;
        if (newline < 0 || !LiteralHeader.TryRead(_bytes.Slice(Position, newline + 1), out var size))
        {
            return false;
        }

        start = Position + newline + 1;
        length = (int)Math.Min(size, _bytes.Length - start);
        Position = start + length;
        return true;
    }
}
