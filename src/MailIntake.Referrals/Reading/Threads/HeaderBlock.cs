using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>One field of a header block: its value is the characters [Start, End) of the body's text.</summary>
internal readonly record struct HeaderLine(HeaderField Field, int Start, int End);

/// <summary>The header lines that stand over a forwarded or quoted message, in the lines [FirstLine,
/// EndLine).</summary>
internal sealed class HeaderBlock
{
    private readonly List<HeaderLine> _lines = [];

    /// <summary>For each field the place of its first line, plus one: who forwards with all headers forwards
    /// thousands.</summary>
    private readonly int[] _first = new int[Enum.GetValues<HeaderField>().Length];
    private HashSet<string>? _languages;

    public required int FirstLine { get; init; }

    public int EndLine { get; set; }

    public required int Quote { get; init; }

    public IReadOnlyList<HeaderLine> Lines => _lines;

    /// <summary>The languages in which all labels make sense; empty where they are mixed (Gmail mixes).</summary>
    public IReadOnlyCollection<string> Languages => (IReadOnlyCollection<string>?)_languages ?? [];

    public bool Has(HeaderField field) => _first[(int)field] > 0;

    public HeaderLine? Find(HeaderField field) => Has(field) ? _lines[_first[(int)field] - 1] : null;

    public void Add(HeaderField field, int start, int end, IEnumerable<string> languages)
    {
        _lines.Add(new HeaderLine(field, start, end));
        if (!Has(field))
        {
            _first[(int)field] = _lines.Count;
        }

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
