namespace MailIntake.Referrals.Reading.Rendering;

internal enum HtmlTokenKind
{
    End,
    Text,
    StartTag,
    EndTag,
}

/// <summary>
/// Cuts HTML into text and tags, each with its place. One pass, no tree: a parser that builds the tree is quadratic
/// on deep nests and loses the offsets. Comments, doctypes and what is no tag are passed over or read as text, as
/// browsers do.
/// </summary>
internal ref struct HtmlTokenizer(string html)
{
    private int _at;
    private int _nameStart;
    private int _nameEnd;
    private List<string>? _neverClosed;

    public HtmlTokenKind Kind { get; private set; }

    public int Start { get; private set; }

    public int End { get; private set; }

    public HtmlTag Tag { get; private set; }

    public readonly ReadOnlySpan<char> Name => html.AsSpan(_nameStart, _nameEnd - _nameStart);

    /// <summary>What stands between the name and the end of a tag.</summary>
    public readonly HtmlAttributes Attributes => new(html, _nameEnd, End);

    /// <summary>Words in comments, to be reported: somebody hid them there. Clients' own comments are short or
    /// conditional.</summary>
    public string LongComment { get; private set; } = "";

    public bool Read()
    {
        while (_at < html.Length)
        {
            if (html[_at] != '<')
            {
                ReadText(_at);
                return true;
            }

            var next = _at + 1 < html.Length ? html[_at + 1] : '\0';
            if (char.IsAsciiLetter(next))
            {
                ReadTag(_at + 1, HtmlTokenKind.StartTag);
                return true;
            }

            if (next == '/' && _at + 2 < html.Length && char.IsAsciiLetter(html[_at + 2]))
            {
                ReadTag(_at + 2, HtmlTokenKind.EndTag);
                return true;
            }

            if (next is '!' or '?' or '/')
            {
                SkipComment();
                continue;
            }

            ReadText(_at);
            return true;
        }

        Kind = HtmlTokenKind.End;
        return false;
    }

    /// <summary>Goes to behind the end tag of the element just begun, whose content is no text; stays where there is no
    /// such tag. Returns the content.</summary>
    public ReadOnlySpan<char> SkipContent()
    {
        var name = Name;
        var from = _at;
        if (_neverClosed is not null && _neverClosed.Contains(name.ToString()))
        {
            return default;
        }

        var at = from;
        while (html.AsSpan(at).IndexOf("</") is >= 0 and var close)
        {
            at += close + 2;
            if (html.AsSpan(at).StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && (at + name.Length >= html.Length || !char.IsAsciiLetterOrDigit(html[at + name.Length])))
            {
                var end = html.IndexOf('>', at);
                _at = end < 0 ? html.Length : end + 1;
                return html.AsSpan(from, at - 2 - from);
            }
        }

        (_neverClosed ??= []).Add(name.ToString());
        return default;
    }

    private void ReadText(int from)
    {
        Kind = HtmlTokenKind.Text;
        Start = from;
        var end = html.IndexOf('<', from + 1);
        End = _at = end < 0 ? html.Length : end;
    }

    private void ReadTag(int name, HtmlTokenKind kind)
    {
        Kind = kind;
        Start = _at;
        _nameStart = name;
        var at = name;
        while (at < html.Length && !IsSpace(html[at]) && html[at] is not ('>' or '/'))
        {
            at++;
        }

        _nameEnd = at;
        Tag = HtmlTags.Of(Name);
        End = _at = FindTagEnd(at);
    }

    /// <summary>The end of a tag is the first ">" outside quotes. A quote that never closes ends at the first ">".
    /// </summary>
    private readonly int FindTagEnd(int at)
    {
        var first = -1;
        while (at < html.Length)
        {
            var c = html[at];
            if (c == '>')
            {
                return at + 1;
            }

            if (c == '=' && NextNonSpace(at + 1) is var value && value < html.Length && html[value] is '"' or '\'')
            {
                first = first < 0 ? html.IndexOf('>', at) : first;
                if (first < 0)
                {
                    return html.Length;
                }

                var close = html.IndexOf(html[value], value + 1);
                if (close < 0)
                {
                    return first + 1;
                }

                at = close + 1;
            }
            else
            {
                at++;
            }
        }

        return html.Length;
    }

    private readonly int NextNonSpace(int at)
    {
        while (at < html.Length && IsSpace(html[at]))
        {
            at++;
        }

        return at;
    }

    private void SkipComment()
    {
        if (html.AsSpan(_at).StartsWith("<!--"))
        {
            // "<!-->" and "<!--->" are whole comments.
            var close = html.IndexOf("-->", _at + 2, StringComparison.Ordinal);
            var end = close < 0 ? html.Length : close + 3;
            var words = html.AsSpan(_at + 4, Math.Max(0, end - _at - 7)).Trim();
            if (words.Length > 60 && words[0] != '[' && !words.ContainsAny('{', '<') && words.Count(' ') > 7)
            {
                LongComment = words[..Math.Min(words.Length, 200)].ToString();
            }

            _at = end;
            return;
        }

        var bracket = html.IndexOf('>', _at);
        _at = bracket < 0 ? html.Length : bracket + 1;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
