namespace MailIntake.Referrals.Reading;

/// <summary>
/// Text that a reader of the mail sees, with a map from every character back to the decoded text of the MIME part it
/// stands in, so that any stretch of it can be pointed at. HTML is rendered to lines; the map then goes to the source.
/// A body in several parts is one text; a place is told with the part it is in.
/// </summary>
public sealed class VisibleText
{
    private readonly TextSource _source;
    private readonly SourceMap _map;
    private readonly int _first;

    /// <param name="part">The part's number, or <c>header:Subject</c> and the like.</param>
    /// <param name="text">What is seen, lines ended by "\n".</param>
    /// <param name="offsets">For each character of <paramref name="text"/> where it stands in the part's decoded text;
    /// one more at the end. Empty: the text is the part's text itself.</param>
    public VisibleText(string part, string text, int[] offsets)
        : this(TextSource.Of(part, text, isHtml: false, TextMarks.None), text, SourceMap.Of(offsets), 0)
    {
    }

    internal VisibleText(TextSource source, string text, SourceMap map)
        : this(source, text, map, 0)
    {
    }

    private VisibleText(TextSource source, string text, SourceMap map, int first)
    {
        Text = text;
        _source = source;
        _map = map;
        _first = first;
    }

    public static VisibleText Empty { get; } = new("1", "", []);

    /// <summary>The part in which the text begins.</summary>
    public string Part => Text.Length == 0 ? _source.FirstNumber : _source.PartAt(OffsetOf(0)).Number;

    public string Text { get; }

    public bool IsEmpty => Text.Length == 0;

    /// <summary>Links and struck words of all the parts this text is from.</summary>
    public TextMarks Marks => _source.Marks;

    /// <summary>Links shown in this text. A plain text has none.</summary>
    public IEnumerable<TextLink> Links => LinksWithin(0, Text.Length);

    internal TextSource Source => _source;

    internal SourceMap Map => _map;

    public VisibleText Slice(int start, int length) =>
        length == Text.Length ? this : new(_source, Text.Substring(start, length), _map, _first + start);

    public VisibleText Slice(int start) => Slice(start, Text.Length - start);

    /// <summary>Where the characters [start, start + length) stand in the mail. What goes over into another part is
    /// shown to the end of the part in which it begins.</summary>
    public SourceSpan Locate(int start, int length)
    {
        var (from, to) = Places(start, length);
        return _source.Span(from, to);
    }

    /// <summary>Some of the characters [start, start + length) are struck through.</summary>
    public bool IsStruck(int start, int length)
    {
        if (Marks.Struck.Count == 0)
        {
            return false;
        }

        var (from, to) = Places(start, length);
        return Marks.IsStruck(from, to);
    }

    /// <summary>The same with spaces for the characters that are struck through.</summary>
    public VisibleText WithoutStruck()
    {
        if (Marks.Struck.Count == 0 || !IsStruck(0, Text.Length))
        {
            return this;
        }

        var text = new System.Text.StringBuilder(Text);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n' && IsStruck(i, 1))
            {
                text[i] = ' ';
            }
        }

        return new VisibleText(_source, text.ToString(), _map, _first);
    }

    /// <summary>Links shown within the characters [start, start + length).</summary>
    public IEnumerable<TextLink> LinksWithin(int start, int length)
    {
        if (Marks.Links.Count == 0)
        {
            return [];
        }

        var (from, to) = Places(start, length);
        return Marks.LinksWithin(from, to);
    }

    /// <summary>A line end that stands where this text ends.</summary>
    public VisibleText LineEndAfter()
    {
        var map = new SourceMap(1);
        map.Add(0, Text.Length == 0 ? OffsetOf(0) : OffsetOf(Text.Length - 1));
        return new VisibleText(_source, "\n", map);
    }

    /// <summary>Pieces of one body in their order, as one text.</summary>
    public static VisibleText Concat(IReadOnlyList<VisibleText> pieces)
    {
        if (pieces.Count == 0)
        {
            return Empty;
        }

        if (pieces.Count == 1)
        {
            return pieces[0];
        }

        var map = new SourceMap();
        var at = 0;
        foreach (var piece in pieces)
        {
            map.Append(piece._map, piece._first, piece.Text.Length, at);
            at += piece.Text.Length;
        }

        return new VisibleText(pieces[0]._source, string.Concat(pieces.Select(p => p.Text)), map);
    }

    public override string ToString() => Text;

    private (int From, int To) Places(int start, int length)
    {
        var from = OffsetOf(start);
        return (from, length == 0 ? from : Math.Max(from, _source.EndOf(OffsetOf(start + length - 1))));
    }

    private int OffsetOf(int index) => _map.SourceOf(_first + index);
}
