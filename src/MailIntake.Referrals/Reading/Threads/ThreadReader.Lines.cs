namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Lines of the body: how far a stretch of them goes, and their text.</summary>
internal sealed partial class ThreadReader
{
    private int NextText(int line, int end)
    {
        while (line < end && _body.Lines[line].IsBlank)
        {
            line++;
        }

        return line;
    }

    /// <summary>The end of a stretch of deeper quoted lines; blank lines between them belong to it.</summary>
    private int EndOfRun(int line, int end, int quote)
    {
        var runEnd = line;
        for (var i = line; i < end; i++)
        {
            if (_body.Lines[i].Quote > quote)
            {
                runEnd = i + 1;
            }
            else if (!_body.Lines[i].IsBlank)
            {
                break;
            }
        }

        return Math.Max(runEnd, Math.Min(line + 1, end));
    }

    private int ShallowestQuote(int first, int end, int atLeast)
    {
        var shallowest = int.MaxValue;
        for (var i = first; i < end && shallowest > atLeast; i++)
        {
            if (!_body.Lines[i].IsBlank)
            {
                shallowest = Math.Min(shallowest, _body.Lines[i].Quote);
            }
        }

        return shallowest == int.MaxValue ? atLeast : Math.Max(shallowest, atLeast);
    }

    /// <summary>The texts that are not empty, one below the other.</summary>
    private VisibleText Glue(List<VisibleText> texts)
    {
        var pieces = new List<VisibleText>();
        foreach (var text in texts.Where(t => !t.IsEmpty))
        {
            if (pieces.Count > 0)
            {
                pieces.Add(LineEndAfter(pieces[^1]));
            }

            pieces.Add(text);
        }

        return pieces.Count == 0 ? Empty() : VisibleText.Concat(pieces);
    }

    /// <summary>A line end that stands where the text before it ends.</summary>
    private static VisibleText LineEndAfter(VisibleText text)
    {
        var where = text.Locate(text.Text.Length - 1, 1);
        return new VisibleText(text.Part, "\n", [where.Start + where.Length - 1, where.Start + where.Length],
            text.Marks);
    }

    /// <summary>The lines as one text; neighbours keep what stands between them.</summary>
    private VisibleText Join(List<int> lines)
    {
        var first = 0;
        var end = lines.Count;
        while (first < end && _body.Lines[lines[first]].IsBlank)
        {
            first++;
        }

        while (end > first && _body.Lines[lines[end - 1]].IsBlank)
        {
            end--;
        }

        if (first == end)
        {
            return Empty();
        }

        var pieces = new List<VisibleText>();
        while (first < end)
        {
            var last = first;
            while (last + 1 < end && lines[last + 1] == lines[last] + 1
                && _body.Lines[lines[last + 1]].Start <= _body.Lines[lines[last]].End + 1)
            {
                last++;
            }

            var from = pieces.Count == 0 ? _body.FirstCharacter(lines[first]) : _body.Lines[lines[first]].Start;
            var isLast = last + 1 == end;
            var to = isLast ? _body.Lines[lines[last]].End
                : Math.Min(_body.Lines[lines[last]].End + 1, _body.Text.Text.Length);
            pieces.Add(_body.Text.Slice(from, to - from));
            first = last + 1;
            // What was taken out between stood between blank lines: one is enough.
            while (first < end && _body.Lines[lines[last]].IsBlank && _body.Lines[lines[first]].IsBlank)
            {
                first++;
            }
        }

        return VisibleText.Concat(pieces);
    }
}
