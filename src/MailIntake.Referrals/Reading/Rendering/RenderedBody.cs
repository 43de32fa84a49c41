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
internal sealed class RenderedBody(VisibleText text, BodyLine[] lines, string hidden)
{
    public VisibleText Text { get; } = text;

    public BodyLine[] Lines { get; } = lines;

    /// <summary>Text that the source has and a reader does not see.</summary>
    public string Hidden { get; } = hidden;

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
            return new VisibleText(Text.Part, "", []);
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
}
