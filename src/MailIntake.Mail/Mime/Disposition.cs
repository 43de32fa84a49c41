namespace MailIntake.Mail.Mime;

/// <summary>A Content-Disposition field (RFC 2183).</summary>
internal sealed record Disposition(bool IsAttachment, string? FileName)
{
    private static readonly Disposition None = new(false, null);

    public static Disposition Read(HeaderList headers, WarningList warnings)
    {
        var value = headers.Find("Content-Disposition")?.RawValue;
        if (value is null)
        {
            return None;
        }

        var end = value.IndexOf(';', StringComparison.Ordinal);
        var kind = (end < 0 ? value : value.AsSpan(0, end)).Trim();
        var isAttachment = kind.Equals("attachment", StringComparison.OrdinalIgnoreCase);

        // "Content-Disposition: filename=offer.pdf" has no kind.
        end = kind.Contains('=') ? 0 : end;
        var fileName = end < 0 ? null : ParameterList.Parse(value.AsSpan(end), warnings).GetValueOrDefault("filename");
        return isAttachment || fileName is not null ? new Disposition(isAttachment, fileName) : None;
    }
}
