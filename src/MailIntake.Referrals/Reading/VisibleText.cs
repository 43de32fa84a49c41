namespace MailIntake.Referrals.Reading;

/// <summary>
/// Text that a reader of the mail sees, with a map from every character back to the decoded text of the MIME part it
/// stands in, so that any stretch of it can be pointed at. HTML is rendered to lines; the map then goes to the source.
/// </summary>
public sealed class VisibleText
{
    private readonly int[] _offsets;
    private readonly int _first;

    /// <param name="part">The part's number, or <c>header:Subject</c> and the like.</param>
    /// <param name="text">What is seen, lines ended by "\n".</param>
    /// <param name="offsets">For each character of <paramref name="text"/> where it stands in the part's decoded text;
    /// one more at the end. Empty: the text is the part's text itself.</param>
    public VisibleText(string part, string text, int[] offsets)
        : this(part, text, offsets, 0, TextMarks.None)
    {
    }

    /// <summary>A text whose part has links or struck words.</summary>
    public VisibleText(string part, string text, int[] offsets, TextMarks marks)
        : this(part, text, offsets, 0, marks)
    {
    }

    private VisibleText(string part, string text, int[] offsets, int first, TextMarks marks)
    {
        Part = part;
        Text = text;
        _offsets = offsets;
        _first = first;
        Marks = marks;
    }

    public static VisibleText Empty { get; } = new("1", "", []);

    public string Part { get; }

    public string Text { get; }

    public bool IsEmpty => Text.Length == 0;

    /// <summary>Links and struck words of the whole part this text is from.</summary>
    public TextMarks Marks { get; }

    /// <summary>Links shown in this text. A plain text has none.</summary>
    public IEnumerable<TextLink> Links => LinksWithin(0, Text.Length);

    public VisibleText Slice(int start, int length) =>
        new(Part, Text.Substring(start, length), _offsets, _first + start, Marks);

    public VisibleText Slice(int start) => Slice(start, Text.Length - start);

    /// <summary>Where the characters [start, start + length) stand in the mail.</summary>
    public SourceSpan Locate(int start, int length)
    {
        var from = OffsetOf(start);
        var to = length == 0 ? from : OffsetOf(start + length - 1) + 1;
        return new SourceSpan(Part, from, Math.Max(0, to - from));
    }

    /// <summary>Some of the characters [start, start + length) are struck through.</summary>
    public bool IsStruck(int start, int length)
    {
        var where = Locate(start, length);
        return Marks.IsStruck(where.Start, where.Start + where.Length);
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

        return new VisibleText(Part, text.ToString(), _offsets, _first, Marks);
    }

    /// <summary>Links shown within the characters [start, start + length).</summary>
    public IEnumerable<TextLink> LinksWithin(int start, int length)
    {
        var where = Locate(start, length);
        return Marks.LinksWithin(where.Start, where.Start + where.Length);
    }

    /// <summary>Pieces of one part in their order, as one text.</summary>
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

        var offsets = new int[pieces.Sum(p => p.Text.Length) + 1];
        var at = 0;
        foreach (var piece in pieces)
        {
            for (var i = 0; i < piece.Text.Length; i++)
            {
                offsets[at++] = piece.OffsetOf(i);
            }
        }

        offsets[at] = at == 0 ? 0 : offsets[at - 1] + 1;
        return new VisibleText(pieces[0].Part, string.Concat(pieces.Select(p => p.Text)), offsets, pieces[0].Marks);
    }

    public override string ToString() => Text;

    private int OffsetOf(int index)
    {
        var at = _first + index;
        return _offsets.Length == 0 ? at : _offsets[Math.Min(at, _offsets.Length - 1)];
    }
}
