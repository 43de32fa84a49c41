namespace MailIntake.Mail.Mime;

/// <summary>
/// The content of an S/MIME message that is signed and not encrypted (application/pkcs7-mime, signed-data): the part
/// stands in it in the clear, within DER or BER (RFC 5652 section 5). Nothing is verified; a reader sees such a mail as
/// any other.
/// </summary>
internal static class OpaqueSigned
{
    private const byte Sequence = 0x30;
    private const byte Octets = 0x04;
    private const byte OctetPieces = 0x24;
    private const byte Explicit = 0xA0;
    private const int DeepestPieces = 4;

    // 1.2.840.113549.1.7.2
    private static ReadOnlySpan<byte> SignedData => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

    public static bool IsType(MimePart part) =>
        part.MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime"
        || (part.MediaType == "application/octet-stream"
            && "smime.p7m".Equals(part.FileName, StringComparison.OrdinalIgnoreCase));

    /// <summary>The signed octets, or null where there are none to be seen.</summary>
    public static byte[]? Find(ReadOnlySpan<byte> der)
    {
        if (!Enter(ref der, Sequence) || !der.StartsWith(SignedData))
        {
            return null;
        }

        der = der[SignedData.Length..];
        if (!Enter(ref der, Explicit) || !Enter(ref der, Sequence)
            || !Skip(ref der) || !Skip(ref der)
            || !Enter(ref der, Sequence) || !Skip(ref der) || !Enter(ref der, Explicit))
        {
            return null;
        }

        var content = new List<byte>();
        Take(ref der, content, 0);
        return content.Count == 0 ? null : [.. content];
    }

    private static void Take(ref ReadOnlySpan<byte> der, List<byte> content, int depth)
    {
        if (der.Length == 0 || !ReadHeader(ref der, out var tag, out var length))
        {
            return;
        }

        var isOpenEnded = length < 0;
        var inner = isOpenEnded ? der : der[..Math.Min(length, der.Length)];
        if (tag == Octets)
        {
            content.AddRange(inner);
        }
        else if (tag == OctetPieces && depth < DeepestPieces)
        {
            while (inner.Length > 0 && inner[0] is Octets or OctetPieces)
            {
                Take(ref inner, content, depth + 1);
            }

            if (isOpenEnded)
            {
                // Behind the two zeros that end it.
                der = inner.Length > 1 ? inner[2..] : [];
                return;
            }
        }

        der = isOpenEnded ? [] : der[Math.Min(length, der.Length)..];
    }

    private static bool Enter(ref ReadOnlySpan<byte> der, byte expected)
    {
        if (!ReadHeader(ref der, out var tag, out var length) || tag != expected)
        {
            return false;
        }

        der = length < 0 ? der : der[..Math.Min(length, der.Length)];
        return true;
    }

    /// <summary>Passes over one element; one without a length is entered and left by counting.</summary>
    private static bool Skip(ref ReadOnlySpan<byte> der)
    {
        var open = 0;
        do
        {
            if (!ReadHeader(ref der, out var tag, out var length))
            {
                return false;
            }

            if (length < 0)
            {
                open++;
            }
            else if (tag == 0 && length == 0)
            {
                open--;
            }
            else if (length > der.Length)
            {
                return false;
            }
            else
            {
                der = der[length..];
            }
        }
        while (open > 0);
        return true;
    }

    private static bool ReadHeader(ref ReadOnlySpan<byte> der, out byte tag, out int length)
    {
        tag = 0;
        length = 0;
        if (der.Length < 2)
        {
            return false;
        }

        tag = der[0];
        int first = der[1];
        der = der[2..];
        if (first < 0x80)
        {
            length = first;
            return true;
        }

        var count = first & 0x7F;
        if (count == 0)
        {
            length = -1;
            return true;
        }

        if (count > 4 || count > der.Length)
        {
            return false;
        }

        long value = 0;
        foreach (var b in der[..count])
        {
            value = (value << 8) | b;
        }

        der = der[count..];
        length = (int)Math.Min(value, int.MaxValue);
        return true;
    }
}
