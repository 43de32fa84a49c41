namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>text/enriched and text/richtext (RFC 1896, RFC 1341) to lines: commands in angle brackets are left out, one
/// line end is a space, two are one. Pine, Eudora and Apple wrote it.</summary>
internal static class EnrichedTextRenderer
{
    private const int LongestCommand = 60;

    public static RenderedBody Render(string part, string text)
    {
        var writer = new LineWriter(text.Length + 1);
        var isParameter = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '<' && i + 1 < text.Length && text[i + 1] != '<'
                && text.AsSpan(i, Math.Min(LongestCommand, text.Length - i)).IndexOf('>') is > 0 and var close)
            {
                var command = text.AsSpan(i + 1, close - 1);
                isParameter = command.Equals("param", StringComparison.OrdinalIgnoreCase)
                    || (isParameter && !command.Equals("/param", StringComparison.OrdinalIgnoreCase));
                if (command.Equals("nl", StringComparison.OrdinalIgnoreCase))
                {
                    writer.EndLine(0, LineMarks.None, i);
                }

                i += close;
            }
            else if (c == '\n')
            {
                var ends = 1;
                while (i + 1 < text.Length && text[i + 1] == '\n')
                {
                    i++;
                    ends++;
                }

                if (ends == 1)
                {
                    writer.Append(' ', i);
                }

                for (; ends > 1; ends--)
                {
                    writer.EndLine(0, LineMarks.None, i);
                }
            }
            else if (!isParameter)
            {
                writer.Append(c, i);
                i += c == '<' && i + 1 < text.Length && text[i + 1] == '<' ? 1 : 0;
            }
        }

        writer.EndLine(0, LineMarks.None, text.Length);
        return writer.Finish(part, text, TextMarks.None, "", isHtml: false);
    }
}
