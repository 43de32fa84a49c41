using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>A body divided by author: the own words of the message, and the earlier messages in it.</summary>
internal sealed record ThreadReading(VisibleText NewText, VisibleText Signature, VisibleText Notices,
    IReadOnlyList<EarlierMessage> Earlier)
{
    /// <summary>How much structure was found: earlier messages whose sender is known, at any depth.</summary>
    public int Richness => Earlier.Sum(RichnessOf);

    private static int RichnessOf(EarlierMessage message) =>
        (message.From is null ? 0 : 2) + (message.IsForward ? 1 : 0) + message.Earlier.Sum(RichnessOf);
}

/// <summary>
/// Divides a body by author. In come its lines and the envelope around it; out come the newly written words, the
/// signature and the earlier messages, nested as they stand. It never leaves a text without words: what cannot be
/// told apart is text.
/// </summary>
internal sealed partial class ThreadReader
{
    private const int DeepestNesting = 40;

    private readonly RenderedBody _body;
    private readonly List<MessageStart> _starts;
    private readonly Dictionary<int, MessageStart> _startAt;
    private readonly Signoff _signoff;

    private ThreadReader(RenderedBody body, Envelope envelope)
    {
        _body = body;
        _signoff = new Signoff(body);
        _starts = MessageStarts.Find(body, envelope.Date);
        _startAt = new Dictionary<int, MessageStart>(_starts.Count);
        foreach (var start in _starts)
        {
            _startAt.TryAdd(start.Line, start);
        }
    }

    public static ThreadReading Read(RenderedBody body, Envelope envelope)
    {
        var reader = new ThreadReader(body, envelope);
        return reader.ReadWhole(envelope);
    }

    private ThreadReading ReadWhole(Envelope envelope)
    {
        var section = ReadSection(0, _body.Lines.Length, Ground(), envelope, 0);
        TakeBackAnswers(section);
        var earlier = section.Earlier;
        if (envelope.Prefix == SubjectPrefix.Forward && earlier.Count == 1 && !earlier[0].IsForward
            && earlier[0].From is { } author && !envelope.IsRecipient(author) && section.Runs <= 1)
        {
            // A client that writes "On ... wrote:" over what it forwards; the subject says what it is.
            earlier = [earlier[0] with { IsForward = true }];
        }

        var own = _signoff.Divide(section.Own, envelope.From);
        var text = Join(own.Text);
        var hasForward = earlier.Any(e => e.IsForward);
        if (text.IsEmpty && !hasForward && section.Own.Exists(l => !_body.Lines[l].IsBlank))
        {
            // Nothing but a signature: then it is what was written.
            var all = Join(own.Signature);
            return all.IsEmpty ? new ThreadReading(Join(section.Own), all, all, earlier)
                : new ThreadReading(all, Empty(), Join(own.Notices), earlier);
        }

        if (text.IsEmpty && !hasForward)
        {
            // Quote stripping left nothing: keep all.
            return new ThreadReading(_body.Slice(0, _body.Lines.Length), Empty(), Empty(), earlier);
        }

        return new ThreadReading(text, Join(own.Signature), Join(own.Notices), earlier);
    }

    private VisibleText Empty() => new(_body.Text.Part, "", []);

    /// <summary>Lines [first, end) at a depth of quotation: own lines, and what begins an earlier message.</summary>
    private Section ReadSection(int first, int end, int quote, Envelope envelope, int nesting)
    {
        var section = new Section();
        var history = -1;
        for (var i = first; i < end;)
        {
            var line = _body.Lines[i];
            var start = nesting < DeepestNesting ? _startAt.GetValueOrDefault(i) : null;
            if (start is not null && start.BodyLine <= end && (line.Quote <= quote || start.Quote > quote)
                && line.Quote <= quote)
            {
                if (start.Kind == StartKind.End)
                {
                    i = start.BodyLine;
                    continue;
                }

                history = section.Earlier.Count;
                i = AddMessage(section, start, end, quote, envelope, nesting);
                continue;
            }

            if (line.Quote > quote && !line.IsBlank)
            {
                i = AddRun(section, i, end, quote, envelope, nesting, ref history);
                continue;
            }

            section.Own.Add(i++);
        }

        foreach (var (index, more) in section.Continued)
        {
            section.Earlier[index] = Extend(section.Earlier[index], more);
        }

        return section;
    }

