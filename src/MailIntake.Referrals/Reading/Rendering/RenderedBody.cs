using System.Text;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>What the source of a line says besides its words: where clients mark a quotation, a header block, a
/// signature. The marks are hints; the words decide.</summary>
[Flags]
internal enum LineMarks
{
    None = 0,

    /// <summary>A rule or a border stands above (Outlook's line over its header block).</summary>
    AfterRule = 1,

    /// <summary>A client's header block begins: divRplyFwdMsg, border-top, moz-email-headers-table.</summary>
    HeaderBlock = 2,

    /// <summary>A client's attribution line: gmail_attr, moz-cite-prefix.</summary>
    Attribution = 4,

    /// <summary>Within a client's signature element.</summary>
    Signature = 8,

    /// <summary>Within an indented block that nothing says is a quotation.</summary>
    Indented = 16,
}

/// <summary>A line of the text: [Start, Start + Length) without its end, and how deep it is quoted.</summary>
internal readonly record struct BodyLine(int Start, int Length, int Quote, LineMarks Marks)
{
    public int End => Start + Length;

    public bool IsBlank => Length == 0;

    public bool Has(LineMarks mark) => (Marks & mark) != 0;
}

/// <summary>
/// A body as a reader sees it, in lines. Quote marks ("> ", blockquotes) are taken off and counted; white space is made
/// plain; what is hidden is set apart in <see cref="Hidden"/>.
/// </summary>
internal sealed record RenderedBody(VisibleText Text, BodyLine[] Lines, string Hidden)
{
    /// <summary>Text that the source has and a reader does not see.</summary>
    public string Hidden { get; init; } = Hidden;

    /// <summary>Files and encrypted messages that stood between the lines of a plain text.</summary>
    public IReadOnlyList<EnclosedBlock> Enclosed { get; init; } = [];

    /// <summary>The pieces of a body one below the other, a blank line between.</summary>
    public static RenderedBody Join(IReadOnlyList<RenderedBody> pieces)
    {
        if (pieces.Count == 1)
        {
            return pieces[0];
        }

        var text = new StringBuilder();
        var map = new SourceMap();
        var lines = new List<BodyLine>();
        var parts = new List<SourcePart>();
        var links = new List<TextLink>();
        var struck = new List<TextRange>();
        var sourceBase = 0;
        foreach (var piece in pieces)
        {
            if (text.Length > 0)
            {
                // Both line ends stand where the part before ends.
                map.Add(text.Length, sourceBase - 1);
                map.Add(text.Length + 1, sourceBase - 1);
                lines.Add(new BodyLine(text.Length + 1, 0, 0, LineMarks.None));
                text.Append("\n\n");
            }

            piece.AppendTo(text, map, lines, sourceBase);
            var source = piece.Text.Source.Parts[0];
            parts.Add(source with { Base = sourceBase });
            links.AddRange(piece.Text.Marks.Links.Select(
                l => new TextLink(l.Start + sourceBase, l.End + sourceBase, l.Href)));
            struck.AddRange(piece.Text.Marks.Struck.Select(
                s => new TextRange(s.Start + sourceBase, s.End + sourceBase)));
            sourceBase += source.Text.Length + 1;
        }

        var marks = links.Count + struck.Count == 0 ? TextMarks.None : new TextMarks(links, struck);
        var whole = new VisibleText(new TextSource([.. parts], marks), text.ToString(), map);
        return new RenderedBody(whole, [.. lines], string.Join('\n', pieces.Select(p => p.Hidden)).Trim())
        {
            Enclosed = [.. pieces.SelectMany(p => p.Enclosed)],
        };
    }

    public ReadOnlySpan<char> LineText(int line) => Text.Text.AsSpan(Lines[line].Start, Lines[line].Length);

    public string LineString(int line) => Text.Text.Substring(Lines[line].Start, Lines[line].Length);

    /// <summary>The lines [first, end) as one text, without blank lines around.</summary>
    public VisibleText Slice(int first, int end)
    {
        while (first < end && Lines[first].IsBlank)
        {
            first++;
        }

        while (end > first && Lines[end - 1].IsBlank)
        {
            end--;
        }

        if (first >= end)
        {
            return Text.Slice(0, 0);
        }

        var start = FirstCharacter(first);
        return Text.Slice(start, Lines[end - 1].End - start);
    }

    /// <summary>Where the line begins, white space passed over.</summary>
    public int FirstCharacter(int line)
    {
        var text = LineText(line);
        return Lines[line].Start + (text.Length - text.TrimStart().Length);
    }

    /// <summary>Without the blank lines around.</summary>
    private void AppendTo(StringBuilder text, SourceMap map, List<BodyLine> lines, int sourceBase)
    {
        var (first, end) = (0, Lines.Length);
        while (first < end && Lines[first].IsBlank)
        {
            first++;
        }

        while (end > first && Lines[end - 1].IsBlank)
        {
            end--;
        }

        if (first == end)
        {
            return;
        }

        var from = Lines[first].Start;
        var length = Lines[end - 1].End - from;
        var shift = text.Length - from;
        for (var i = first; i < end; i++)
        {
            lines.Add(Lines[i] with { Start = Lines[i].Start + shift });
        }

        map.Append(Text.Map, from, length, text.Length, sourceBase);
        text.Append(Text.Text, from, length);
    }
}
