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

    /// <summary>utf-8 if valid, else windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : FromCodePage(bytes, Charsets.Windows1252);

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, WarningList? warnings, string place)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        // A torn character amid good ones is still utf-8; a text without one good character is something else.
        var text = Encoding.UTF8.GetString(bytes);
        var (good, bad) = Count(text);
        warnings?.Add("wrong-charset", $"{place} is not valid utf-8");
        return good > bad ? text : FromCodePage(bytes, Charsets.Windows1252);
    }

    private static string DecodeUnlabelled(
        ReadOnlySpan<byte> bytes, string? charset, WarningList? warnings, string place)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
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

        return Charsets.Find(codePage)!.GetString(bytes).TrimStart('\uFEFF');
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
        if (!text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            return text;
        }

        warnings?.Add("wrong-charset", $"{place} is not valid {charset}");
        var (good, bad) = Count(text);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes)
            : good > bad * 4 ? text
            : FromCodePage(bytes, Charsets.Windows1252);
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
        Charsets.Find(codePage)?.GetString(bytes) ?? Encoding.Latin1.GetString(bytes);

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

    /// <summary>NULs and lone surrogates stop databases and JSON writers.</summary>
    private static string Harmless(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            text = text.Replace('\0', '\uFFFD');
        }

        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? WithWholeSurrogates(text) : text;
    }

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
