using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Goes once over the lines of a body and notes where earlier messages begin and end.</summary>
internal static class MessageStarts
{
    private const int LinesToBlock = 5;
    private const int LinesToRule = 3;
    private const int LongestOpening = 80;
    private const int MostStarts = 5000;
    private const int MostOtherMarks = 8;

    public static List<MessageStart> Find(RenderedBody body, DateTime? notAfter)
    {
        var starts = new List<MessageStart>();
        var otherMarks = 0;
        var blocks = new HeaderBlockScanner(body);
        var attributions = new AttributionScanner(body, notAfter);
        for (var i = 0; i < body.Lines.Length && starts.Count < MostStarts;)
        {
            if (body.Lines[i].IsBlank)
            {
                i++;
                continue;
            }

            if (Read(body, i, blocks, attributions) is { } start)
            {
                // The rule above may be another's already.
                var taken = starts.Count == 0 ? 0 : starts[^1].BodyLine;
                starts.Add(start.Line >= taken ? start : start with { Line = taken });
                i = Math.Max(i + 1, start.BodyLine);
                if (start.Kind == StartKind.Attribution && otherMarks < MostOtherMarks)
                {
                    otherMarks += OtherQuoteMarks.Apply(body, i, start.Quote) ? 1 : 0;
                }
            }
            else
            {
                i++;
            }
        }

        return starts;
    }

    private static MessageStart? Read(
        RenderedBody body, int line, HeaderBlockScanner blocks, AttributionScanner attributions)
    {
        var text = body.LineText(line);
        var quote = body.Lines[line].Quote;
        var separator = SeparatorScanner.Read(text, out var isDecorated);
        switch (separator)
        {
            case SeparatorKind.Forward or SeparatorKind.Original or SeparatorKind.ForwardedBy:
                return ReadSeparated(body, line, separator, isDecorated, blocks, attributions);
            case SeparatorKind.End:
                return new MessageStart(StartKind.End, line, line + 1, quote);
            case SeparatorKind.Conversation:
                return new MessageStart(StartKind.End, line, EndOfConversationHead(body, line), quote);
            case SeparatorKind.Rule:
                return null;
        }

        if (SeparatorScanner.IsDated(text.Trim()) && line + 1 < body.Lines.Length
            && blocks.TryRead(line + 1, isAnnounced: true) is { } dated)
        {
            if (!dated.Has(HeaderField.Date))
            {
                dated.Add(HeaderField.Date, body.Lines[line].Start, body.Lines[line].End, dated.Languages.ToList());
            }

            return new MessageStart(StartKind.HeaderBlock, line, dated.EndLine, quote) { Block = dated };
        }

        if (blocks.TryRead(line, isAnnounced: body.Lines[line].Has(LineMarks.HeaderBlock)) is { } block)
        {
            var rule = RuleAbove(body, line);
            var bodyLine = rule < line ? SkipRepeated(body, block.EndLine, rule) : block.EndLine;
            return new MessageStart(StartKind.HeaderBlock, rule, bodyLine, quote) { Block = block };
        }

        if (OneLineHeaders.TryRead(body, line, out var isForward) is { } oneLine)
        {
            var kind = isForward ? StartKind.Forward : StartKind.HeaderBlock;
            return new MessageStart(kind, RuleAbove(body, line), line + 1, quote) { Block = oneLine };
        }

        var above = RuleAbove(body, line);
        if ((above < line || body.Lines[line].Has(LineMarks.HeaderBlock | LineMarks.AfterRule))
            && UnknownHeaderBlock.TryRead(body, line) is { } unknown)
        {
            return new MessageStart(StartKind.HeaderBlock, above, unknown.EndLine, quote) { Block = unknown };
        }

        return attributions.TryRead(line) is { } attribution
            ? new MessageStart(StartKind.Attribution, line, attribution.EndLine, quote) { Attribution = attribution }
            : null;
    }

