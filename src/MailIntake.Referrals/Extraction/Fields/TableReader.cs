using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Reads a typed table: a line of column heads that keys.tsv knows, then rows of as many cells (parted by
/// tabs,
/// bars or wide spaces).</summary>
internal static class TableReader
{
    private const int FewestColumns = 3;

    public static List<List<KeyedValue>> Rows(Stretch stretch)
    {
        var rows = new List<List<KeyedValue>>();
        string?[]? fields = null;
        foreach (var (start, length) in Lines(stretch.Text))
        {
            var cells = Cells(stretch.Text, start, length);
            var heads = cells.Select(c => Lexicon.Keys.GetValueOrDefault(
                TextFold.Fold(stretch.Text.AsSpan(c.Start, c.Length)).Trim('*', ' ', '.').Replace(".", "",
                StringComparison.Ordinal))).ToArray();
            if (heads.Count(h => h is not null) >= FewestColumns)
            {
                fields = heads;
            }
            else if (fields is not null && Math.Abs(cells.Count - fields.Length) <= 1 && cells.Count >= FewestColumns)
            {
                rows.Add([.. cells.Zip(fields).Where(p => p.Second is not (null or "-") && p.First.Length > 0)
                    .Select(p => new KeyedValue(stretch, p.Second!, p.Second!, p.First.Start, p.First.Length))]);
            }
            else if (cells.Count < FewestColumns && length > 0)
            {
                fields = null;
            }
        }

        return rows;
    }

    private static IEnumerable<(int Start, int Length)> Lines(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            yield return (start, end - start);
            start = end + 1;
        }
    }

    private static List<(int Start, int Length)> Cells(string text, int start, int length)
    {
        var cells = new List<(int, int)>();
        int from = start, end = start + length;
        for (var i = start; i <= end; i++)
        {
            var wide = i + 1 < end && text[i] == ' ' && text[i + 1] == ' ';
            if (i < end && text[i] is not ('\t' or '|') && !wide)
            {
                continue;
            }

            Add(text, from, Math.Min(i, end), cells, i < end && text[i] == '\t');
            while (wide && i + 1 < end && text[i + 1] == ' ')
            {
                i++;
            }

            from = i + 1;
        }

        return cells;
    }

    private static void Add(string text, int from, int to, List<(int, int)> cells, bool tabbed)
    {
        while (from < to && text[from] == ' ')
        {
            from++;
        }

        while (to > from && text[to - 1] == ' ')
        {
            to--;
        }

        if (to > from || cells.Count > 0 || tabbed)
        {
            cells.Add((from, to - from));
        }
    }
}
