namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Stretches of lines: how far one goes, and what was found in it.</summary>
internal sealed partial class ThreadReader
{
    /// <summary>Some people write their answers behind ">" themselves: quoted lines without an author that the history
    /// below does not hold are the author's own.</summary>
    private void TakeBackAnswers(Section section)
    {
        if (section.Earlier.Count < 2 || section.Earlier[^1] is not { From: not null } history)
        {
            return;
        }

        foreach (var (message, first, end) in section.Anonymous)
        {
            var line = NextText(first, end);
            if (message.Earlier.Count == 0 && line < end && section.Own.Exists(l => !_body.Lines[l].IsBlank)
                && !history.Body.Text.Contains(_body.LineString(line).Trim(), StringComparison.Ordinal))
            {
                if (section.Earlier.Remove(message))
                {
                    section.Own.AddRange(Enumerable.Range(first, end - first));
                }
            }
        }

        section.Own.Sort();
    }

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

    /// <summary>What was found in a stretch of lines.</summary>
    private sealed class Section
    {
        public List<int> Own { get; } = [];

        public List<EarlierMessage> Earlier { get; } = [];

        /// <summary>Further stretches of an earlier message, by its place in <see cref="Earlier"/>.</summary>
        public Dictionary<int, Continuation> Continued { get; } = [];

        /// <summary>Quoted stretches without a word on their author, and their lines.</summary>
        public List<(EarlierMessage Message, int First, int End)> Anonymous { get; } = [];

        public int Runs { get; set; }
    }

    /// <summary>What of a quoted message stands below an answer to its beginning.</summary>
    private sealed class Continuation
    {
        public List<(int First, int End)> Stretches { get; } = [];

        public List<int> Own { get; } = [];

        public List<EarlierMessage> Earlier { get; } = [];
    }
}
