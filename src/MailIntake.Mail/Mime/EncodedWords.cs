using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MailIntake.Mail.Mime;

/// <summary>
/// Encoded words (RFC 2047) in a header value. Bytes of adjacent words of one charset are joined before they are
/// decoded, because many mailers split in the middle of a character, or of a base64 group. Words are taken wherever
/// they stand: also inside quoted strings, where the RFC forbids them and Outlook puts them.
/// </summary>
internal static class EncodedWords
{
    private const int LongestCharset = 60;

    private static readonly SearchValues<byte> NeverInCharset = SearchValues.Create(" \t\r\n=\""u8);

    public static string Decode(string value, WarningList? warnings)
    {
        if (!value.Contains("=?", StringComparison.Ordinal))
        {
            return value;
        }

        return Decode(Encoding.UTF8.GetBytes(value), warnings, out _);
    }

    /// <param name="folded">The field's bytes, folded as they stand: a fold inside a word is no space of its
    /// text.</param>
    /// <param name="warnings">Takes what is wrong with a charset.</param>
    /// <param name="decodedRuns">Where in the result the decoded words stand.</param>
    public static string Decode(ReadOnlySpan<byte> folded, WarningList? warnings, out TextRun[] decodedRuns)
    {
        folded = HeaderText.TrimWhiteSpace(folded);
        var text = new StringBuilder(folded.Length);
        var runs = new List<TextRun>();
        var pending = new PendingWords(folded.Length);
        var literalStart = 0;
        var position = 0;
        while (position < folded.Length)
        {
            var found = folded[position..].IndexOf("=?"u8);
            if (found < 0)
            {
                break;
            }

            position += found;
            if (!TryReadWord(folded[position..], out var word))
            {
                position += 2;
                continue;
            }

            var gap = folded[literalStart..position];
            if (!pending.IsOpen || HeaderText.TrimWhiteSpace(gap).Length > 0)
            {
                pending.Flush(text, runs, warnings);
                AppendLiteral(text, gap);
            }

            pending.Add(word, text, runs, warnings);
            position += word.Length;
            literalStart = position;
        }

        pending.Flush(text, runs, warnings);
        AppendLiteral(text, folded[literalStart..]);
        pending.Dispose();
        decodedRuns = [.. runs];
        return text.ToString();
    }

