using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// Quotations below an attribution that are marked otherwise than by ">": with initials ("RD> "), with a bar, or in HTML
/// by an indented block without any style (Yandex). Elsewhere such lines are lists, prompts and paragraphs. The lines
/// are set one level deeper; the marks go.
/// </summary>
internal static class OtherQuoteMarks
{
    private const int MostInitials = 4;

    private enum Sort
    {
        None,
        Initials,
        Bar,
        Indented,
    }

    /// <summary>Returns false where the line is quoted as usual, or not at all.</summary>
    public static bool Apply(RenderedBody body, int first, int quote)
    {
        var lines = body.Lines;
        while (first < lines.Length && lines[first].IsBlank && lines[first].Quote <= quote)
        {
            first++;
        }

        if (first == lines.Length || lines[first].Quote != quote
            || SortOf(body, first, out _) is not (not Sort.None and var sort))
        {
            return false;
        }

        for (var i = first; i < lines.Length; i++)
        {
            if (lines[i].Quote == quote && !lines[i].IsBlank && SortOf(body, i, out var mark) == sort)
            {
                lines[i] = lines[i] with
                {
                    Start = lines[i].Start + mark,
                    Length = lines[i].Length - mark,
                    Quote = quote + 1,
                };
            }
        }

        return true;
    }

    private static Sort SortOf(RenderedBody body, int line, out int mark)
    {
        mark = 0;
        if (body.Lines[line].Has(LineMarks.Indented))
        {
            return Sort.Indented;
        }

        var text = body.LineText(line);
        if (text[0] == '|' && (text.Length == 1 || text[1] == ' ') && !text[1..].Contains('|'))
        {
            mark = Math.Min(2, text.Length);
            return Sort.Bar;
        }

        var letters = 0;
        while (letters < text.Length && letters <= MostInitials && char.IsLetter(text[letters]))
        {
            letters++;
        }

        if (letters is 0 or > MostInitials || letters == text.Length || text[letters] != '>')
        {
            return Sort.None;
        }

        mark = letters;
        while (mark < text.Length && text[mark] == '>')
        {
            mark++;
        }

        mark += mark < text.Length && text[mark] == ' ' ? 1 : 0;
        return Sort.Initials;
    }
}
