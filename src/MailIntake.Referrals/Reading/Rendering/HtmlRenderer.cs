using System.Buffers;
using System.Text;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>
/// HTML to the lines a reader sees. In comes the source of a part; out go the lines, each character with its place, the
/// clients' marks, and what is hidden, apart. One pass and a bounded stack: linear on any input.
/// </summary>
internal sealed partial class HtmlRenderer
{
    private const int DeepestStack = 4000;
    private const int FurthestEndTag = 200;
    private const int MostHidden = 20_000;

    private static readonly SearchValues<char> WordCharacters = SearchValues.Create(
        "!\"#$%'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly string _part;
    private readonly string _html;
    private readonly LineWriter _writer;
    private readonly HtmlStyleSheet _sheet = new();
    private readonly List<Element> _stack = [];
    private readonly List<Row> _rows = [];
    private readonly List<TextLink> _links = [];
    private readonly List<TextRange> _struck = [];
    private readonly StringBuilder _hidden = new();
    private readonly StyleCache _styles = new();
    private Element _now = new() { Background = 0xffffff };
    private string? _href;
    private int _linkStart;
    private int _tables;
    private int _breaks;
    private bool _hasRowToBegin;
    private bool _space;
    private bool _tab;
    private int _spaceAt;
    private LineMarks _nextMarks;
    private LineMarks _lineMarks;
    private int _lineQuote;

    private HtmlRenderer(string part, string html)
    {
        _part = part;
        _html = html;
        _writer = new LineWriter((html.Length / 3) + 16);
    }

    public static RenderedBody Render(string part, string html) => new HtmlRenderer(part, html).Render();

    private RenderedBody Render()
    {
        var tokens = new HtmlTokenizer(_html);
        while (tokens.Read())
        {
            switch (tokens.Kind)
            {
                case HtmlTokenKind.Text:
                    AddText(tokens.Start, tokens.End);
                    break;
                case HtmlTokenKind.StartTag when tokens.Tag == HtmlTag.Skipped:
                    Skip(ref tokens);
                    break;
                case HtmlTokenKind.StartTag:
                    Open(tokens.Tag, tokens.Name, tokens.Attributes, tokens.End);
                    break;
                default:
                    Close(tokens.Tag, tokens.Name, tokens.Start);
                    break;
            }
        }

        CloseLink(_html.Length);
        if (!_writer.IsLineEmpty || _writer.LineCount == 0)
        {
            _writer.EndLine(_lineQuote, _lineMarks, _html.Length);
        }

        if (tokens.LongComment.Length > 0)
        {
            _hidden.Append('\n').Append(tokens.LongComment);
        }

        if (_writer.Smuggled > 0)
        {
            _hidden.Append('\n').Append(_writer.Smuggled).Append(" invisible characters");
        }

        var marks = _links.Count + _struck.Count == 0 ? TextMarks.None : new TextMarks(_links, _struck);
        return _writer.Finish(_part, _html, marks, Collapse(_hidden), isHtml: true);
    }

    private void Skip(ref HtmlTokenizer tokens)
    {
        // Head is no raw text: a head that never closes must not swallow the mail.
        if (tokens.Name.Equals("head", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var isStyle = tokens.Name.Equals("style", StringComparison.OrdinalIgnoreCase);
        var content = tokens.SkipContent();
        if (isStyle)
        {
            _sheet.Add(content);
        }
    }

    private void AddText(int from, int end)
    {
        var html = _html.AsSpan();
        for (var i = from; i < end;)
        {
            var c = html[i];
            if (c == '&' && HtmlEntities.Read(html[i..Math.Min(end, i + 40)], out var codePoint) is > 0 and var length)
            {
                AddCodePoint(codePoint, i);
                i += length;
                continue;
            }

            if (c is ' ' or '\n' or '\t' or '\r' or '\f')
            {
                AddSpace(c, i);
            }
            else
            {
                AddVisible(c, i);
                if (c < '\u0080' && !_now.IsHidden && !_now.IsStruck)
                {
                    // The line has content now: what follows in this word changes nothing but the text.
                    var word = html[(i + 1)..end];
                    var rest = word.IndexOfAnyExcept(WordCharacters);
                    rest = rest < 0 ? word.Length : rest;
                    _writer.AppendPlain(word[..rest], i + 1);
                    i += rest;
                }
            }

            i++;
        }
    }

    private void AddCodePoint(int codePoint, int at)
    {
        if (codePoint is '\n' or '\t' or '\r' or '\f')
        {
            AddSpace((char)codePoint, at);
            return;
        }

        if (codePoint < 0x10000)
        {
            AddVisible((char)codePoint, at);
            return;
        }

        var text = char.ConvertFromUtf32(codePoint);
        AddVisible(text[0], at);
        AddVisible(text[1], at);
    }

    private void AddSpace(char c, int at)
    {
        if (!_now.KeepsSpace)
        {
            if (!_space)
            {
                _space = true;
                _spaceAt = at;
            }
        }
        else if (c == '\n')
        {
            BreakLine(at);
        }
        else if (c != '\r')
        {
            AddVisible(c == '\f' ? ' ' : c, at);
        }
    }

    private void AddVisible(char c, int at)
    {
        if (_now.IsHidden)
        {
            if (_hidden.Length < MostHidden)
            {
                if (_space)
                {
                    _hidden.Append(' ');
                    _space = false;
                }

                _hidden.Append(c);
            }

            return;
        }

        Flush(at);
        if (_writer.IsLineEmpty)
        {
            _lineQuote = _now.Quote;
            _lineMarks = _nextMarks | _now.Marks;
            // A line of white space alone takes no mark away from the next.
            _nextMarks = c is ' ' or '\u00a0' ? _nextMarks : LineMarks.None;
        }
        else if (!_writer.HasContent)
        {
            _lineQuote = _now.Quote;
            _lineMarks |= _nextMarks | _now.Marks;
            _nextMarks = c is ' ' or '\u00a0' ? _nextMarks : LineMarks.None;
        }

        _writer.Append(c, at);
        if (_now.IsStruck)
        {
            Strike(at);
        }
    }

    private void Flush(int at)
    {
        if (_breaks > 0)
        {
            if (!_writer.IsLineEmpty)
            {
                EndLine(at);
            }

            if (_breaks > 1 && _writer.LineCount > 0)
            {
                _writer.EndLine(_now.Quote, LineMarks.None, at);
            }

            _breaks = 0;
            _space = false;
        }

        if (_tab && !_writer.IsLineEmpty)
        {
            _writer.Append('\t', at);
            _space = false;
        }

        if (_space && !_writer.IsLineEmpty && _writer.Last != '\t')
        {
            _writer.Append(' ', _spaceAt);
        }

        _tab = _space = false;
        if (_hasRowToBegin)
        {
            BeginRows();
        }
    }

    private void BeginRows()
    {
        _hasRowToBegin = false;
        for (var i = 0; i <= _tables && i < _rows.Count; i++)
        {
            if (_rows[i].FirstLine == Row.NotBegun)
            {
                _rows[i] = _rows[i] with { FirstLine = _writer.LineCount };
            }
        }
    }

    /// <summary>A line end that the source asks for: br, or a line end within pre.</summary>
    private void BreakLine(int at)
    {
        if (_now.IsHidden)
        {
            return;
        }

        if (_breaks > 0)
        {
            if (!_writer.IsLineEmpty)
            {
                EndLine(at);
            }

            if (_breaks > 1 && _writer.LineCount > 0)
            {
                _writer.EndLine(_now.Quote, LineMarks.None, at);
            }

            _breaks = 0;
        }

        _lineQuote = _writer.IsLineEmpty ? _now.Quote : _lineQuote;
        EndLine(at);
        _tab = _space = false;
    }

    private void EndLine(int at)
    {
        _writer.EndLine(_lineQuote, _writer.HasContent ? _lineMarks : LineMarks.None, at);
        _lineMarks = LineMarks.None;
    }

    /// <summary>The next text begins a line (1), after a blank one (2).</summary>
    private void AskBreak(int breaks)
    {
        if (!_now.IsHidden)
        {
            _breaks = Math.Max(_breaks, breaks);
        }
    }

    private void Strike(int at)
    {
        if (_struck.Count > 0 && at - _struck[^1].End is >= 0 and < 3)
        {
            _struck[^1] = new TextRange(_struck[^1].Start, at + 1);
        }
        else
        {
            _struck.Add(new TextRange(at, at + 1));
        }
    }

    private void CloseLink(int at)
    {
        if (_href is not null)
        {
            _links.Add(new TextLink(_linkStart, at, _href));
            _href = null;
        }
    }

    private static string Collapse(StringBuilder hidden)
    {
        var text = hidden.ToString().Trim();
        var letters = text.Count(char.IsLetterOrDigit);
        return letters < 3 ? "" : text;
    }

    /// <summary>What an open element says of the text in it.</summary>
    private struct Element
    {
        public HtmlTag Tag;
        public int NameHash;
        public bool IsHidden;
        public bool IsGone;
        public bool KeepsSpace;
        public bool IsStruck;
        public bool HasTinyFont;
        public int Quote;
        public LineMarks Marks;
        public int Color;
        public int Background;
        public byte BreaksAfter;
    }

    private struct Row
    {
        /// <summary>No text in it yet.</summary>
        public const int NotBegun = -1;

        public int FirstLine;
        public int Cells;
    }
}
