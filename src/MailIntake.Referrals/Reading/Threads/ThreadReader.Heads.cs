using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>The head of an earlier message: who, when, about what; and whether it is a forward.</summary>
internal sealed partial class ThreadReader
{
    private EarlierMessage Head(MessageStart start, Envelope envelope)
    {
        if (start.Block is { } block)
        {
            return new EarlierMessage
            {
                From = One(block, HeaderField.From, "forward:From"),
                To = Many(block, HeaderField.To, "forward:To"),
                Cc = Many(block, HeaderField.Cc, "forward:Cc"),
                ReplyTo = One(block, HeaderField.ReplyTo, "forward:Reply-To"),
                Date = Written(block, envelope),
                Subject = Text(block, HeaderField.Subject),
                SubjectWhere = block.Find(HeaderField.Subject) is { } subject
                    ? _body.Text.Locate(subject.Start, subject.End - subject.Start)
                    : null,
            };
        }

        return new EarlierMessage { From = start.Attribution?.From, Date = start.Attribution?.Date };
    }

    /// <summary>How deep the note stands: a note and its forward may be quoted whole. Quoted words over no forward
    /// are somebody else's.</summary>
    private int Ground()
    {
        var shallowest = ShallowestQuote(0, _body.Lines.Length, 0);
        return shallowest > 0 && _starts.Exists(s => s.Quote >= shallowest
            && (s.Kind is StartKind.Forward or StartKind.HeaderBlock)) ? shallowest : 0;
    }

    private Correspondent? One(HeaderBlock block, HeaderField field, string label) =>
        block.Find(field) is { } line ? CorrespondentReader.ReadOne(_body.Text, line.Start, line.End, label) : null;

    private List<Correspondent> Many(HeaderBlock block, HeaderField field, string label) =>
        block.Find(field) is { } line ? CorrespondentReader.ReadList(_body.Text, line.Start, line.End, label) : [];

    private string Text(HeaderBlock block, HeaderField field) => block.Find(field) is { } line
        ? string.Join(' ', _body.Text.Text[line.Start..line.End].Split('\n',
            StringSplitOptions.TrimEntries)).Trim().Trim('*')
        : "";

    private WrittenDate? Written(HeaderBlock block, Envelope envelope)
    {
        if (block.Find(HeaderField.Date) is not { } line)
        {
            return null;
        }

        var (start, end) = (line.Start, line.End);
        while (end > start && char.IsWhiteSpace(_body.Text.Text[end - 1]))
        {
            end--;
        }

        if (start == end)
        {
            return null;
        }

        var text = _body.Text.Text[start..end];
        var found = DateReader.Find(text, block.Languages, envelope.Date);
        var where = _body.Text.Locate(start, end - start) with { Part = "forward:Date" };
        return new WrittenDate(text.Replace('\n', ' '), found?.Local, found?.Offset, where);
    }

    /// <summary>
    /// A separator that says so is a forward; an attribution is history. Between them stands Outlook's block, the
    /// same over both: the subject's prefix tells, and whether the inner author is someone the mail goes to.
    /// </summary>
    private static bool IsForward(MessageStart start, EarlierMessage head, Envelope envelope, Section section)
    {
        switch (start.Kind)
        {
            case StartKind.Forward:
                return true;
            case StartKind.Attribution:
                return false;
        }

        // History below a stretch of history is history too.
        if (section.Earlier.Count > 0 && !section.Earlier[^1].IsForward)
        {
            return false;
        }

        var prefix = envelope.PrefixIn(start.Block?.Languages ?? []);
        if (prefix == SubjectPrefix.Forward)
        {
            return true;
        }

        if (head.From is not { } author)
        {
            return false;
        }

        if (envelope.IsRecipient(author))
        {
            return false;
        }

        if (envelope.IsOuter)
        {
            // None of those the mail goes to knew the inner one: it is shown to them for the first time.
            var isNews = envelope.Recipients.Count > 0
                && !envelope.Recipients.Any(r => head.To.Concat(head.Cc).Any(p => Envelope.IsSame(p, r)));
            return isNews || (prefix != SubjectPrefix.Reply && !envelope.IsAuthor(author));
        }

        return false;
    }

    /// <summary>Where the message ends before the stretch does: at a mark of its end, or where the next of several
    /// forwards begins (it is no older; an older one stands within).</summary>
    private int EndByMark(MessageStart start, EarlierMessage head, int end, int quote)
    {
        if (start.Kind != StartKind.Forward)
        {
            return end;
        }

        foreach (var other in StartsBetween(start.BodyLine, end))
        {
            if (_body.Lines[other.Line].Quote > quote)
            {
                continue;
            }

            if (other.Kind == StartKind.End)
            {
                return other.Line;
            }

            if (other.Kind == StartKind.Forward && IsSibling(head, other))
            {
                return other.Line;
            }
        }

        if (!IsClosedByRule(start, end, out var rule))
        {
            return end;
        }

        _startAt.TryAdd(rule, new MessageStart(StartKind.End, rule, rule + 1, _body.Lines[rule].Quote));
        return rule;
    }

    /// <summary>KMail, which writes "----------  Forwarded Message  ----------", ends with a line of dashes.</summary>
    private bool IsClosedByRule(MessageStart start, int end, out int rule)
    {
        rule = end - 1;
        while (rule > start.BodyLine && _body.Lines[rule].IsBlank)
        {
            rule--;
        }

        return rule > start.BodyLine && _body.LineText(rule).StartsWith("--------------------")
            && SeparatorScanner.Read(_body.LineText(rule), out _) == SeparatorKind.Rule
            && _body.LineText(start.Line) is var opening && opening.StartsWith("--") && opening.Contains("-  ",
                StringComparison.Ordinal);
    }

    private IEnumerable<MessageStart> StartsBetween(int first, int end)
    {
        var index = _starts.FindIndex(s => s.Line >= first);
        for (var i = Math.Max(0, index); index >= 0 && i < _starts.Count && _starts[i].Line < end; i++)
        {
            yield return _starts[i];
        }
    }

    private bool IsSibling(EarlierMessage head, MessageStart other)
    {
        if (SubjectPrefixes.Outermost(head.Subject) is SubjectPrefix.Forward or SubjectPrefix.Either
            || head.Date?.Local is not { } date
            || other.Block?.Find(HeaderField.Date) is not { } line)
        {
            return false;
        }

        var next = DateReader.Find(_body.Text.Text.AsSpan(line.Start, line.End - line.Start),
            other.Block.Languages)?.Local;
        return next >= date;
    }
}
