namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>
/// Collects characters with their place in the source, and closes lines. Trailing white space of a line is dropped, and
/// characters that nobody sees (zero width, bidi controls) never come in.
/// </summary>
internal sealed class LineWriter(int capacity)
{
    private const int MostUnseen = 16;

    private readonly List<BodyLine> _lines = [];
    private char[] _text = new char[Math.Max(16, capacity)];
    private readonly SourceMap _map = new(Math.Max(4, capacity / 64));
    private int _length;
    private int _lineStart;
    private int _lineContent;
    private int _unseen;
    private int _unseenKinds;
    private bool _isTag;

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

        if (_unseen != 0)
        {
            EndUnseen();
        }

        if (_length == _text.Length)
        {
            Grow(1);
        }

        _map.Add(_length, offset);
        _text[_length++] = c;
        if (c is not (' ' or '\t'))
        {
            _lineContent = _length;
        }
    }

    /// <summary>Adds ASCII characters that stand one behind the other, none of them a control.</summary>
    public void AppendPlain(ReadOnlySpan<char> text, int offset)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (_unseen != 0)
        {
            EndUnseen();
        }

        if (_length + text.Length > _text.Length)
        {
            Grow(text.Length);
        }

        _map.Add(_length, offset);
        text.CopyTo(_text.AsSpan(_length));
        var content = text.Length;
        while (content > 0 && text[content - 1] is ' ' or '\t')
        {
            content--;
        }

        _lineContent = content > 0 ? _length + content : _lineContent;
        _length += text.Length;
    }

    public void EndLine(int quote, LineMarks marks, int offset)
    {
        var end = Math.Max(_lineContent, _lineStart);
        while (end > _lineStart && (char.IsWhiteSpace(_text[end - 1]) || _text[end - 1] == '\ufeff'))
        {
            end--;
        }

        if (end < _length)
        {
            _map.Cut(end);
            _length = end;
        }

        _lines.Add(new BodyLine(_lineStart, _length - _lineStart, quote, marks));
        _lineContent = _length;
        AppendEnd(offset);
        _lineStart = _length;
        _lineContent = _length;
    }

    public RenderedBody Finish(string part, string source, TextMarks marks, string hidden, bool isHtml)
    {
        // The last line's end is no character of the text.
        var written = _text.AsSpan(0, Math.Max(0, _length - 1));
        var from = TextSource.Of(part, source, isHtml, marks);
        var isSource = !isHtml && written.SequenceEqual(source);
        var text = isSource
            ? new VisibleText(from, source, SourceMap.Identity)
            : new VisibleText(from, written.ToString(), _map);
        return new RenderedBody(text, [.. _lines], hidden);
    }

    /// <summary>Many characters without width in a row, of several kinds, are letters in a secret writing.</summary>
    private void EndUnseen()
    {
        Smuggled += _unseen >= MostUnseen && (_unseenKinds & (_unseenKinds - 1)) != 0 ? _unseen : 0;
        _unseen = _unseenKinds = 0;
    }

    private void AppendEnd(int offset)
    {
        if (_length == _text.Length)
        {
            Grow(1);
        }

        _map.Add(_length, offset);
        _text[_length++] = '\n';
    }

    private void Grow(int by) => Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + by));

    /// <summary>Spaces of other widths become a space; what has no width goes. Joiners stay: Persian, Indic scripts and
    /// emoji are written with them.</summary>
    private char Normalise(char c)
    {
        switch (c)
        {
            case '\u00a0' or '\u2007' or '\u202f' or '\u2002' or '\u2003' or '\u2009':
                return ' ';
            case '\u200b' or '\u2060' or '\ufeff':
                _unseen++;
                _unseenKinds |= c == '\u200b' ? 1 : 2;
                return '\0';
            case '\u00ad' or '\u200e' or '\u200f' or '\u061c' or '\u034f':
                return '\0';
            case >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069':
                Smuggled += c is '\u202d' or '\u202e' ? 1 : 0;
                return '\0';
            case '\u2028' or '\u2029' or '\u0085':
                return ' ';
            case '\u200c' or '\u200d':
                if (_length > _lineStart && _text[_length - 1] >= '\u0500' && _unseen == 0)
                {
                    return c;
                }

                _unseen++;
                _unseenKinds |= c == '\u200c' ? 4 : 8;
                return '\0';
            case '\udb40':
                // The high half of U+E0000..E01FF: tag characters, seen by machines only, and variants of characters.
                _isTag = true;
                return '\0';
            case >= '\udc00' and <= '\udfff' when _isTag:
                // Tags behind the black flag are the flags of England, Scotland and Wales.
                _isTag = false;
                Smuggled += c < '\udc80' && !(_length > 1 && _text[_length - 1] == '\udff4') ? 1 : 0;
                return '\0';
            default:
                return _length > 0 && c is >= '\udc00' and <= '\udfff' && !char.IsHighSurrogate(_text[_length - 1])
                    ? '\0'
                    : c;
        }
    }
}