    private static void AppendLiteral(StringBuilder text, ReadOnlySpan<byte> gap)
    {
        if (gap.Length == 0)
        {
            return;
        }

        // Unfolding trims; the white space around a word belongs to the text.
        if (gap[0] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' && text.Length > 0)
        {
            text.Append(' ');
        }

        var inner = HeaderText.Unfold(gap);
        text.Append(inner);
        if (inner.Length > 0 && gap[^1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            text.Append(' ');
        }
    }

    /// <summary>Reads <c>=?charset*language?B?text?=</c>. A "?" in the text is borne where it cannot be the start of
    /// another word, as mailers forget to encode it; the search never goes past the next word, so it stays
    /// linear.</summary>
    private static bool TryReadWord(ReadOnlySpan<byte> bytes, out Word word)
    {
        word = default;
        var rest = bytes[2..];
        var charsetEnd = rest[..Math.Min(rest.Length, LongestCharset)].IndexOf((byte)'?');
        if (charsetEnd < 0 || charsetEnd + 2 >= rest.Length || rest[charsetEnd + 2] != '?')
        {
            return false;
        }

        var charset = rest[..charsetEnd];
        var isBase64 = rest[charsetEnd + 1] is (byte)'B' or (byte)'b';
        if (charset.ContainsAny(NeverInCharset) || (!isBase64 && rest[charsetEnd + 1] is not ((byte)'Q' or (byte)'q')))
        {
            return false;
        }

        var language = charset.IndexOf((byte)'*');
        charset = language < 0 ? charset : charset[..language];
        var text = rest[(charsetEnd + 3)..];
        var end = 0;
        while (true)
        {
            var mark = text[end..].IndexOf((byte)'?');
            if (mark < 0 || end + mark + 1 >= text.Length)
            {
                // A word that never closes goes to the end.
                var whole = text.TrimEnd("? \t\r\n"u8);
                word = new Word(charset, isBase64, whole, rest.Length + 2);
                return whole.Length > 0;
            }

            end += mark;
            if (text[end + 1] == '=')
            {
                break;
            }

            if (end > 0 && text[end - 1] == '=')
            {
                // Or to where the next one begins.
                var cut = text[..(end - 1)];
                word = new Word(charset, isBase64, cut, 2 + charsetEnd + 3 + cut.Length);
                return word.Text.Length > 0;
            }

            end++;
        }

        word = new Word(charset, isBase64, text[..end], 2 + charsetEnd + 3 + end + 2);
        return true;
    }

    private readonly ref struct Word(ReadOnlySpan<byte> charset, bool isBase64, ReadOnlySpan<byte> text, int length)
    {
        public ReadOnlySpan<byte> Charset { get; } = charset;

        public bool IsBase64 { get; } = isBase64;

        public ReadOnlySpan<byte> Text { get; } = text;

        public int Length { get; } = length;
    }

    /// <summary>Decoded bytes of adjacent words of one charset, until something else comes.</summary>
    private ref struct PendingWords(int capacity)
    {
        private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
        private readonly byte[] _base64 = ArrayPool<byte>.Shared.Rent(capacity);
        private int _length;
        private int _base64Length;
        private int _tornAt;
        private string _charset = "";

        public bool IsOpen { get; private set; }

        public void Add(Word word, StringBuilder text, List<TextRun> runs, WarningList? warnings)
        {
            Span<char> name = stackalloc char[LongestCharset];
            name = name[..Encoding.Latin1.GetChars(word.Charset, name)];
            if (!IsOpen || !name.Equals(_charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(text, runs, warnings);
                _charset = name.ToString();
                IsOpen = true;
            }

            if (!word.IsBase64)
            {
                DecodeBase64();
                _length += DecodeQ(word.Text, _bytes.AsSpan(_length));
                return;
            }

            foreach (var b in word.Text)
            {
                if (b > ' ')
                {
                    _base64[_base64Length++] = b;
                }
            }

            // A whole number of groups, or padding, ends here; else the next word goes on with the group, or the
            // padding was left out: what is there of it tells, once the next word is known.
            if (_base64Length % 4 == 0 || word.Text.EndsWith("="u8))
            {
                DecodeBase64();
            }
            else
            {
                _tornAt = _tornAt == 0 ? _base64Length : _tornAt;
            }
        }

        public void Flush(StringBuilder text, List<TextRun> runs, WarningList? warnings)
        {
            if (!IsOpen)
            {
                return;
            }

            DecodeBase64();
            var decoded = TextDecoder.Decode(_bytes.AsSpan(0, _length), _charset, warnings, "a header");
            decoded = HeaderText.WithoutControls(decoded);
            if (decoded.StartsWith("=?", StringComparison.Ordinal) && decoded.EndsWith("?=", StringComparison.Ordinal))
            {
                // Encoded twice.
                decoded = EncodedWords.Decode(decoded, warnings);
            }

            runs.Add(new TextRun(text.Length, decoded.Length));
            text.Append(decoded);
            _length = 0;
            IsOpen = false;
        }

        public readonly void Dispose()
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            ArrayPool<byte>.Shared.Return(_base64);
        }

        private void DecodeBase64()
        {
            if (_base64Length == 0)
            {
                return;
            }

            var joined = Base64Text.Decode(_base64.AsSpan(0, _base64Length), _bytes.AsSpan(_length), out _);
            if (_tornAt > 0 && _tornAt < _base64Length && _charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                && !Utf8.IsValid(_bytes.AsSpan(0, _length + joined)))
            {
                joined = Base64Text.Decode(_base64.AsSpan(0, _tornAt), _bytes.AsSpan(_length), out _);
                joined += Base64Text.Decode(_base64.AsSpan(_tornAt, _base64Length - _tornAt),
                    _bytes.AsSpan(_length + joined), out _);
            }

            _length += joined;
            _base64Length = _tornAt = 0;
        }

        private static int DecodeQ(ReadOnlySpan<byte> text, Span<byte> decoded)
        {
            var length = 0;
            for (var i = 0; i < text.Length; i++)
            {
                var b = text[i];
                if (b == '=' && i + 2 < text.Length && QuotedPrintable.TryHex(text[i + 1], text[i + 2], out var value))
                {
                    decoded[length++] = value;
                    i += 2;
                }
                else if (b is (byte)'\r' or (byte)'\n')
                {
                    // The fold and its white space are no part of the text.
                    while (i + 1 < text.Length && text[i + 1] is (byte)'\n' or (byte)' ' or (byte)'\t')
                    {
                        i++;
                    }
                }
                else
                {
                    decoded[length++] = b == '_' ? (byte)' ' : b;
                }
            }

            return length;
        }
    }
}
