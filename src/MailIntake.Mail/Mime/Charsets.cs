using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Charset names as mail writes them, and the encodings they mean. Names are read as senders mean them, not
/// as the registry does: latin1 is windows-1252, gb2312 is gb18030, ks_c_5601 is windows-949.</summary>
internal static class Charsets
{
    public const int Windows1252 = 1252;
    public const int ShiftJis = 932;
    public const int Utf7 = 65000;
    public const int Utf8 = 65001;
    public const int Ascii = 20127;
    public const int Utf16 = 1200;
    public const int Utf16BigEndian = 1201;
    public const int Utf32 = 12000;
    public const int Utf32BigEndian = 12001;
    public const int Iso2022Jp = 50220;
    public const int Iso2022Kr = 50225;

    private const int LongestName = 40;

    private static readonly FrozenDictionary<string, int> CodePages = new Dictionary<string, int>
    {
        ["utf8"] = Utf8,
        ["unicode11utf8"] = Utf8,
        ["cp65001"] = Utf8,
        ["usascii"] = Ascii,
        ["ascii"] = Ascii,
        ["ansix341968"] = Ascii,
        ["iso646us"] = Ascii,
        ["latin1"] = Windows1252,
        ["iso88591"] = Windows1252,
        ["iso885911987"] = Windows1252,
        ["l1"] = Windows1252,
        ["ansi"] = Windows1252,
        ["xansi"] = Windows1252,
        ["cp1252"] = Windows1252,
        ["88591"] = Windows1252,
        ["latin2"] = 28592,
        ["latin3"] = 28593,
        ["latin4"] = 28594,
        ["cyrillic"] = 28595,
        ["arabic"] = 28596,
        ["greek"] = 28597,
        ["hebrew"] = 28598,
        ["latin6"] = SingleByteTables.Iso8859Part10,
        ["iso885910"] = SingleByteTables.Iso8859Part10,
        ["latin8"] = SingleByteTables.Iso8859Part14,
        ["iso885914"] = SingleByteTables.Iso8859Part14,
        ["latin7"] = 28603,
        ["latin10"] = SingleByteTables.Iso8859Part16,
        ["iso885916"] = SingleByteTables.Iso8859Part16,
        ["iso88596i"] = 28596,
        ["iso88596e"] = 28596,
        ["iso88598e"] = 28598,
        ["latin5"] = 1254,
        ["iso88599"] = 1254,
        ["latin9"] = 28605,
        ["iso88598i"] = 38598,
        ["iso885911"] = 874,
        ["tis620"] = 874,
        ["windows874"] = 874,
        ["gb2312"] = 54936,
        ["gb231280"] = 54936,
        ["gbk"] = 54936,
        ["xgbk"] = 54936,
        ["cp936"] = 54936,
        ["windows936"] = 54936,
        ["gb18030"] = 54936,
        ["euccn"] = 54936,
        ["hzgb2312"] = 52936,
        ["big5"] = 950,
        ["big5hkscs"] = 950,
        ["cnbig5"] = 950,
        ["cp950"] = 950,
        ["shiftjis"] = ShiftJis,
        ["sjis"] = ShiftJis,
        ["xsjis"] = ShiftJis,
        ["mskanji"] = ShiftJis,
        ["cp932"] = ShiftJis,
        ["windows31j"] = ShiftJis,
        ["eucjp"] = 51932,
        ["xeucjp"] = 51932,
        ["iso2022jp"] = 50220,
        ["csiso2022jp"] = 50220,
        ["iso2022jp1"] = 50220,
        ["iso2022jp2"] = 50220,
        ["iso2022jp3"] = 50220,
        ["iso2022jp2004"] = 50220,
        ["jis"] = 50220,
        ["iso2022jpms"] = 50220,
        ["cp50220"] = 50220,
        ["cp50221"] = 50221,
        ["iso2022kr"] = 50225,
        ["euckr"] = 949,
        ["ksc5601"] = 949,
        ["ksc56011987"] = 949,
        ["ksc56011989"] = 949,
        ["cp949"] = 949,
        ["uhc"] = 949,
        ["johab"] = 1361,
        ["ksc56011992"] = 1361,
        ["koi8r"] = 20866,
        ["xkoi8r"] = 20866,
        ["xkoi8u"] = 21866,
        ["koi8"] = 20866,
        ["koi8u"] = 21866,
        ["koi8ru"] = 21866,
        ["ibm850"] = 850,
        ["ibm852"] = 852,
        ["ibm866"] = 866,
        ["ibm437"] = 437,
        ["ibm00858"] = 858,
        ["ccsid00858"] = 858,
        ["dos866"] = 866,
        ["xmacroman"] = 10000,
        ["xmac"] = 10000,
        ["mac"] = 10000,
        ["xmacjapanese"] = 10001,
        ["xmactradchinese"] = 10002,
        ["xmackorean"] = 10003,
        ["xmacarabic"] = 10004,
        ["xmachebrew"] = 10005,
        ["xmacgreek"] = 10006,
        ["xmaccyrillic"] = 10007,
        ["maccyrillic"] = 10007,
        ["xmacukrainian"] = 10017,
        ["macukrainian"] = 10017,
        ["xmacsimpchinese"] = 10008,
        ["xmacce"] = 10029,
        ["xmaccentraleurroman"] = 10029,
        ["macce"] = 10029,
        ["xmacicelandic"] = 10079,
        ["xmacturkish"] = 10081,
        ["macturkish"] = 10081,
        ["xmaccroatian"] = 10082,
        ["xmacromania"] = 10010,
        ["macintosh"] = 10000,
        ["macroman"] = 10000,
        ["utf16"] = Utf16,
        ["utf16le"] = Utf16,
        ["ucs2"] = Utf16,
        ["unicode"] = Utf16,
        ["utf16be"] = Utf16BigEndian,
        ["utf32"] = Utf32,
        ["utf32le"] = Utf32,
        ["utf32be"] = Utf32BigEndian,
        ["utf7"] = Utf7,
        ["unicode11utf7"] = Utf7,
        ["csunicode11utf7"] = Utf7,
        ["unicode20utf7"] = Utf7,
        ["xunicode20utf7"] = Utf7,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ByName =
        CodePages.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly ConcurrentDictionary<int, Encoding> Encodings = new();

    /// <summary>The code page that a charset name means, or 0 where no one knows it.</summary>
    public static int CodePage(ReadOnlySpan<char> name)
    {
        if (name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Utf8;
        }

        if (name.Length > LongestName)
        {
            return 0;
        }

        Span<char> key = stackalloc char[LongestName];
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        key = key[..length];
        return ByName.TryGetValue(key, out var codePage) ? codePage : ByNumber(key);
    }

    /// <summary>The text of bytes that are of a code page, U+FFFD for what is invalid; null where nobody knows it.
    /// </summary>
    public static string? Text(ReadOnlySpan<byte> bytes, int codePage) =>
        SingleByteTables.Text(bytes, codePage) ?? Find(codePage)?.GetString(bytes);

    /// <summary>The encoding of a code page, giving U+FFFD for what is invalid; null where this system has
    /// none.</summary>
    public static Encoding? Find(int codePage)
    {
        if (Encodings.TryGetValue(codePage, out var encoding))
        {
            return encoding;
        }

        encoding = codePage is Utf16 or Utf16BigEndian or Utf32 or Utf32BigEndian
            ? Encoding.GetEncoding(codePage)
            : CodePagesEncodingProvider.Instance.GetEncoding(
                codePage,
                EncoderFallback.ReplacementFallback,
                new DecoderReplacementFallback("\uFFFD"));
        return encoding is null ? null : Encodings.GetOrAdd(codePage, encoding);
    }

    /// <summary>Two bytes and more a character, or shifts between sets: bytes of another charset can be valid here by
    /// chance, so the label is believed.</summary>
    public static bool IsMultiByte(int codePage) =>
        codePage is ShiftJis or 936 or 949 or 950 or 51932 or 51936 or 54936 || IsStateful(codePage);

    /// <summary>Seven bits with escapes: ASCII bytes are not ASCII text.</summary>
    public static bool IsStateful(int codePage) => codePage is (>= 50220 and <= 50229) or 52936;

    public static bool IsWide(int codePage) => codePage is Utf16 or Utf16BigEndian or Utf32 or Utf32BigEndian;

    private static int ByNumber(ReadOnlySpan<char> key)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["windows", "xwindows", "cp", "xcp", "ibm", "cswindows", "win"])
        {
            if (key.StartsWith(prefix) && int.TryParse(key[prefix.Length..], out var page) && page is > 400 and < 1300)
            {
                return Find(page) is null ? 0 : page;
            }
        }

        if (key.StartsWith("iso8859") && int.TryParse(key["iso8859".Length..], out var part) && part is > 1 and < 17)
        {
            return Find(28590 + part) is null ? 0 : 28590 + part;
        }

        return 0;
    }
}
