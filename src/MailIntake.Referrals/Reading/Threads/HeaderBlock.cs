using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>One field of a header block: its value is the characters [Start, End) of the body's text.</summary>
internal readonly record struct HeaderLine(HeaderField Field, int Start, int End);

/// <summary>The header lines that stand over a forwarded or quoted message, in the lines [FirstLine,
/// EndLine).</summary>
internal sealed class HeaderBlock
{
    private readonly List<HeaderLine> _lines = [];
    private HashSet<string>? _languages;

    public required int FirstLine { get; init; }

    public int EndLine { get; set; }

    public required int Quote { get; init; }

    public IReadOnlyList<HeaderLine> Lines => _lines;

    /// <summary>The languages in which all labels make sense; empty where they are mixed (Gmail mixes).</summary>
    public IReadOnlyCollection<string> Languages => (IReadOnlyCollection<string>?)_languages ?? [];

    public bool Has(HeaderField field) => Find(field) is not null;

    public HeaderLine? Find(HeaderField field)
    {
        foreach (var line in _lines)
        {
            if (line.Field == field)
            {
                return line;
            }
        }

        return null;
    }

    public void Add(HeaderField field, int start, int end, IEnumerable<string> languages)
    {
        _lines.Add(new HeaderLine(field, start, end));
        if (_languages is null)
        {
            _languages = new HashSet<string>(languages, StringComparer.Ordinal);
        }
        else if (_languages.Overlaps(languages))
        {
            _languages.IntersectWith(languages);
        }
        else
        {
            _languages.UnionWith(languages);
        }
    }

    public void ReplaceLast(int start, int end) => _lines[^1] = _lines[^1] with { Start = start, End = end };

    public void ExtendLast(int end) => _lines[^1] = _lines[^1] with { End = end };
}
