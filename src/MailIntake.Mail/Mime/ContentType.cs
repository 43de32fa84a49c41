using System.Collections.Frozen;

namespace MailIntake.Mail.Mime;

/// <summary>A Content-Type field (RFC 2045 section 5). The parameters are read when first asked for.</summary>
internal sealed class ContentType
{
    private static readonly FrozenSet<string> Common = new[]
    {
        "text/plain", "text/html", "text/calendar", "text/rfc822-headers", "multipart/alternative", "multipart/mixed",
        "multipart/related", "multipart/report", "multipart/signed", "message/rfc822", "message/delivery-status",
        "message/disposition-notification", "application/octet-stream", "application/pdf", "application/ms-tnef",
        "image/png", "image/jpeg", "image/gif",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Shared =
        Common.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly string _parameterText;
    private readonly WarningList _warnings;
    private IReadOnlyDictionary<string, string>? _parameters;

    private ContentType(string mediaType, string parameterText, WarningList warnings)
    {
        MediaType = mediaType;
        _parameterText = parameterText;
        _warnings = warnings;
    }

    public string MediaType { get; }

    public IReadOnlyDictionary<string, string> Parameters => _parameters ??= ReadParameters();

    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.Ordinal);

    public bool IsMessage => MediaType is "message/rfc822" or "message/global" or "message/news";

    /// <summary>Plain and marked-up text, and the reports of RFC 3464 and 8098, which are lines of text.</summary>
    public bool IsText =>
        MediaType.StartsWith("text/", StringComparison.Ordinal)
        || (MediaType.StartsWith("message/", StringComparison.Ordinal) && !IsMessage)
        || MediaType == "application/xhtml+xml";

    /// <param name="headers">The part's fields.</param>
    /// <param name="fallback">What a part without the field is: text/plain, or message/rfc822 in a digest.</param>
    /// <param name="warnings">Takes what is wrong with the field.</param>
    public static ContentType Read(HeaderList headers, string fallback, WarningList warnings)
    {
        var value = Choose(headers);
        if (value is null)
        {
            return new ContentType(fallback, "", warnings);
        }

        var end = value.IndexOf(';', StringComparison.Ordinal);
        var name = (end < 0 ? value : value.AsSpan(0, end)).Trim();
        if (name.Contains('=') && name.IndexOfAny(" \t") is > 0 and var space)
        {
            // The semicolon before the first parameter is missing.
            end = value.IndexOf(name[space..].ToString(), StringComparison.Ordinal);
            name = name[..space];
        }

        Span<char> lower = stackalloc char[127];
        if (!TryReadMediaType(name, lower, out var length))
        {
            // "text" alone is what some old mailers write; anything else unreadable is shown as text (RFC 2045 5.2).
            if (name.Length > 0)
            {
                warnings.Add("bad-content-type", $"\"{value}\" is no media type; read as {fallback}");
            }

            return new ContentType(fallback, end < 0 ? "" : value[end..], warnings);
        }

        var mediaType = Shared.TryGetValue(lower[..length], out var known) ? known : lower[..length].ToString();
        return new ContentType(mediaType, end < 0 ? "" : value[end..], warnings);
    }

    /// <summary>The topmost field; of two that differ, the one that makes parts of the body.</summary>
    private static string? Choose(HeaderList headers)
    {
        string? first = null;
        foreach (var field in headers)
        {
            if (field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                if (first is not null && field.RawValue.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
                    && field.RawValue.Contains("boundary", StringComparison.OrdinalIgnoreCase))
                {
                    return first.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? first : field.RawValue;
                }

                first ??= field.RawValue;
            }
        }

        return first;
    }

    private static bool TryReadMediaType(ReadOnlySpan<char> name, Span<char> lower, out int length)
    {
        length = 0;
        var comment = name.IndexOf('(');
        name = comment < 0 ? name : name[..comment].TrimEnd();
        var slash = name.IndexOf('/');
        if (slash <= 0 || slash == name.Length - 1 || name.Length > lower.Length)
        {
            return false;
        }

        foreach (var c in name)
        {
            if (c is <= ' ' or > '~' or '"' or '<' or '>' or '@' or ',' or ':' or '\\' or '?' or '=')
            {
                return false;
            }

            lower[length++] = char.ToLowerInvariant(c);
        }

        return true;
    }

    private IReadOnlyDictionary<string, string> ReadParameters() =>
        _parameterText.Length == 0 ? ParameterList.None : ParameterList.Parse(_parameterText, _warnings);
}
