using System.Buffers.Binary;
using System.Text;

namespace MailIntake.Mail.Mime.Tnef;

/// <summary>What a winmail.dat holds, as a part would say it.</summary>
internal sealed record TnefItem(string MediaType, string? FileName, byte[] Content);

/// <summary>
/// Outlook's own format for what it sends to others by mistake (winmail.dat, MS-OXTNEF): a list of attributes. In come
/// the bytes; out go the body, if there is one, and the files. What is torn ends the list; nothing throws.
/// </summary>
internal static class TnefFile
{
    private const uint Signature = 0x223E9F78;
    private const int HeaderLength = 6;
    private const int AttributeLength = 9;
    private const int MostItems = 200;

    public static bool IsType(MimePart part) =>
        part.MediaType is "application/ms-tnef" or "application/vnd.ms-tnef"
        || "winmail.dat".Equals(part.FileName, StringComparison.OrdinalIgnoreCase);

    public static IReadOnlyList<TnefItem> Read(ReadOnlySpan<byte> bytes)
    {
        var items = new List<TnefItem>();
        if (bytes.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Signature)
        {
            return items;
        }

        bytes = bytes[HeaderLength..];
        var codePage = Charsets.Windows1252;
        byte[]? plain = null;
        TnefItem? body = null;
        string? name = null;
        byte[]? content = null;
        while (bytes.Length >= AttributeLength && items.Count < MostItems)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(bytes[1..]);
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[5..]), int.MaxValue);
            bytes = bytes[AttributeLength..];
            if (length > bytes.Length)
            {
                break;
            }

            var data = bytes[..length];
            switch (id)
            {
                case 0x9007 when length >= 4:
                    codePage = (int)BinaryPrimitives.ReadUInt32LittleEndian(data);
                    break;
                case 0x800C:
                    plain = Utf8(data, codePage);
                    break;
                case 0x9003:
                    body = TnefProperties.Body(data, codePage) ?? body;
                    break;
                case 0x9002:
                    // Each file begins with how it is drawn.
                    Add(items, name, content);
                    (name, content) = (null, null);
                    break;
                case 0x8010:
                    name ??= TextDecoder.Guess(data.TrimEnd((byte)0));
                    break;
                case 0x800F:
                    content = data.ToArray();
                    break;
                case 0x9005:
                    name = TnefProperties.FileName(data, codePage) ?? name;
                    break;
            }

            // A sum of two bytes follows.
            bytes = bytes[Math.Min(length + 2, bytes.Length)..];
        }

        Add(items, name, content);
        body ??= plain is null ? null : new TnefItem("text/plain", null, plain);
        if (body is not null)
        {
            items.Insert(0, body);
        }

        return items;
    }

    public static byte[] Utf8(ReadOnlySpan<byte> text, int codePage) =>
        Encoding.UTF8.GetBytes(Charsets.Text(text.TrimEnd((byte)0), codePage) ?? TextDecoder.Guess(text));

    private static void Add(List<TnefItem> items, string? name, byte[]? content)
    {
        if (name is not null || content is not null)
        {
            items.Add(new TnefItem("application/octet-stream", HeaderText.WithoutControls(name ?? "file"), content ?? []));
        }
    }
}
