using System.Buffers;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>utf-8 that is not all valid: a piece was put in from text of another charset, or the text was cut within a
/// character, or surrogates were written each for itself (CESU-8).</summary>
internal static class LooseUtf8
{
    /// <summary>More characters are whole than bytes are not.</summary>
    public static bool Looks(ReadOnlySpan<byte> bytes)
    {
        var (good, bad) = (0, 0);
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var next)
        {
            bytes = bytes[next..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == OperationStatus.Done || IsSurrogate(bytes, out used))
            {
                good++;
            }
            else
            {
                bad++;
                used = 1;
            }

            bytes = bytes[used..];
        }

        return good > bad;
    }

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> units = stackalloc char[2];
        while (bytes.Length > 0)
        {
            var plain = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            plain = plain < 0 ? bytes.Length : plain;
            text.Append(Encoding.Latin1.GetString(bytes[..plain]));
            bytes = bytes[plain..];
            if (bytes.Length == 0)
            {
                break;
            }

            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status == OperationStatus.Done)
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
            else if (IsSurrogate(bytes, out var three))
            {
                used = three;
                text.Append((char)(((bytes[0] & 0x0F) << 12) | ((bytes[1] & 0x3F) << 6) | (bytes[2] & 0x3F)));
            }
            else if (used > 1 || (status == OperationStatus.NeedMoreData && bytes[0] < 0xE0))
            {
                // A character that was cut; as windows-1252 it would be a capital or signs.
                text.Append('\uFFFD');
            }
            else
            {
                text.Append(Charsets.Text(bytes[..1], Charsets.Windows1252));
            }

            bytes = bytes[used..];
        }

        return text.ToString();
    }

    private static bool IsSurrogate(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 3;
        return bytes.Length >= 3 && bytes[0] == 0xED && bytes[1] is >= 0xA0 and <= 0xBF
            && bytes[2] is >= 0x80 and <= 0xBF;
    }
}
