namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>
/// Collects characters with their place in the source, and closes lines. Trailing white space of a line is dropped, and
/// characters that nobody sees (zero width, bidi controls) never come in.
/// </summary>
internal sealed class LineWriter(int capacity)
{
    private readonly List<BodyLine> _lines = [];
    private char[] _text = new char[Math.Max(16, capacity)];
    private int[] _offsets = new int[Math.Max(16, capacity) + 1];
    private int _length;
    private int _lineStart;
    private int _lineContent;

    /// <summary>The open line has something to see.</summary>
    public bool HasContent => _lineContent > _lineStart;

    public bool IsLineEmpty => _length == _lineStart;

    public int LineCount => _lines.Count;

    public char Last => _length > _lineStart ? _text[_length - 1] : '\n';

    /// <summary>Invisible characters that do not belong to any script's writing.</summary>
    public int Smuggled { get; private set; }

    public void Append(char c, int offset)
    {
        if (c >= '\u0080' && (c = Normalise(c)) == '\0')
        {
            return;
        }

        if (_length == _text.Length)
        {
            Array.Resize(ref _text, _text.Length * 2);
            Array.Resize(ref _offsets, (_text.Length * 2) + 1);
        }

        _text[_length] = c;
        _offsets[_length++] = offset;
        if (c is not (' ' or '\t'))
        {
            _lineContent = _length;
        }
    }

    public void EndLine(int quote, LineMarks marks, int offset)
    {
        _length = Math.Max(_lineContent, _lineStart);
        _lines.Add(new BodyLine(_lineStart, _length - _lineStart, quote, marks));
        _lineContent = _length;
        AppendEnd(offset);
        _lineStart = _length;
        _lineContent = _length;
    }

    public RenderedBody Finish(string part, string source, TextMarks marks, string hidden, bool mayBeIdentical)
    {
        // The last line's end is no character of the text.
        var length = Math.Max(0, _length - 1);
        var text = new string(_text, 0, length);
        if (mayBeIdentical && text.Length == source.Length && string.Equals(text, source, StringComparison.Ordinal))
        {
            return new RenderedBody(new VisibleText(part, source, [], marks), [.. _lines], hidden);
        }

        Array.Resize(ref _offsets, length + 1);
        _offsets[length] = length == 0 ? 0 : _offsets[length - 1] + 1;
        return new RenderedBody(new VisibleText(part, text, _offsets, marks), [.. _lines], hidden);
    }

    private void AppendEnd(int offset)
    {
        if (_length == _text.Length)
        {
            Array.Resize(ref _text, _text.Length * 2);
            Array.Resize(ref _offsets, (_text.Length * 2) + 1);
        }

        _text[_length] = '\n';
        _offsets[_length++] = offset;
    }

    /// <summary>Spaces of other widths become a space; what has no width goes. Joiners stay: Persian, Indic scripts and
    /// emoji are written with them.</summary>
    private char Normalise(char c)
    {
        switch (c)
        {
            case '\u00a0' or '\u2007' or '\u202f' or '\u2002' or '\u2003' or '\u2009':
                return ' ';
            case '\u200b' or '\u2060' or '\ufeff' or '\u00ad' or '\u200e' or '\u200f' or '\u061c':
                return '\0';
            case >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069':
                Smuggled += c is '\u202d' or '\u202e' ? 1 : 0;
                return '\0';
            case '\u2028' or '\u2029' or '\u0085':
                return ' ';
            case '\u200c' or '\u200d':
                return _length > _lineStart && _text[_length - 1] >= '\u0500' ? c : '\0';
            case '\udb40':
                // The high half of U+E0000..E01FF: tag characters, seen by machines only.
                Smuggled++;
                return '\0';
            default:
                return _length > 0 && c is >= '\udc00' and <= '\udfff' && !char.IsHighSurrogate(_text[_length - 1])
                    ? '\0'
                    : c;
        }
    }
}