    /// <summary>An earlier message with its header block or attribution. Returns the line behind it.</summary>
    private int AddMessage(Section section, MessageStart start, int end, int quote, Envelope envelope, int nesting)
    {
        var bodyFirst = start.BodyLine;
        var bodyEnd = end;
        var depth = Math.Max(quote, start.Quote);
        var next = NextText(bodyFirst, end);
        if (start.Quote > quote || (start.Kind == StartKind.Attribution && next < end
            && _body.Lines[next].Quote > quote))
        {
            bodyEnd = EndOfRun(next < end ? next : bodyFirst, end, quote);
        }

        var head = Head(start, envelope);
        head = head with { IsForward = IsForward(start, head, envelope, section) };
        bodyEnd = Math.Min(bodyEnd, EndByMark(start, head, bodyEnd, depth));
        depth = ShallowestQuote(bodyFirst, bodyEnd, depth);
        var inner = ReadSection(bodyFirst, bodyEnd, depth, Envelope.Of(head), nesting + 1);
        // Notes quotes its own header block below its attribution: they are of one message.
        var isDouble = start.Kind == StartKind.Attribution && inner.Earlier.Count == 1
            && inner.Earlier[0].From is { } author && head.From is { } same && Envelope.IsSame(author, same)
            && !inner.Own.Exists(l => !_body.Lines[l].IsBlank);
        section.Earlier.Add(isDouble ? inner.Earlier[0] : Complete(head, inner, bodyFirst, bodyEnd));
        section.Runs++;
        return Math.Max(bodyEnd, start.BodyLine);
    }

    /// <summary>Quoted lines without anything over them. Returns the line behind them.</summary>
    private int AddRun(Section section, int first, int end, int quote, Envelope envelope, int nesting, ref int history)
    {
        var runEnd = EndOfRun(first, end, quote);
        if (nesting >= DeepestNesting)
        {
            for (var i = first; i < runEnd; i++)
            {
                section.Own.Add(i);
            }

            return runEnd;
        }

        var depth = ShallowestQuote(first, runEnd, quote + 1);
        section.Runs++;
        if (history >= 0 && section.Earlier[history] is { IsForward: false } quoted)
        {
            // Answers between the quoted lines: the next stretch is the same message's.
            var more = ReadSection(first, runEnd, depth, Envelope.Of(quoted), nesting + 1);
            if (!section.Continued.TryGetValue(history, out var continued))
            {
                section.Continued[history] = continued = new Continuation();
            }

            continued.Stretches.Add((first, runEnd));
            continued.Own.AddRange(more.Own);
            continued.Earlier.AddRange(more.Earlier);
            return runEnd;
        }

        var inner = ReadSection(first, runEnd, depth, envelope, nesting + 1);
        if (inner.Earlier.Count > 0 && !inner.Own.Exists(l => !_body.Lines[l].IsBlank))
        {
            // The whole forward is quoted (Apple Mail): what is in it stands here.
            section.Earlier.AddRange(inner.Earlier);
        }
        else
        {
            var anonymous = Complete(new EarlierMessage(), inner, first, runEnd);
            section.Earlier.Add(anonymous);
            section.Anonymous.Add((anonymous, first, runEnd));
        }

        history = section.Earlier.Count - 1;
        return runEnd;
    }

    private EarlierMessage Complete(EarlierMessage head, Section inner, int first, int end)
    {
        var own = _signoff.Divide(inner.Own, head.From);
        var text = Join(own.Text);
        var isAll = text.IsEmpty && inner.Own.Exists(l => !_body.Lines[l].IsBlank);
        return head with
        {
            Body = _body.Slice(first, end),
            NewText = isAll ? Join(inner.Own) : text,
            Signature = isAll ? Empty() : Join(own.Signature),
            Notices = isAll ? Empty() : Join(own.Notices),
            Earlier = inner.Earlier,
        };
    }

    /// <summary>Once for all stretches: one by one would copy the text again with each.</summary>
    private EarlierMessage Extend(EarlierMessage quoted, Continuation more)
    {
        var own = _signoff.Divide(more.Own, quoted.From);
        return quoted with
        {
            Body = Glue([quoted.Body, .. more.Stretches.Select(s => _body.Slice(s.First, s.End))]),
            NewText = Glue([quoted.NewText, Join(own.Text)]),
            Signature = Glue([quoted.Signature, Join(own.Signature)]),
            Earlier = more.Earlier.Count == 0 ? quoted.Earlier : [.. quoted.Earlier, .. more.Earlier],
        };
    }

    /// <summary>The texts that are not empty, one below the other.</summary>
    private VisibleText Glue(List<VisibleText> texts)
    {
        var pieces = new List<VisibleText>();
        foreach (var text in texts.Where(t => !t.IsEmpty))
        {
            if (pieces.Count > 0)
            {
                pieces.Add(pieces[^1].LineEndAfter());
            }

            pieces.Add(text);
        }

        return pieces.Count == 0 ? Empty() : VisibleText.Concat(pieces);
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
