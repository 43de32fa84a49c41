using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>Cuts an address list into its segments, in one pass.</summary>
internal ref partial struct AddressScanner
{
    private const int LongestGroupName = 200;

    private readonly string _text;
    private readonly ReadOnlySpan<TextRun> _literal;
    private readonly int _limit;
    private readonly List<AddressSegment> _segments = [];
    private readonly StringBuilder _phrase = new();
    private int _position;
    private int _literalIndex;
    private int _start = -1;
    private int _end;
    private string? _bracket;
    private string? _comment;
    private bool _isQuoted;
    private bool _isInGroup;
    private bool _canComment = true;
    private bool _canQuote = true;

    public AddressScanner(string text, ReadOnlySpan<TextRun> literal, int limit)
    {
        _text = text;
        _literal = literal;
        _limit = limit;
    }

    public List<AddressSegment> Scan()
    {
        while (_position < _text.Length && _segments.Count < _limit)
        {
            if (TryTakeLiteral())
            {
                continue;
            }

            var c = _text[_position];
            switch (c)
            {
                case ',':
                    EndSegment(',');
                    _position++;
                    break;
                case ';' or '\uFF1B':
                    EndSegment(';');
                    _isInGroup = false;
                    _position++;
                    break;
                case '"' when _canQuote:
                    TakeQuoted();
                    break;
                case '"' or '>':
                    // Closes nothing, and no name means it.
                    _position++;
                    break;
                case '(' when _canComment:
                    TakeComment();
                    break;
                case '<':
                    TakeBracket();
                    break;
                case '[':
                    TakeSquareBracket();
                    break;
                case ':':
                    TakeColon();
                    break;
                default:
                    TakeCharacter(c);
                    break;
            }
        }

        EndSegment('\0');
        return _segments;
    }

    private bool TryTakeLiteral()
    {
        while (_literalIndex < _literal.Length && _literal[_literalIndex].End <= _position)
        {
            _literalIndex++;
        }

        if (_literalIndex == _literal.Length || _position < _literal[_literalIndex].Start)
        {
            return false;
        }

        var end = _literal[_literalIndex].End;
        Touch(_position, end);
        AppendCollapsed(_text.AsSpan(_position, end - _position));
        _position = end;
        return true;
    }

    private void TakeCharacter(char c)
    {
        if (char.IsWhiteSpace(c))
        {
            AppendSpace();
        }
        else
        {
            Touch(_position, _position + 1);
            _phrase.Append(c);
        }

        _position++;
    }

    /// <summary>The end of a group's name, or of "mailto".</summary>
    private void TakeColon()
    {
        _position++;
        if (_phrase.Length > LongestGroupName)
        {
            _phrase.Append(':');
            return;
        }

        var phrase = _phrase.ToString().Trim();
        if (phrase.Contains('@', StringComparison.Ordinal) || _bracket is not null)
        {
            _phrase.Append(':');
            return;
        }

        var isScheme = phrase.Equals("mailto", StringComparison.OrdinalIgnoreCase)
            || phrase.Equals("smtp", StringComparison.OrdinalIgnoreCase);
        Clear();
        _isInGroup |= !isScheme;
    }

    private void EndSegment(char terminator)
    {
        if (_start >= 0)
        {
            var phrase = _phrase.ToString().Trim();
            if (_bracket is null && _comment is null && !_isQuoted && TrySplit(phrase, terminator))
            {
                Clear();
                return;
            }

            _segments.Add(new AddressSegment
            {
                Phrase = phrase,
                Bracket = _bracket,
                Comment = _comment,
                IsQuoted = _isQuoted,
                IsInGroup = _isInGroup,
                Start = _start,
                End = _end,
                Terminator = terminator,
            });
        }

        Clear();
    }

    /// <summary>Addresses with nothing but white space between, as old Unix programs write a list.</summary>
    private readonly bool TrySplit(string phrase, char terminator)
    {
        var first = phrase.IndexOf('@', StringComparison.Ordinal);
        if (first < 0 || phrase.IndexOf(' ', first) < 0
            || !phrase.Split(' ').All(word => EmailAddress.TryParse(word, out _)))
        {
            return false;
        }

        var at = _start;
        foreach (var word in phrase.Split(' '))
        {
            at = Math.Max(at, _text.IndexOf(word, at, StringComparison.Ordinal));
            _segments.Add(new AddressSegment
            {
                Phrase = word,
                IsInGroup = _isInGroup,
                Start = at,
                End = at + word.Length,
                Terminator = terminator,
            });
            at += word.Length;
        }

        return true;
    }

    private void Clear()
    {
        _phrase.Clear();
        _bracket = null;
        _comment = null;
        _isQuoted = false;
        _start = -1;
    }

    private void Touch(int start, int end)
    {
        _start = _start < 0 ? start : _start;
        _end = end;
    }

    private readonly void AppendCollapsed(ReadOnlySpan<char> text)
    {
        AppendSpaceBeforeWord();
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                AppendSpace();
            }
            else
            {
                _phrase.Append(c);
            }
        }
    }

    private readonly void AppendSpaceBeforeWord()
    {
        if (_phrase.Length > 0 && _position > 0 && char.IsWhiteSpace(_text[_position - 1]))
        {
            AppendSpace();
        }
    }

    private readonly void AppendSpace()
    {
        if (_phrase.Length > 0 && _phrase[^1] != ' ')
        {
            _phrase.Append(' ');
        }
    }
}
