namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>Opening and closing elements: what they say of lines, quotation and visibility.</summary>
internal sealed partial class HtmlRenderer
{
    private const int DeepestQuote = 100;

    private void Open(HtmlTag tag, ReadOnlySpan<char> name, HtmlAttributes attributes, int tagEnd)
    {
        if (tag == HtmlTag.Body)
        {
            // What a head or a torn table left open ends here.
            _stack.Clear();
            _now = new Element { Background = 0xffffff };
        }

        if (tag == HtmlTag.Br)
        {
            BreakLine(tagEnd - 1);
            return;
        }

        if (tag == HtmlTag.Rule)
        {
            AskBreak(1);
            _nextMarks |= LineMarks.AfterRule;
            return;
        }

        if (tag.HasNoContent())
        {
            return;
        }

        CloseImplied(tag);
        var element = _now;
        element.Tag = tag;
        element.NameHash = HashOf(name);
        element.BreaksAfter = 0;
        var facts = new AttributeFacts();
        var style = StyleOf(tag, name, attributes, ref facts);
        Judge(ref element, style, facts);
        OpenBlock(tag, ref element, style, facts);
        if (facts.Marks != LineMarks.None && !element.IsHidden)
        {
            // Signature marks all of its lines; the others the first.
            element.Marks |= facts.Marks & LineMarks.Signature;
            _nextMarks |= facts.Marks & ~LineMarks.Signature;
        }

        if (tag == HtmlTag.Anchor && facts.Href is { Length: > 0 })
        {
            CloseLink(tagEnd);
            _href = facts.Href;
            _linkStart = tagEnd;
        }

        if (_stack.Count < DeepestStack)
        {
            _stack.Add(_now);
            _now = element;
        }
    }

    private void Close(HtmlTag tag, ReadOnlySpan<char> name, int at)
    {
        if (tag == HtmlTag.Anchor)
        {
            CloseLink(at);
        }

        // "</p>" and "</br>" alone are read by browsers as breaks.
        if (tag == HtmlTag.Br)
        {
            BreakLine(at);
            return;
        }

        var hash = HashOf(name);
        if (_now.NameHash == hash && _stack.Count > 0)
        {
            Pop();
            return;
        }

        if (_now.Tag == HtmlTag.Cell && tag is not (HtmlTag.Cell or HtmlTag.Row or HtmlTag.Table))
        {
            return;
        }

        var lowest = Math.Max(1, _stack.Count - FurthestEndTag);
        for (var i = _stack.Count - 1; i >= lowest; i--)
        {
            var open = _stack[i];
            if (open.NameHash == hash)
            {
                while (_stack.Count > i)
                {
                    Pop();
                }

                Pop();
                return;
            }

            // An inline end tag closes nothing beyond its cell, nor any but a table what holds a table.
            if (open.Tag == HtmlTag.Cell && tag is not (HtmlTag.Cell or HtmlTag.Row or HtmlTag.Table))
            {
                return;
            }
        }
    }

    private void Pop()
    {
        var closed = _now;
        if (closed.BreaksAfter > 0)
        {
            AskBreak(closed.BreaksAfter);
        }

        if (closed.Tag == HtmlTag.Table)
        {
            _tables = Math.Max(0, _tables - 1);
        }

        _now = _stack[^1];
        _stack.RemoveAt(_stack.Count - 1);
    }

    /// <summary>A paragraph ends where a block begins, an item where the next does.</summary>
    private void CloseImplied(HtmlTag tag)
    {
        if (_stack.Count == 0)
        {
            return;
        }

        if ((_now.Tag == HtmlTag.Paragraph && tag.IsBlock())
            || (_now.Tag == tag && tag is HtmlTag.ListItem or HtmlTag.Cell or HtmlTag.Row))
        {
            Pop();
        }
    }

    private HtmlStyle StyleOf(HtmlTag tag, ReadOnlySpan<char> name, HtmlAttributes attributes, ref AttributeFacts facts)
    {
        var style = default(HtmlStyle);
        if (tag == HtmlTag.Paragraph && _sheet.TryGet("p", out var paragraph))
        {
            style.HasNoMargin = paragraph.HasNoMargin;
        }
        else if (tag == HtmlTag.Body && _sheet.TryGet("body", out var body))
        {
            style.Color = body.Color;
            style.Background = body.Background;
        }

        if (attributes.IsEmpty)
        {
            return style;
        }

        var at = 0;
        ReadOnlySpan<char> inline = default;
        while (attributes.Next(ref at, out var attribute, out var value))
        {
            if (attribute.Equals("style", StringComparison.OrdinalIgnoreCase))
            {
                inline = value;
            }
            else
            {
                facts.Add(attribute, value, tag);
                if (!_sheet.IsEmpty && attribute.Equals("class", StringComparison.OrdinalIgnoreCase))
                {
                    style = FromSheet(style, name, value, '.');
                }
                else if (!_sheet.IsEmpty && attribute.Equals("id", StringComparison.OrdinalIgnoreCase))
                {
                    style = FromSheet(style, name, value, '#');
                }
            }
        }

        if (inline.IsEmpty)
        {
            return style;
        }

        return style == default ? _styles.Read(inline) : style.And(StyleCache.Plain(inline));
    }

