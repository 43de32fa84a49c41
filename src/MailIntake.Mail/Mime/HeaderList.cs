namespace MailIntake.Mail.Mime;

/// <summary>One header field: <see cref="Value"/> is unfolded and decoded (RFC 2047, raw 8-bit), <see cref="RawValue"/>
/// unfolded only.</summary>
public sealed record HeaderField(string Name, string RawValue, string Value);

/// <summary>The header fields of a message or part, in the order they stand. Names compare without case.</summary>
public sealed class HeaderList : List<HeaderField>
{
    /// <summary>The decoded value of the first (topmost) field of that name, or null.</summary>
    public string? this[string name] => throw new NotImplementedException();

    public bool Has(string name) => this[name] is not null;

    public IEnumerable<HeaderField> All(string name) => throw new NotImplementedException();
}
