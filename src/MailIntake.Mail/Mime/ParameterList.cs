using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>
/// The parameters of a Content-Type or Content-Disposition: <c>; name=value; name="value"</c>, with the continuations
/// and charsets of RFC 2231, and RFC 2047 words in values, which the RFCs forbid and half of all mailers write.
/// </summary>
internal static class ParameterList
{
    private const int MostPieces = 1000;

    public static IReadOnlyDictionary<string, string> None { get; } = new Dictionary<string, string>();

    /// <summary>Reads a field's value from the first ";" on.</summary>
    public static IReadOnlyDictionary<string, string> Parse(ReadOnlySpan<char> text, WarningList? warnings)
    {
        Dictionary<string, string>? values = null;
        List<Piece>? pieces = null;
        var canQuote = true;
        while (TryReadNext(ref text, ref canQuote, out var name, out var value))
        {
            var star = name.IndexOf('*');
            if (star > 0)
            {
                pieces ??= [];
                if (pieces.Count < MostPieces)
                {
                    AddPiece(pieces, name, star, value);
                }

                continue;
            }

            values ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            values.TryAdd(name.ToString(), HeaderText.WithoutControls(EncodedWords.Decode(value, warnings)));
        }

        if (pieces is not null)
        {
            values ??= new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var group in pieces.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase))
            {
                // filename*= beside filename= is the better of the two.
                values[group.Key] = Join(group.OrderBy(p => p.Index), warnings);
            }
        }

        return values ?? None;
    }

    private static bool TryReadNext(
        ref ReadOnlySpan<char> text, ref bool canQuote, out ReadOnlySpan<char> name, out string value)
    {
        name = default;
        value = "";
        while (true)
        {
            text = text.TrimStart("; \t\r\n");
            var end = text.IndexOfAny('=', ';');
            if (end < 0)
            {
                return false;
            }

            name = text[..end].Trim();
            var isValue = text[end] == '=';
            text = text[(end + 1)..];
            if (isValue && name.Length > 0)
            {
                value = ReadValue(ref text, ref canQuote);
                return true;
            }
        }
    }

    private static string ReadValue(ref ReadOnlySpan<char> text, ref bool canQuote)
    {
        text = text.TrimStart();
        if (text.Length > 0 && text[0] == '"' && canQuote)
        {
            var close = ClosingQuote(text);
            if (close > 0)
            {
                var quoted = text[1..close];
                text = text[(close + 1)..];
                return Unescape(quoted);
            }

            // No quote closes from here on; looking again for each parameter would take quadratic time.
            canQuote = false;
            text = text[1..];
        }

        var end = text.IndexOf(';');
        var token = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[end..];
        return token.Trim().Trim('"').ToString();
    }

    private static int ClosingQuote(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Only quotes and backslashes are unescaped: Windows mailers write paths without escaping them.</summary>
    private static string Unescape(ReadOnlySpan<char> quoted)
    {
        if (!quoted.Contains('\\'))
        {
            return quoted.ToString();
        }

        var text = new StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == '\\' && i + 1 < quoted.Length && quoted[i + 1] is '"' or '\\')
            {
                i++;
            }

            text.Append(quoted[i]);
        }

        return text.ToString();
    }

    private static void AddPiece(List<Piece> pieces, ReadOnlySpan<char> name, int star, string value)
    {
        var baseName = name[..star].ToString();
        var rest = name[(star + 1)..];
        var isEncoded = rest.Length == 0 || rest[^1] == '*';
        rest = rest.TrimEnd('*');
        var index = rest.Length == 0 ? 0 : int.TryParse(rest, out var number) && number >= 0 ? number : int.MaxValue;
        pieces.Add(new Piece(baseName, index, isEncoded, value));
    }

    private static string Join(IEnumerable<Piece> pieces, WarningList? warnings)
    {
        var bytes = new List<byte>();
        string? charset = null;
        var isAllPlain = true;
        foreach (var piece in pieces)
        {
            var value = piece.Value.AsSpan();
            if (piece.IsEncoded && charset is null)
            {
                charset = TakeCharset(ref value);
            }

            isAllPlain &= !piece.IsEncoded;
            AppendBytes(bytes, value, piece.IsEncoded);
        }

        var raw = bytes.ToArray();
        var text = TextDecoder.Decode(raw, charset is { Length: > 0 } ? charset : "utf-8", warnings, "a parameter");
        return HeaderText.WithoutControls(isAllPlain ? EncodedWords.Decode(text, warnings) : text);
    }

    private static string TakeCharset(ref ReadOnlySpan<char> value)
    {
        var first = value.IndexOf('\'');
        var second = first < 0 ? -1 : value[(first + 1)..].IndexOf('\'');
        if (second < 0)
        {
            return "";
        }

        var charset = value[..first].ToString();
        value = value[(first + second + 2)..];
        return charset;
    }

    private static void AppendBytes(List<byte> bytes, ReadOnlySpan<char> value, bool isEncoded)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (isEncoded && c == '%' && i + 2 < value.Length && Ascii.IsValid(value.Slice(i + 1, 2))
                && QuotedPrintable.TryHex((byte)value[i + 1], (byte)value[i + 2], out var octet))
            {
                bytes.Add(octet);
                i += 2;
            }
            else if (char.IsAscii(c))
            {
                bytes.Add((byte)c);
            }
            else
            {
                // Half a pair becomes the replacement character, and is one unit.
                Rune.DecodeFromUtf16(value[i..], out var rune, out var units);
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                i += units - 1;
            }
        }
    }

    private sealed record Piece(string Name, int Index, bool IsEncoded, string Value);
}
