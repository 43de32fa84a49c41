namespace MailIntake.Referrals.Reading;

/// <summary>
/// For each character of a text where it stands in a source, kept as runs of neighbours: a number for each character
/// would be larger than the text. Without a run the text is the source.
/// </summary>
internal sealed class SourceMap
{
    private int[] _texts;
    private int[] _sources;
    private int _count;
    private int _shift;

    public SourceMap(int capacity = 16)
    {
        _texts = new int[capacity];
        _sources = new int[capacity];
    }

    public static SourceMap Identity { get; } = new(0);

    /// <summary>A map from a number for each character.</summary>
    public static SourceMap Of(int[] offsets)
    {
        if (offsets.Length == 0)
        {
            return Identity;
        }

        var map = new SourceMap();
        for (var i = 0; i < offsets.Length; i++)
        {
            map.Add(i, offsets[i]);
        }

        return map;
    }

    /// <summary>The character at <paramref name="index"/>, which comes behind all before, stands at
    /// <paramref name="source"/>.</summary>
    public void Add(int index, int source)
    {
        if (source - index == _shift && _count > 0)
        {
            return;
        }

        if (_count == _texts.Length)
        {
            Array.Resize(ref _texts, Math.Max(16, _count * 2));
            Array.Resize(ref _sources, _texts.Length);
        }

        (_texts[_count], _sources[_count]) = (index, source);
        _count++;
        _shift = source - index;
    }

    /// <summary>Characters from <paramref name="length"/> on were taken back.</summary>
    public void Cut(int length)
    {
        while (_count > 0 && _texts[_count - 1] >= length)
        {
            _count--;
        }

        _shift = _count == 0 ? 0 : _sources[_count - 1] - _texts[_count - 1];
    }

    public int SourceOf(int index)
    {
        var run = Array.BinarySearch(_texts, 0, _count, index);
        run = run < 0 ? ~run - 1 : run;
        return run < 0 ? index : index - _texts[run] + _sources[run];
    }

    /// <summary>Adds what another map says of its characters [first, first + length), which stand here from
    /// <paramref name="at"/> on.</summary>
    public void Append(SourceMap other, int first, int length, int at, int sourceBase = 0)
    {
        if (length == 0)
        {
            return;
        }

        Add(at, sourceBase + other.SourceOf(first));
        var run = Array.BinarySearch(other._texts, 0, other._count, first + 1);
        for (run = run < 0 ? ~run : run; run < other._count && other._texts[run] < first + length; run++)
        {
            Add(at + other._texts[run] - first, sourceBase + other._sources[run]);
        }
    }
}
