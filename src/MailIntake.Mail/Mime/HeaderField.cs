namespace MailIntake.Mail.Mime;

/// <summary>One header field: <see cref="Value"/> is unfolded and decoded (RFC 2047, raw 8-bit), <see cref="RawValue"/>
/// unfolded only. Both are made when first asked for: most fields of most mails never are.</summary>
public sealed record HeaderField
{
    private readonly ReadOnlyMemory<byte> _folded;
    private readonly WarningList? _warnings;
    private string? _rawValue;
    private string? _value;
    private TextRun[]? _decodedRuns;

    public HeaderField(string name, string rawValue, string value)
    {
        Name = name;
        _rawValue = rawValue;
        _decodedRuns = [];
        _value = value;
    }

    internal HeaderField(string name, ReadOnlyMemory<byte> folded, WarningList warnings)
    {
        Name = name;
        _folded = folded;
        _warnings = warnings;
    }

    public string Name { get; }

    public string RawValue => _rawValue ??= HeaderText.Unfold(_folded.Span);

    public string Value
    {
        get
        {
            if (_value is null)
            {
                Decode();
            }

            return _value!;
        }
    }

    /// <summary>Stretches of <see cref="Value"/> that were encoded words: a comma or bracket in them is text, not the
    /// grammar of the field.</summary>
    internal TextRun[] DecodedRuns
    {
        get
        {
            _ = Value;
            return _decodedRuns!;
        }
    }

    public void Deconstruct(out string name, out string rawValue, out string value) =>
        (name, rawValue, value) = (Name, RawValue, Value);

    public bool Equals(HeaderField? other) =>
        other is not null && Name == other.Name && RawValue == other.RawValue && Value == other.Value;

    public override int GetHashCode() => HashCode.Combine(Name, RawValue);

    public override string ToString() => $"{Name}: {Value}";

    private void Decode()
    {
        if (_folded.Span.IndexOf("=?"u8) < 0)
        {
            _decodedRuns = [];
            _value = RawValue;
            return;
        }

        var value = EncodedWords.Decode(_folded.Span, _warnings, out var runs);
        _decodedRuns = runs;
        _value = value;
    }
}

/// <summary>A stretch of a text, in UTF-16 units.</summary>
internal readonly record struct TextRun(int Start, int Length)
{
    public int End => Start + Length;
}
