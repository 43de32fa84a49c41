using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// Finds where a message's signature begins, from its last line upward: a delimiter, a client's signature element, a
/// phone's line, then above these the closing formula or the author's name. All that goes with it is short lines.
/// </summary>
internal readonly ref struct SignatureStart(RenderedBody body, List<int> own, AuthorName author)
{
    private const int MostLines = 16;
    private const int DelimiterLines = 30;
    private const int MobileLines = 4;

    public int Find(int first, int end)
    {
        end = TrimBlank(first, end);
        var delimited = Delimiter(first, end);
        var start = Marked(first, delimited);
        start = TrimBlank(first, Mobile(first, start));
        start = Scan(first, start) ?? start;
        return start == end ? OwnAddress(first, end) ?? end : start;
    }

    public int TrimBlank(int first, int end)
    {
        while (end > first && body.Lines[own[end - 1]].IsBlank)
        {
            end--;
        }

        return end;
    }

    /// <summary>"-- " (RFC 3676 section 4.3); the space is often lost, and East Asia writes a long dash. The last one
    /// counts, or one above it where only short lines stand between: a list puts its footer under another.</summary>
    private int Delimiter(int first, int end)
    {
        var found = end;
        for (var i = end - 1; i >= first && i >= end - DelimiterLines; i--)
        {
            var line = body.Lines[own[i]];
            if (line.Length > LetterLines.LongestShort && found < end)
            {
                break;
            }

            if (line.Length is > 0 and <= 4 && body.LineText(own[i]).Trim() is "--" or "—" or "——" or "―" or "--­")
            {
                found = i;
            }
        }

        return found;
    }

    /// <summary>A client's signature element that ends the message.</summary>
    private int Marked(int first, int end)
    {
        var start = end;
        for (var i = end - 1; i >= first; i--)
        {
            var line = body.Lines[own[i]];
            if (line.Has(LineMarks.Signature))
            {
                start = i;
            }
            else if (!line.IsBlank)
            {
                break;
            }
        }

        return start;
    }

    private int Mobile(int first, int end)
    {
        var seen = 0;
        var found = end;
        for (var i = end - 1; i >= first && seen < MobileLines; i--)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            seen++;
            if (LetterLines.IsMobile(text))
            {
                found = i;
            }
        }

        return found;
    }

    /// <summary>One way up: the topmost closing formula below which all is short lines and that leaves a text above;
    /// else the author's name; a rule over either belongs to it.</summary>
    private int? Scan(int first, int end)
    {
        Span<int> closings = stackalloc int[MostLines];
        Span<int> names = stackalloc int[MostLines];
        var (closingCount, nameCount, lines, below) = (0, 0, 0, -1);
        var (isNameOpen, isRuleOpen) = (true, true);
        for (var i = end - 1; i >= first && lines < MostLines; i--)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            if (!LetterLines.IsShort(text))
            {
                break;
            }

            lines++;
            if (LetterLines.IsClosing(text, author) && !IsAboveProse(below))
            {
                closings[closingCount++] = i;
            }
            else if (isNameOpen && author.Begins(text, isLast: lines == 1))
            {
                names[nameCount++] = i;
            }
            else if (LetterLines.IsRule(text))
            {
                // A rule right below words underlines them; one on the last line closes a frame.
                if (isNameOpen && isRuleOpen && lines > 1 && (i == first || body.Lines[own[i - 1]].IsBlank)
                    && IsOwnBlock(i + 1, end))
                {
                    names[nameCount++] = i;
                }

                isRuleOpen &= lines == 1;
            }
            else if (EndsSentence(text))
            {
                isNameOpen = false;
            }

            below = i;
        }

        return Choose(first, closings[..closingCount], names[..nameCount]);
    }

    private int? Choose(int first, ReadOnlySpan<int> closings, ReadOnlySpan<int> names)
    {
        for (var i = closings.Length - 1; i >= 0; i--)
        {
            if (LeavesText(first, closings[i]))
            {
                return RuleAbove(first, closings[i]);
            }
        }

        // "Thanks!" may be all there is to say, and a greeting may be worded as a farewell is.
        var isFarewell = closings.Length > 0 && IsAboveName(closings[^1]);
        if (isFarewell && body.LineText(own[closings[^1]]).TrimEnd()[^1] is not ('!' or '.' or '！' or '。'))
        {
            return closings[^1];
        }

        for (var i = names.Length - 1; i >= 0; i--)
        {
            // The only line of a message is no signature.
            if (LetterLines.HasText(body, own, first, names[i]))
            {
                return RuleAbove(first, names[i]);
            }
        }

        return isFarewell ? closings[^1] : null;
    }

    /// <summary>The next line is the author's name or words that look like one, or there is none.</summary>
    private bool IsAboveName(int line)
    {
        for (var i = line + 1; i < own.Count; i++)
        {
            var text = body.LineText(own[i]).Trim();
            if (!text.IsEmpty)
            {
                return author.Begins(text, isLast: false) || LetterLines.IsClosing(text, author)
                    || LetterLines.IsNameLike(text) || LetterLines.IsMobile(text) || LetterLines.IsRule(text);
            }
        }

        return true;
    }

    private bool IsAboveProse(int line)
    {
        if (line < 0)
        {
            return false;
        }

        var text = body.LineText(own[line]).Trim();
        return LetterLines.IsProse(text) && !author.Begins(text, isLast: false) && !LetterLines.IsMobile(text);
    }

    private static bool EndsSentence(ReadOnlySpan<char> text) => text.Length > 45
        && text[^1] is '.' or '?' or '!' or '。';

    /// <summary>Short lines to the end, with the author's name or address among them and no other's.</summary>
    private bool IsOwnBlock(int start, int end)
    {
        var (isOwn, lines) = (false, 0);
        for (var i = start; i < end; i++)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            if (++lines > MostLines || LetterLines.IsProse(text)
                || (author.HasForeignAddress(text) && !author.HasAddress(text)))
            {
                return false;
            }

            isOwn = isOwn || author.Begins(text, isLast: false) || author.HasAddress(text) || HoldsName(text);
        }

        return isOwn;
    }

    /// <summary>"営業部 中村 恵子", "中村 恵子 (Nakamura Keiko)": the name behind a title.</summary>
    private bool HoldsName(ReadOnlySpan<char> text)
    {
        var space = text.IndexOfAny(' ', '\u3000');
        return space > 0 && text.Length <= 40 && author.Begins(text[(space + 1)..], isLast: false);
    }

    /// <summary>The last paragraph holds the author's own address: a signature with neither formula nor name.</summary>
    private int? OwnAddress(int first, int end)
    {
        var start = end;
        var isOwn = false;
        var keyed = 0;
        while (start > first && end - start < MostLines / 2)
        {
            var text = body.LineText(own[start - 1]).Trim();
            if (text.IsEmpty)
            {
                break;
            }

            if (!LetterLines.IsShort(text))
            {
                return null;
            }

            isOwn |= author.HasAddress(text);
            keyed += AuthorName.IsKeyed(text) ? 1 : 0;
            start--;
        }

        return isOwn && end - start >= 2 && keyed * 2 <= end - start && LetterLines.HasText(body, own, first, start)
            && IsOwnBlock(start, end) ? RuleAbove(first, start) : null;
    }

    private int RuleAbove(int first, int start)
    {
        for (var i = start - 1; i > first && i >= start - 2; i--)
        {
            var text = body.LineText(own[i]).Trim();
            if (!text.IsEmpty)
            {
                return LetterLines.IsRule(text) && LetterLines.HasText(body, own, first, i) ? i : start;
            }
        }

        return start;
    }

    /// <summary>Something but a greeting stands above.</summary>
    private bool LeavesText(int first, int end)
    {
        var greeting = false;
        for (var i = first; i < end; i++)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            if (greeting || !IsGreeting(text))
            {
                return true;
            }

            greeting = true;
        }

        return false;
    }

    private static bool IsGreeting(ReadOnlySpan<char> text) => text.Length <= 40
        && text[^1] is ',' or ':' or '，' or '：' or '،' && text.Count(' ') <= 3 && !text.ContainsAnyInRange('0', '9');
}