    private HtmlStyle FromSheet(HtmlStyle style, ReadOnlySpan<char> name, ReadOnlySpan<char> value, char mark)
    {
        Span<char> key = stackalloc char[64];
        foreach (var range in value.Split(' '))
        {
            var word = value[range];
            if (word.Length is 0 or > 40)
            {
                continue;
            }

            key[0] = mark;
            word.CopyTo(key[1..]);
            if (_sheet.TryGet(key[..(word.Length + 1)], out var found))
            {
                style = found;
            }

            if (name.Length < 20)
            {
                name.CopyTo(key);
                key[name.Length] = mark;
                word.CopyTo(key[(name.Length + 1)..]);
                if (_sheet.TryGet(key[..(name.Length + 1 + word.Length)], out found))
                {
                    style = found;
                }
            }
        }

        return style;
    }

    private static void Judge(ref Element element, in HtmlStyle style, in AttributeFacts facts)
    {
        element.HasTinyFont = style.HasTinyFont || (element.HasTinyFont && !style.HasNormalFont);
        element.IsStruck |= style.IsStruck || element.Tag == HtmlTag.Struck;
        element.KeepsSpace = element.Tag == HtmlTag.Pre || style.KeepsSpace || element.KeepsSpace;
        var background = style.Background ?? facts.Background;
        element.Background = background is null or HtmlStyle.Transparent ? element.Background : background.Value;
        var color = style.Color ?? facts.Color;
        if (color is { } own)
        {
            element.Color = own;
        }

        // A link has a colour of its own unless one is given.
        var isUnseen = HtmlStyle.LookAlike(element.Color, element.Background)
            && (element.Tag != HtmlTag.Anchor || color is not null);
        // Size and colour are the child's to change; what is not displayed stays so with all that is in it.
        element.IsGone |= style.IsHidden || facts.IsHidden;
        element.IsHidden = element.IsGone || element.HasTinyFont || isUnseen;
    }

    private void OpenBlock(HtmlTag tag, ref Element element, in HtmlStyle style, in AttributeFacts facts)
    {
        if (style.HasBorderTop && tag is HtmlTag.Block or HtmlTag.Paragraph)
        {
            _nextMarks |= LineMarks.AfterRule;
        }

        switch (tag)
        {
            case HtmlTag.Table:
                AskBreak(1);
                _tables = Math.Min(_tables + 1, DeepestStack);
                element.BreaksAfter = 1;
                break;
            case HtmlTag.Row:
                AskBreak(1);
                StartRow();
                element.BreaksAfter = 1;
                break;
            case HtmlTag.Cell:
                StartCell();
                break;
            case HtmlTag.Blockquote:
                var isQuote = facts.IsQuote || style.HasBorderLeft;
                element.Quote = Math.Min(element.Quote + (isQuote ? 1 : 0), DeepestQuote);
                element.Marks |= isQuote ? LineMarks.None : LineMarks.Indented;
                AskBreak(1);
                element.BreaksAfter = 1;
                break;
            case HtmlTag.Paragraph or HtmlTag.Heading:
                var breaks = style.HasNoMargin ? 1 : 2;
                AskBreak(breaks);
                element.BreaksAfter = (byte)breaks;
                break;
            case HtmlTag.Inline or HtmlTag.Anchor or HtmlTag.Font or HtmlTag.Struck:
                break;
            default:
                AskBreak(1);
                element.BreaksAfter = 1;
                break;
        }
    }

    private void StartRow()
    {
        while (_rows.Count <= _tables)
        {
            _rows.Add(default);
        }

        _rows[_tables] = new Row { FirstLine = Row.NotBegun };
        _hasRowToBegin = true;
    }

    /// <summary>Cells of one line each stand side by side, divided by a tab; others one under the other.</summary>
    private void StartCell()
    {
        while (_rows.Count <= _tables)
        {
            _rows.Add(default);
        }

        var row = _rows[_tables];
        row.Cells++;
        _rows[_tables] = row;
        if (row.Cells == 1 || row.FirstLine == Row.NotBegun)
        {
            return;
        }

        if (_writer.LineCount == row.FirstLine && !_writer.IsLineEmpty && !_now.IsHidden)
        {
            _breaks = 0;
            _tab = true;
        }
        else
        {
            AskBreak(1);
        }
    }

    private static int HashOf(ReadOnlySpan<char> name)
    {
        var hash = 17;
        foreach (var c in name)
        {
            hash = unchecked((hash * 31) + (c | 0x20));
        }

        return hash;
    }
}
