namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>The attributes of one tag, found when asked. Values come as written, entities and all.</summary>
internal readonly ref struct HtmlAttributes(string html, int start, int end)
{
    private readonly ReadOnlySpan<char> _text = html.AsSpan(start, Math.Max(0, end - start));

    public bool IsEmpty => _text.Length < 3;

    /// <summary>The next attribute at or behind <paramref name="at"/>; false at the end.</summary>
    public bool Next(scoped ref int at, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = value = default;
        while (at < _text.Length && (_text[at] is '/' or '>' || char.IsWhiteSpace(_text[at])))
        {
            at++;
        }

        var from = at;
        while (at < _text.Length && _text[at] is not ('=' or '>' or '/') && !char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        if (at == from && (at >= _text.Length || _text[at] != '='))
        {
            return false;
        }

        name = _text[from..at];
        var equals = at;
        while (equals < _text.Length && char.IsWhiteSpace(_text[equals]))
        {
            equals++;
        }

        if (equals >= _text.Length || _text[equals] != '=')
        {
            return true;
        }

        at = equals + 1;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        if (at < _text.Length && _text[at] is '"' or '\'')
        {
            var quote = _text[at++];
            var close = _text[at..].IndexOf(quote);
            var valueEnd = close < 0 ? Math.Max(at, _text.Length - 1) : at + close;
            value = _text[at..valueEnd];
            at = Math.Min(_text.Length, valueEnd + 1);
            return true;
        }

        from = at;
        while (at < _text.Length && _text[at] != '>' && !char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        value = _text[from..at];
        return true;
    }
}
