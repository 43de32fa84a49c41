using System.Text;
using System.Text.Unicode;

namespace MailIntake.Mail.Mime;

/// <summary>
/// Bytes to text by a charset's name, or by what the bytes are where the name is missing, unknown or a lie: utf-8 if
/// valid as that (hardly any other text is), else windows-1252. utf-7 is refused: it hides markup from filters.
/// The text has no byte order mark, no NUL and no lone surrogate.
/// </summary>
internal static class TextDecoder
{
    private const int FewBytes = 16;

    /// <param name="bytes">The content after its transfer encoding.</param>
    /// <param name="charset">The name as written, or null.</param>
    /// <param name="warnings">Takes what is wrong with the name.</param>
    /// <param name="place">What is decoded, in a warning's words: "part 2.1", "a header".</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, WarningList? warnings, string place)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Harmless(Encoding.UTF8.GetString(bytes[3..]));
        }

        var codePage = string.IsNullOrEmpty(charset) ? Charsets.Ascii : Charsets.CodePage(charset);
        if (!Charsets.IsStateful(codePage) && !Charsets.IsWide(codePage) && Ascii.IsValid(bytes))
        {
            if (codePage != Charsets.Utf7 && Shifts(bytes) is > 0 and var shifted)
            {
                warnings?.Add("wrong-charset", $"{place} does not say that it is iso-2022");
                return Harmless(FromCodePage(bytes, shifted));
            }

            if (codePage is 0 or Charsets.Utf7)
            {
                WarnOfName(codePage, charset, warnings, place);
            }

            return Harmless(Encoding.Latin1.GetString(bytes));
        }

        return Harmless(codePage switch
        {
            Charsets.Utf8 => DecodeUtf8(bytes, warnings, place),
            Charsets.Ascii => DecodeUnlabelled(bytes, charset, warnings, place),
            Charsets.Utf16 or Charsets.Utf16BigEndian or Charsets.Utf32 or Charsets.Utf32BigEndian =>
                DecodeWide(bytes, codePage, warnings, place),
            0 or Charsets.Utf7 => DecodeUnknown(bytes, codePage, charset, warnings, place),
            _ => DecodeCodePage(bytes, codePage, charset!, warnings, place),
        });
    }

    /// <summary>Two bytes or four a character, by name or by the look of bytes without a name: their line ends are no
    /// single bytes.</summary>
    public static bool IsWide(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (!string.IsNullOrEmpty(charset))
        {
            return Charsets.IsWide(Charsets.CodePage(charset));
        }

        return bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || (bytes.Length > 3 && (bytes[0] == 0 || bytes[1] == 0) && WidePage(bytes, 0) != 0);
    }

    /// <summary>utf-8 if it is or nearly is, else what the letters say, else windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
        : LooseUtf8.Looks(bytes) ? LooseUtf8.Decode(bytes)
        : FromCodePage(bytes, CharsetGuess.Of(bytes));

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, WarningList? warnings, string place)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        // A torn character amid good ones is still utf-8; a text without one good character is something else.
        warnings?.Add("wrong-charset", $"{place} is not valid utf-8");
        return Guess(bytes);
    }

    private static string DecodeUnlabelled(
        ReadOnlySpan<byte> bytes, string? charset, WarningList? warnings, string place)
    {
        if (IsWide(bytes, null))
        {
            return DecodeWide(bytes, Charsets.Utf16, warnings, place);
        }

        warnings?.Add(
            charset is null ? "missing-charset" : "wrong-charset",
            charset is null ? $"{place} has 8-bit text and names no charset" : $"{place} is not {charset}");
        return Guess(bytes);
    }

    private static string DecodeUnknown(
        ReadOnlySpan<byte> bytes, int codePage, string? charset, WarningList? warnings, string place)
    {
        WarnOfName(codePage, charset, warnings, place);
        return Guess(bytes);
    }

    private static string DecodeWide(ReadOnlySpan<byte> bytes, int codePage, WarningList? warnings, string place)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            codePage = codePage is Charsets.Utf16 or Charsets.Utf16BigEndian
                ? bytes[0] == 0xFE ? Charsets.Utf16BigEndian : Charsets.Utf16
                : codePage;
        }
        else if (bytes.Length > 1 && bytes[0] != 0 && bytes[1] != 0 && Utf8.IsValid(bytes))
        {
            // The header was rewritten on the way, or the sender confuses its strings with its bytes.
            warnings?.Add("wrong-charset", $"{place} is named utf-16 and is not");
            return Encoding.UTF8.GetString(bytes);
        }
        else if (WidePage(bytes, codePage) is > 0 and var page)
        {
            codePage = page;
        }

        return Charsets.Find(codePage)!.GetString(bytes).TrimStart('\uFEFF');
    }

    /// <summary>By where the zeros stand that latin letters and line ends have; 0 where they do not tell.</summary>
    private static int WidePage(ReadOnlySpan<byte> bytes, int named)
    {
        Span<int> zeros = stackalloc int[4];
        bytes = bytes[..Math.Min(bytes.Length, 400)];
        for (var i = 0; i < bytes.Length; i++)
        {
            zeros[i % 4] += bytes[i] == 0 ? 1 : 0;
        }

        var quarter = bytes.Length / 4;
        var isFour = named is 0 or Charsets.Utf32 or Charsets.Utf32BigEndian;
        return isFour && zeros[0] + zeros[1] > quarter * 7 / 4 ? Charsets.Utf32BigEndian
            : isFour && zeros[2] + zeros[3] > quarter * 7 / 4 ? Charsets.Utf32
            : zeros[0] + zeros[2] > (zeros[1] + zeros[3]) * 2 && zeros[0] + zeros[2] > quarter / 4
                ? Charsets.Utf16BigEndian
            : zeros[1] + zeros[3] > (zeros[0] + zeros[2]) * 2 && zeros[1] + zeros[3] > quarter / 4 ? Charsets.Utf16
            : 0;
    }

    private static string DecodeCodePage(
        ReadOnlySpan<byte> bytes, int codePage, string charset, WarningList? warnings, string place)
    {
        if (CanBeMistaken(bytes, codePage) && Utf8.IsValid(bytes))
        {
            if (!Ascii.IsValid(bytes))
            {
                warnings?.Add("wrong-charset", $"{place} is named {charset} and is utf-8");
            }

            return Encoding.UTF8.GetString(bytes);
        }

        var text = FromCodePage(bytes, codePage);
        var other = Charsets.IsStateful(codePage) ? 0 : CharsetGuess.Instead(bytes, codePage);
        if (other != 0)
        {
            warnings?.Add("wrong-charset", $"{place} is named {charset} and is code page {other}");
            return FromCodePage(bytes, other);
        }

        if (!text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return text;
        }

        warnings?.Add("wrong-charset", $"{place} is not valid {charset}");
        var (good, bad) = Count(text);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
            : good > bad * 4 ? text
            : Guess(bytes);
    }

    /// <summary>Whether bytes that are valid utf-8 cannot be text of the named charset. No human text of a single-byte
    /// charset is valid utf-8, nor of Shift_JIS; of the East Asian ones a few characters may be by chance. Those with
    /// escapes are ASCII until the first of them.</summary>
    private static bool CanBeMistaken(ReadOnlySpan<byte> bytes, int codePage) =>
        Charsets.IsStateful(codePage) ? !bytes.ContainsAny((byte)0x1B, (byte)0x0E, (byte)'~')
        : !Charsets.IsMultiByte(codePage) || codePage == Charsets.ShiftJis || CountEightBit(bytes) >= FewBytes;

    private static int CountEightBit(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
        {
            count += b >> 7;
        }

        return count;
    }

    private static string FromCodePage(ReadOnlySpan<byte> bytes, int codePage) =>
        Charsets.Text(bytes, codePage) ?? Encoding.Latin1.GetString(bytes);

    /// <summary>The escapes that begin Japanese or Korean in seven bits.</summary>
    private static int Shifts(ReadOnlySpan<byte> bytes)
    {
        var escape = bytes.IndexOf((byte)0x1B);
        if (escape < 0)
        {
            return 0;
        }

        bytes = bytes[escape..];
        return bytes.StartsWith("\u001b$)C"u8) ? Charsets.Iso2022Kr
            : bytes.StartsWith("\u001b$B"u8) || bytes.StartsWith("\u001b$@"u8) || bytes.StartsWith("\u001b(J"u8)
                ? Charsets.Iso2022Jp
            : 0;
    }

    private static (int Good, int Bad) Count(string text)
    {
        var (good, bad) = (0, 0);
        foreach (var c in text)
        {
            bad += c == '\uFFFD' ? 1 : 0;
            good += c is > '\x7f' and not '\uFFFD' ? 1 : 0;
        }

        return (good, bad);
    }

    private static void WarnOfName(int codePage, string? charset, WarningList? warnings, string place)
    {
        if (codePage == Charsets.Utf7)
        {
            warnings?.Add("utf-7", $"{place} is utf-7, which is not read");
        }
        else
        {
            var name = HeaderText.WithoutControls(charset ?? "");
            warnings?.Add("unknown-charset", $"{place} names the unknown charset \"{name}\"");
        }
    }

    /// <summary>NULs and lone surrogates stop databases and JSON writers; what is left of windows-1252 in the controls
    /// is meant as there.</summary>
    private static string Harmless(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            text = text.Replace("\0", "", StringComparison.Ordinal);
        }

        if (text.AsSpan().ContainsAnyInRange('\u0080', '\u009F'))
        {
            text = WithoutC1(text);
        }

        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? WithWholeSurrogates(text) : text;
    }

    private static string WithoutC1(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        const string Meant = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = source[i] is >= '\u0080' and <= '\u009F' ? Meant[source[i] - '\u0080'] : source[i];
        }
    });

    private static string WithWholeSurrogates(string text)
    {
        StringBuilder? repaired = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            repaired ??= new StringBuilder(text);
            repaired[i] = '\uFFFD';
        }

        return repaired?.ToString() ?? text;
    }
}
