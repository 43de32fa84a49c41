namespace MailIntake.Mail.Mime;

/// <summary>How a part's bytes were made safe for the way (RFC 2045 section 6).</summary>
internal enum TransferEncoding
{
    Identity,
    Base64,
    QuotedPrintable,
    UuEncode,
}

internal static class TransferEncodings
{
    public static TransferEncoding Read(HeaderList headers, WarningList warnings)
    {
        var written = headers.Find("Content-Transfer-Encoding")?.RawValue;
        if (written is null)
        {
            return TransferEncoding.Identity;
        }

        var token = written.AsSpan().Trim(" \t\"';");
        if (token.StartsWith("(") && token.IndexOf(')') is > 0 and var close)
        {
            token = token[(close + 1)..].TrimStart();
        }

        var end = token.IndexOfAny(" \t;(\"");
        token = end < 0 ? token : token[..end];
        if (Is(token, "base64"))
        {
            return TransferEncoding.Base64;
        }

        if (Is(token, "quoted-printable") || (token.StartsWith("quoted", StringComparison.OrdinalIgnoreCase)
            && token.EndsWith("printable", StringComparison.OrdinalIgnoreCase)))
        {
            return TransferEncoding.QuotedPrintable;
        }

        if (Is(token, "x-uuencode") || Is(token, "uuencode") || Is(token, "x-uue"))
        {
            return TransferEncoding.UuEncode;
        }

        if (token.Length > 0 && !Is(token, "7bit") && !Is(token, "8bit") && !Is(token, "binary")
            && !Is(token, "7-bit") && !Is(token, "8-bit"))
        {
            warnings.Add("unknown-encoding", $"the transfer encoding \"{token}\" is not known; read as it stands");
        }

        return TransferEncoding.Identity;
    }

    /// <summary>Decodes into <paramref name="decoded"/>, which must be as long as <paramref name="source"/>.</summary>
    public static int Decode(
        this TransferEncoding encoding,
        ReadOnlySpan<byte> source,
        Span<byte> decoded,
        WarningList warnings,
        string part)
    {
        bool isTorn;
        var length = encoding switch
        {
            TransferEncoding.Base64 => Base64Text.Decode(source, decoded, out isTorn),
            TransferEncoding.QuotedPrintable => QuotedPrintable.Decode(source, decoded, out isTorn),
            TransferEncoding.UuEncode => UuEncoding.Decode(source, decoded, out isTorn),
            TransferEncoding.Identity => Copy(source, decoded, out isTorn),
        };
        if (isTorn)
        {
            warnings.Add("torn-encoding", $"part {part} is not clean {Name(encoding)}");
        }

        return length;
    }

    private static bool Is(ReadOnlySpan<char> token, string name) =>
        token.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> decoded, out bool isTorn)
    {
        isTorn = false;
        source.CopyTo(decoded);
        return source.Length;
    }

    private static string Name(TransferEncoding encoding) => encoding switch
    {
        TransferEncoding.Base64 => "base64",
        TransferEncoding.QuotedPrintable => "quoted-printable",
        TransferEncoding.UuEncode => "uuencode",
        TransferEncoding.Identity => "7bit or 8bit",
    };
}
