using System.Diagnostics.CodeAnalysis;

namespace MailIntake.Mail.Mime;

/// <summary>A message identifier (RFC 5322 section 3.6.4) without its angle brackets. Compared as written.</summary>
public sealed record MessageId
{
    private MessageId(string value) => Value = value;

    public string Value { get; }

    /// <summary>Takes an identifier with or without brackets; real mail has ids without "@", so only white space,
    /// brackets inside and control characters are refused.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MessageId? id)
    {
        var value = text.AsSpan().Trim().TrimStart('<').TrimEnd('>');
        id = null;
        if (value.Length is 0 or > 998)
        {
            return false;
        }

        foreach (var c in value)
        {
            if (c <= ' ' || c is '<' or '>' or '\x7f')
            {
                return false;
            }
        }

        id = new MessageId(value.ToString());
        return true;
    }

    /// <exception cref="FormatException">The text is no message identifier.</exception>
    public static MessageId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is no message identifier");

    /// <summary>The identifier as it stands in a header: with angle brackets.</summary>
    public string ToHeader() => $"<{Value}>";

    public override string ToString() => Value;
}
