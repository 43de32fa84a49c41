using System.Buffers.Binary;
using System.Text;

namespace MailIntake.Mail.Mime.Tnef;

/// <summary>A list of MAPI properties within a winmail.dat: the body in its forms, the long name of a file.</summary>
internal static class TnefProperties
{
    private const int Plain = 0x1000;
    private const int CompressedRtf = 0x1009;
    private const int Html = 0x1013;
    private const int LongFileName = 0x3707;

    public static TnefItem? Body(ReadOnlySpan<byte> list, int codePage)
    {
        TnefItem? found = null;
        var reader = new Reader(list);
        while (reader.Next())
        {
            var value = reader.Value;
            var item = reader.Id switch
            {
                Html when value.Length > 1 => new TnefItem("text/html", null, Text(reader, codePage)),
                Plain when value.Length > 1 && found is null =>
                    new TnefItem("text/plain", null, Text(reader, codePage)),
                CompressedRtf when found is not { MediaType: "text/html" } && Tnef.CompressedRtf.Read(value) is { } rtf =>
                    RtfText.Read(rtf),
                _ => null,
            };
            found = item ?? found;
        }

        return found;
    }

    public static string? FileName(ReadOnlySpan<byte> list, int codePage)
    {
        var reader = new Reader(list);
        while (reader.Next())
        {
            if (reader.Id == LongFileName)
            {
                return Encoding.UTF8.GetString(Text(reader, codePage));
            }
        }

        return null;
    }

    private static byte[] Text(Reader reader, int codePage) => reader.IsUnicode
        ? Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(reader.Value).TrimEnd('\0'))
        : reader.IsBinary && System.Text.Unicode.Utf8.IsValid(reader.Value) ? reader.Value.TrimEnd((byte)0).ToArray()
        : TnefFile.Utf8(reader.Value, codePage);

    /// <summary>One property after the other; the first value of one with several.</summary>
    private ref struct Reader
    {
        private ReadOnlySpan<byte> _rest;
        private int _left;
        private int _type;

        public Reader(ReadOnlySpan<byte> list)
        {
            _rest = list;
            _left = TakeInt();
        }

        public int Id { get; private set; }

        public ReadOnlySpan<byte> Value { get; private set; }

        public readonly bool IsUnicode => _type == 0x1F;

        public readonly bool IsBinary => _type == 0x102;

        public bool Next()
        {
            if (_left-- <= 0 || _rest.Length < 4)
            {
                return false;
            }

            var tag = TakeInt();
            _type = tag & 0xFFF;
            Id = (tag >> 16) & 0xFFFF;
            var isMany = (tag & 0x1000) != 0;
            if (Id >= 0x8000)
            {
                // A property with a name: a GUID, and a number or a text.
                Take(16);
                var isText = TakeInt() == 1;
                Take(isText ? Padded(TakeInt()) : 4);
            }

            var isLong = _type is 0x1E or 0x1F or 0x102 or 0x0D;
            var count = isMany || isLong ? TakeInt() : 1;
            Value = default;
            for (var i = 0; i < count && _rest.Length > 0; i++)
            {
                var length = isLong ? TakeInt() : FixedLength(_type);
                var value = Take(Padded(length));
                if (i == 0)
                {
                    Value = value[..Math.Min(Math.Max(0, length), value.Length)];
                }
            }

            return true;
        }

        private static int FixedLength(int type) => type switch
        {
            0x05 or 0x06 or 0x07 or 0x14 or 0x40 => 8,
            0x48 => 16,
            _ => 4,
        };

        private static int Padded(int length) => length is < 0 or > int.MaxValue - 3 ? int.MaxValue : (length + 3) & ~3;

        private int TakeInt()
        {
            var bytes = Take(4);
            return bytes.Length < 4 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        }

        private ReadOnlySpan<byte> Take(int length)
        {
            length = Math.Min(length, _rest.Length);
            var taken = _rest[..length];
            _rest = _rest[length..];
            return taken;
        }
    }
}
