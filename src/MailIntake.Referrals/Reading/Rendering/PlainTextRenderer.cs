namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>
/// Plain text to lines: quote marks counted and taken off, format=flowed paragraphs joined (RFC 3676). In comes a
/// part's decoded text; nothing is refused.
/// </summary>
internal static class PlainTextRenderer
{
    private const int DeepestQuote = 100;

    public static RenderedBody Render(string part, string text, bool isFlowed = false, bool delSp = false)
    {
        var writer = new LineWriter(text.Length + 1);
        var blocks = new EnclosedBlocks();
        var at = 0;
        while (at <= text.Length)
        {
            var end = text.IndexOf('\n', at);
            if (end < 0)
            {
                end = text.Length;
            }

            var content = SkipQuoteMarks(text, at, end, isFlowed, out var quote);
            content += blocks.Take(text.AsSpan(content, end - content), text.AsSpan(Math.Min(end + 1, text.Length)),
                out var isNoText);
            if (isNoText)
            {
                at = end + 1;
                continue;
            }

            if (isFlowed)
            {
                end = WriteParagraph(writer, text, content, end, quote, delSp);
            }
            else
            {
                WriteLine(writer, text, content, end);
            }

            writer.EndLine(quote, LineMarks.None, end);
            at = end + 1;
        }

        var hidden = writer.Smuggled > 0 ? $"{writer.Smuggled} invisible characters" : "";
        var body = writer.Finish(part, text, TextMarks.None, hidden, isHtml: false);
        return blocks.Found.Count == 0 ? body : body with { Enclosed = blocks.Found };
    }

    /// <summary>Returns the end of the paragraph's last line.</summary>
    private static int WriteParagraph(LineWriter writer, string text, int content, int end, int quote, bool delSp)
    {
        while (true)
        {
            // "-- " is the signature mark, never a soft end (RFC 3676 section 4.3).
            var isSoft = end > content && end < text.Length && text[end - 1] == ' '
                && !text.AsSpan(content, end - content).SequenceEqual("-- ");
            if (!isSoft)
            {
                WriteLine(writer, text, content, end);
                return end;
            }

            var nextEnd = text.IndexOf('\n', end + 1);
            if (nextEnd < 0)
            {
                nextEnd = text.Length;
            }

            var nextContent = SkipQuoteMarks(text, end + 1, nextEnd, true, out var nextQuote);
            if (nextQuote != quote || text.AsSpan(nextContent, nextEnd - nextContent).SequenceEqual("-- "))
            {
                WriteLine(writer, text, content, end);
                return end;
            }

            WriteLine(writer, text, content, delSp ? end - 1 : end);
            content = nextContent;
            end = nextEnd;
        }
    }

    private static void WriteLine(LineWriter writer, string text, int from, int end)
    {
        var line = text.AsSpan(0, end);
        while (from < end)
        {
            var plain = line[from..].IndexOfAnyExceptInRange(' ', '~');
            plain = plain < 0 ? end - from : plain;
            writer.AppendPlain(line.Slice(from, plain), from);
            from += plain;
            if (from < end)
            {
                if (line[from] is not ('\r' or '\0'))
                {
                    writer.Append(line[from], from);
                }

                from++;
            }
        }
    }

    /// <summary>"> > x", ">> x" and ">x" are all written. A mark after white space is text: people draw lists so.
    /// </summary>
    private static int SkipQuoteMarks(string text, int from, int end, bool isFlowed, out int quote)
    {
        quote = 0;
        var at = from;
        if (at < end && text[at] == '\ufeff')
        {
            at++;
        }

        // GroupWise: ">>> Rosa Delgado <rosa@...> 3/2/2026 10:15 AM >>>".
        var line = text.AsSpan(at, end - at).TrimEnd();
        if (line.Length > 8 && line[0] == '>' && line.StartsWith(">>> ") && line.EndsWith(" >>>"))
        {
            return from;
        }

        while (at < end && quote < DeepestQuote)
        {
            if (text[at] == '>')
            {
                quote++;
                at++;
            }
            else if (quote > 0 && text[at] is ' ' or '\u00a0' && at + 1 < end && text[at + 1] == '>')
            {
                at++;
            }
            else
            {
                break;
            }
        }

        if (quote == 0)
        {
            at = from;
        }

        // One space after the marks belongs to them; a flowed line is stuffed with one (RFC 3676 section 4.4).
        return at < end && (quote > 0 || isFlowed) && text[at] is ' ' or '\u00a0' ? at + 1 : at;
    }
}
