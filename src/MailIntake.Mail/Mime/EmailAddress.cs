using System.Diagnostics.CodeAnalysis;

namespace MailIntake.Mail.Mime;

/// <summary>
/// An address as in RFC 5321 section 4.1.2 and RFC 6532: <c>local-part@domain</c>. The local part keeps its case as
/// written; the domain is lower-case and punycode stays punycode. Two addresses are equal when they differ in case
/// only, as every mail system in use treats them.
/// </summary>
public sealed class EmailAddress : IEquatable<EmailAddress>
{
    /// <summary>RFC 5321 section 4.5.3.1.3, less the angle brackets.</summary>
    public const int MaxLength = 254;

    private EmailAddress(string localPart, string domain)
    {
        LocalPart = localPart;
        Domain = domain;
    }

    public string LocalPart { get; }

    public string Domain { get; }

    /// <summary>Reads a bare address (no name, no brackets). Loose on the local part, strict on there being one "@"
    /// outside quotes and a domain of letters, digits, dots and hyphens (or an address literal).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var value = text.AsSpan().Trim();
        var at = value.LastIndexOf('@');
        if (at <= 0 || at == value.Length - 1 || value.Length > MaxLength)
        {
            return false;
        }

        var local = value[..at];
        var domain = value[(at + 1)..].TrimEnd('.');
        if (!IsLocalPart(local) || !IsDomain(domain))
        {
            return false;
        }

        address = new EmailAddress(local.ToString(), domain.ToString().ToLowerInvariant());
        return true;
    }

    /// <exception cref="FormatException">The text is no address.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException($"'{text}' is no mail address");

    public bool Equals(EmailAddress? other) =>
        other is not null
        && string.Equals(LocalPart, other.LocalPart, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Domain, other.Domain, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as EmailAddress);

    public override int GetHashCode() =>
        HashCode.Combine(StringComparer.OrdinalIgnoreCase.GetHashCode(LocalPart), Domain);

    public override string ToString() => $"{LocalPart}@{Domain}";

    private static bool IsLocalPart(ReadOnlySpan<char> local)
    {
        if (local[0] == '"')
        {
            return local.Length > 2 && local[^1] == '"' && !local.ContainsAny('\r', '\n', '\0');
        }

        foreach (var c in local)
        {
            if (c <= ' ' || c == 127 || "()<>[]:;@\\,\"".Contains(c, StringComparison.Ordinal) || char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.Length == 0)
        {
            return false;
        }

        if (domain[0] == '[')
        {
            return domain[^1] == ']' && domain.Length > 2 && !domain.ContainsAny(' ', '\r', '\n');
        }

        var labelLength = 0;
        var isNamed = false;
        foreach (var c in domain)
        {
            if (c == '.')
            {
                if (!isNamed)
                {
                    return false;
                }

                labelLength = 0;
                isNamed = false;
            }
            else if (char.IsLetterOrDigit(c) || c is '-' or '_')
            {
                isNamed |= c is not ('-' or '_');
                if (++labelLength > 63)
                {
                    return false;
                }
            }
            else
            {
                return false;
            }
        }

        return isNamed;
    }
}