    private static MessageStart? ReadSeparated(
        RenderedBody body, int line, SeparatorKind separator, bool isDecorated, HeaderBlockScanner blocks,
        AttributionScanner attributions)
    {
        var kind = separator == SeparatorKind.Original ? StartKind.HeaderBlock : StartKind.Forward;
        var quote = body.Lines[line].Quote;
        var next = separator == SeparatorKind.ForwardedBy ? EndOfForwardedBy(body, line) : line + 1;
        var end = Math.Min(body.Lines.Length, next + LinesToBlock);
        for (var i = next; i < end; i++)
        {
            if (body.Lines[i].IsBlank || SeparatorScanner.Read(body.LineText(i), out _) == SeparatorKind.Rule)
            {
                continue;
            }

            if (body.Lines[i].Quote < quote)
            {
                break;
            }

            // Notes may put the sender's name and the date between the line and its block.
            var isLead = blocks.ReadLabel(i, out _, out _) is null && attributions.TryRead(i) is null;
            var block = (isLead ? BareHeaderBlock.TryRead(body, i, blocks) : null)
                ?? blocks.TryRead(i, isAnnounced: true) ?? OneLineHeaders.TryRead(body, i, out _);
            if (block is not null)
            {
                var bodyLine = SkipRepeated(body, block.EndLine, line);
                return new MessageStart(kind, RuleAbove(body, line), bodyLine, block.Quote) { Block = block };
            }

            if (attributions.TryRead(i) is { } attribution)
            {
                return new MessageStart(kind, RuleAbove(body, line), attribution.EndLine,
                    body.Lines[i].Quote)
                { Attribution = attribution };
            }

            if (separator != SeparatorKind.ForwardedBy)
            {
                break;
            }
        }

        var isEnough = separator == SeparatorKind.ForwardedBy || (isDecorated && body.LineText(line).Count('-') >= 4);
        return isEnough && HasTextBelow(body, next) ? new MessageStart(kind, line, next, quote) : null;
    }

    /// <summary>Gmail writes the common subject and a rule under the separator of a conversation.</summary>
    private static int EndOfConversationHead(RenderedBody body, int line)
    {
        for (var i = line + 1; i < body.Lines.Length && i < line + LinesToBlock; i++)
        {
            if (SeparatorScanner.Read(body.LineText(i), out _) == SeparatorKind.Rule)
            {
                return i + 1;
            }
        }

        return line + 1;
    }

    /// <summary>Notes' line wraps: "----- Forwarded by Rosa Delgado/Brightpath on 03/02/2026 10:15 AM" and "-----"
    /// below.</summary>
    private static int EndOfForwardedBy(RenderedBody body, int line)
    {
        for (var i = line; i < line + 3 && i < body.Lines.Length && !body.Lines[i].IsBlank; i++)
        {
            if (body.LineText(i).TrimEnd().EndsWith("--"))
            {
                return i + 1;
            }
        }

        return line + 1;
    }

    /// <summary>Zoho repeats its separator under the headers.</summary>
    private static int SkipRepeated(RenderedBody body, int line, int separator)
    {
        var next = line;
        while (next < body.Lines.Length && body.Lines[next].IsBlank)
        {
            next++;
        }

        return next < body.Lines.Length && next - line <= 1
            && SeparatorScanner.Read(body.LineText(next), out _) is var kind
            && ((kind == SeparatorKind.Rule && SeparatorScanner.Read(body.LineText(separator), out _) != kind)
                || (kind != SeparatorKind.None && body.LineText(next).SequenceEqual(body.LineText(separator))))
            ? next + 1
            : line;
    }

    /// <summary>The line of underscores over Outlook's block belongs to the block, and so does a separator in words
    /// that the tables lack.</summary>
    private static int RuleAbove(RenderedBody body, int line)
    {
        var above = line - 1;
        while (above > 0 && above > line - LinesToRule && body.Lines[above].IsBlank)
        {
            above--;
        }

        return above >= 0 && !body.Lines[above].IsBlank && body.Lines[above].Quote == body.Lines[line].Quote
            && (SeparatorScanner.Read(body.LineText(above), out _) == SeparatorKind.Rule
                || SeparatorScanner.IsFramed(body.LineText(above)) || IsQuoteOpening(body, above)) ? above : line;
    }

    /// <summary>Apple opens what it quotes with a line of its own: "Begin forwarded message:".</summary>
    private static bool IsQuoteOpening(RenderedBody body, int line)
    {
        var quote = body.Lines[line].Quote;
        var text = body.LineText(line).TrimEnd();
        return quote > 0 && text.Length is > 4 and < LongestOpening && text[^1] is ':' or '：'
            && !text.ContainsAnyInRange('0', '9') && !text.Contains('@')
            && (line == 0 || body.Lines[line - 1].Quote < quote);
    }

    private static bool HasTextBelow(RenderedBody body, int line)
    {
        while (line < body.Lines.Length && body.Lines[line].IsBlank)
        {
            line++;
        }

        return line < body.Lines.Length;
    }
}
