namespace MailIntake.Mail.Mime;

/// <summary>What stands in quotes, parentheses and brackets, closed or not.</summary>
internal ref partial struct AddressScanner
{
    private void TakeQuoted()
    {
        var close = FindClosingQuote(_position);
        if (close < 0 || IsStrayQuote(close))
        {
            _canQuote = close >= 0;
            _position++;
            return;
        }

        Touch(_position, close + 1);
        _isQuoted = true;
        if (close + 1 < _text.Length && _text[close + 1] == '@')
        {
            // A quoted local part keeps its quotes: they belong to the address.
            _phrase.Append(_text, _position, close + 1 - _position);
        }
        else
        {
            AppendUnescaped(_position + 1, close);
        }

        _position = close + 1;
    }

    private int FindClosingQuote(int open)
    {
        var literal = _literalIndex;
        for (var i = open + 1; i < _text.Length; i++)
        {
            while (literal < _literal.Length && _literal[literal].End <= i)
            {
                literal++;
            }

            if (literal < _literal.Length && i >= _literal[literal].Start)
            {
                i = _literal[literal].End - 1;
            }
            else if (_text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == '"')
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A quote that closes only in the next mailbox was never meant to open.</summary>
    private readonly bool IsStrayQuote(int close)
    {
        var inner = _text.AsSpan(_position + 1, close - _position - 1);
        var after = _text.AsSpan(close + 1);
        return after.Length > 0 && char.IsLetterOrDigit(after[0]) && inner.Contains('<') && inner.Contains('@');
    }

    private readonly void AppendUnescaped(int from, int to)
    {
        AppendSpaceBeforeWord();
        for (var i = from; i < to; i++)
        {
            if (_text[i] == '\\' && i + 1 < to)
            {
                i++;
            }

            if (char.IsWhiteSpace(_text[i]))
            {
                AppendSpace();
            }
            else
            {
                _phrase.Append(_text[i]);
            }
        }
    }

    private void TakeComment()
    {
        var depth = 0;
        for (var i = _position; i < _text.Length; i++)
        {
            var c = _text[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && --depth == 0)
            {
                Touch(_position, i + 1);
                // "jane(at work)@globex.example": one within the address is no name.
                var isWithin = i + 1 < _text.Length && _text[i + 1] == '@';
                _comment ??= isWithin ? null : _text[(_position + 1)..i].Trim();
                AppendSpace();
                _position = i + 1;
                return;
            }
        }

        // No comment closes from here on; parentheses are then just characters.
        _canComment = false;
    }

    private void TakeBracket()
    {
        var open = _position;
        var isRoute = open + 1 < _text.Length && _text[open + 1] == '@';
        var i = open + 1;
        while (i < _text.Length && _text[i] is not ('>' or '<' or ';') && (_text[i] != ',' || isRoute))
        {
            isRoute &= _text[i] != ':';
            i += _text[i] == '"' && FindQuoteInBracket(i) is var close and > 0 ? close - i + 1 : 1;
        }

        var inner = _text[(open + 1)..i].Trim();
        var end = i < _text.Length && _text[i] == '>' ? i + 1 : i;
        Touch(open, end);
        AppendSpace();
        if (inner.Contains('@', StringComparison.Ordinal))
        {
            _bracket ??= inner;
        }

        _position = end;
    }

    /// <summary>A quoted local part within brackets; short, so that looking for it costs nothing.</summary>
    private readonly int FindQuoteInBracket(int open)
    {
        var window = _text.AsSpan(open + 1, Math.Min(64, _text.Length - open - 1));
        var close = window.IndexOfAny('"', '<', '>');
        return close >= 0 && window[close] == '"' ? open + 1 + close : -1;
    }

    /// <summary><c>Jane Roe [mailto:jane@x]</c> (Outlook), and address literals <c>jane@[192.0.2.1]</c>.</summary>
    private void TakeSquareBracket()
    {
        var rest = _text.AsSpan(_position + 1);
        var close = rest.IndexOfAny("]<[,;");
        var isClosed = close >= 0 && rest[close] == ']';
        if (isClosed && rest[..close].Contains('@'))
        {
            Touch(_position, _position + close + 2);
            _bracket ??= rest[..close].Trim().ToString();
            _position += close + 2;
            return;
        }

        var length = isClosed ? close + 2 : 1;
        Touch(_position, _position + length);
        _phrase.Append(_text, _position, length);
        _position += length;
    }
}
