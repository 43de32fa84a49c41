using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Tells whether two deliveries are one mail: a hash over what relays do not touch. Folding, the case of
/// names, the order of fields, line ends and empty lines at the end are no difference.</summary>
internal static class ContentHash
{
    private static readonly string[] AuthorFields =
        ["from", "to", "cc", "subject", "date", "message-id", "in-reply-to", "references"];

    public static string Compute(HeaderList headers, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var fields = headers
            .Select(field => (Name: field.Name.ToLowerInvariant(), field.RawValue))
            .Where(field => IsAuthors(field.Name))
            .OrderBy(field => field.Name, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}:{CollapseWhiteSpace(value)}\n"));
        }

        AppendBody(hash, body.TrimEnd(" \t\r\n"u8));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsAuthors(string name) =>
        AuthorFields.Contains(name) || name.StartsWith("content-", StringComparison.Ordinal);

    private static string CollapseWhiteSpace(string value) =>
        string.Join(' ', value.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private static void AppendBody(IncrementalHash hash, ReadOnlySpan<byte> body)
    {
        hash.AppendData("\n"u8);
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length);
        body.CopyTo(buffer);
        hash.AppendData(buffer, 0, LineEnds.Normalize(buffer.AsSpan(0, body.Length)));
        ArrayPool<byte>.Shared.Return(buffer);
    }
}
