using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// Header blocks whose labels have no colon, or whose sender and date stand above them without labels: eM Client
/// writes <c>From "Rosa" &lt;a@b&gt;</c>, old Notes a name, a date, and <c>To</c>, <c>cc</c>, <c>Subject</c> in
/// columns. Only a separator above makes such lines a block.
/// </summary>
internal static class BareHeaderBlock
{
    private const int MostLines = 40;
    private const int MostLead = 4;
    private const int FewestFields = 3;

    public static HeaderBlock? TryRead(RenderedBody body, int first, HeaderBlockScanner labels)
    {
        var block = new HeaderBlock { FirstLine = first, EndLine = first, Quote = body.Lines[first].Quote };
        var at = ReadLead(body, first, block);
        while (at < body.Lines.Length && at - first < MostLines && !block.Has(HeaderField.Subject))
        {
            if (body.Lines[at].IsBlank)
            {
                at++;
                continue;
            }

            if (body.Lines[at].Quote != block.Quote || ReadLabel(body, at, block, labels) is not { } label)
            {
                break;
            }

            at = AddValue(body, at, block, label, labels);
        }

        block.EndLine = at;
        var known = block.Lines.Count(l => l.Field != HeaderField.Other);
        return block.Has(HeaderField.From) && block.Has(HeaderField.Subject) && known >= FewestFields
            && (block.Has(HeaderField.Date) || block.Has(HeaderField.To)) ? block : null;
    }

    /// <summary>The sender's line and the date's, before the first label. Returns the line behind them.</summary>
    private static int ReadLead(RenderedBody body, int first, HeaderBlock block)
    {
        var (sender, date) = (-1, -1);
        var at = first;
        for (; at < body.Lines.Length && at - first < MostLead + 2 && body.Lines[at].Quote == block.Quote; at++)
        {
            var text = body.LineText(at);
            if (body.Lines[at].IsBlank)
            {
                continue;
            }

            if (sender < 0 && Longest(text, block, out _) is null)
            {
                sender = at;
            }
            else if (date < 0 && !text.Contains('@') && DateReader.Find(text) is { HasTime: true })
            {
                date = at;
                break;
            }
            else if (Longest(text, block, out _) is not { Field: HeaderField.Other })
            {
                return first;
            }
        }

        if (sender < 0 || date < 0)
        {
            return first;
        }

        block.Add(HeaderField.From, body.FirstCharacter(sender), body.Lines[sender].End, []);
        block.Add(HeaderField.Date, body.FirstCharacter(date), body.Lines[date].End, []);
        return date + 1;
    }

    private static (HeaderField Field, string[] Languages, int Value)? ReadLabel(RenderedBody body, int line,
        HeaderBlock block, HeaderBlockScanner labels)
    {
        if (labels.ReadLabel(line, out var value, out _) is { } meanings)
        {
            foreach (var (field, _) in meanings)
            {
                if (field == HeaderField.Other || !block.Has(field))
                {
                    return (field, [.. meanings.Where(m => m.Field == field).Select(m => m.Language)], value);
                }
            }

            return null;
        }

        return Longest(body.LineText(line), block, out var end) is { } bare
            ? (bare.Field, bare.Languages, body.Lines[line].Start + end)
            : null;
    }

    /// <summary>The longest label that the line begins with, for a field not yet seen; it ends at white space.</summary>
    private static (HeaderField Field, string[] Languages)? Longest(ReadOnlySpan<char> text, HeaderBlock block,
        out int valueStart)
    {
        valueStart = 0;
        (HeaderField, string[])? found = null;
        var start = text.Length - text.TrimStart().Length;
        var stop = Math.Min(text.Length, start + HeaderLabels.Longest + 1);
        for (var end = start + 1; end <= stop; end++)
        {
            if (end < text.Length && !char.IsWhiteSpace(text[end]))
            {
                continue;
            }

            if (HeaderLabels.FindWritten(text[start..end]) is { } meanings)
            {
                foreach (var (field, _) in meanings)
                {
                    if (!block.Has(field))
                    {
                        found = (field, [.. meanings.Where(m => m.Field == field).Select(m => m.Language)]);
                        valueStart = end;
                        break;
                    }
                }
            }
        }

        while (valueStart < text.Length && char.IsWhiteSpace(text[valueStart]))
        {
            valueStart++;
        }

        return found;
    }

    /// <summary>A label alone has its value on the lines below. Returns the line behind.</summary>
    private static int AddValue(RenderedBody body, int line, HeaderBlock block,
        (HeaderField Field, string[] Languages, int Value) label, HeaderBlockScanner labels)
    {
        block.Add(label.Field, label.Value, body.Lines[line].End, label.Languages);
        var next = line + 1;
        if (label.Value < body.Lines[line].End)
        {
            return next;
        }

        if (next < body.Lines.Length && !body.Lines[next].IsBlank && body.Lines[next].Quote == block.Quote
            && ReadLabel(body, next, block, labels) is null)
        {
            block.ReplaceLast(body.FirstCharacter(next), body.Lines[next].End);
            next++;
        }

        return next;
    }
}
