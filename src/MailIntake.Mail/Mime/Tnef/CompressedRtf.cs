using System.Buffers.Binary;
using System.Text;

namespace MailIntake.Mail.Mime.Tnef;

/// <summary>The compression of Outlook's RTF bodies (MS-OXRTFCP, "LZFu"): references into the last 4096 bytes, of which
/// the first are given.</summary>
internal static class CompressedRtf
{
    private const uint Compressed = 0x75465A4C;
    private const uint Uncompressed = 0x414C454D;
    private const int HeaderLength = 16;
    private const int Window = 4096;
    private const int Most = 16 * 1024 * 1024;

    private static readonly byte[] Given = Encoding.ASCII.GetBytes(
        @"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans "
        + @"SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + "\r\n"
        + @"\par \pard\plain\f0\fs20\b\i\u\tab\tx");

    public static byte[]? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
        {
            return null;
        }

        var magic = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        bytes = bytes[HeaderLength..];
        return magic == Compressed ? Expand(bytes)
            : magic == Uncompressed ? bytes.ToArray()
            : null;
    }

    private static byte[] Expand(ReadOnlySpan<byte> bytes)
    {
        var window = new byte[Window];
        Given.CopyTo(window, 0);
        var at = Given.Length;
        var result = new List<byte>(bytes.Length * 3);
        while (bytes.Length > 0 && result.Count < Most)
        {
            var flags = bytes[0];
            bytes = bytes[1..];
            for (var bit = 0; bit < 8 && bytes.Length > 0; bit++)
            {
                if ((flags & (1 << bit)) == 0)
                {
                    Put(bytes[0]);
                    bytes = bytes[1..];
                    continue;
                }

                if (bytes.Length < 2)
                {
                    return [.. result];
                }

                var from = (bytes[0] << 4) | (bytes[1] >> 4);
                var length = (bytes[1] & 15) + 2;
                bytes = bytes[2..];
                if (from == at)
                {
                    // A reference to where nothing is yet is the end.
                    return [.. result];
                }

                for (; length > 0; length--)
                {
                    Put(window[from]);
                    from = (from + 1) % Window;
                }
            }
        }

        return [.. result];

        void Put(byte value)
        {
            result.Add(value);
            window[at] = value;
            at = (at + 1) % Window;
        }
    }
}
