namespace MailIntake.Referrals.Reading.Words;

internal enum HeaderField
{
    From,
    To,
    Cc,
    Bcc,
    ReplyTo,
    Subject,
    Date,
    Other,
}

/// <summary>The labels of forwards' header blocks (labels.tsv). A label can mean several fields: "A:" is To in Italian,
/// "De:" From in French.</summary>
internal static class HeaderLabels
{
    private const int MostWritten = 100;

    private static readonly Dictionary<string, List<(HeaderField Field, string Language)>> Labels = Load();
    private static readonly Dictionary<string,
        List<(HeaderField Field, string Language)>>.AlternateLookup<ReadOnlySpan<char>>
        Lookup = Labels.GetAlternateLookup<ReadOnlySpan<char>>();

    public static int Longest { get; } = Labels.Keys.Max(k => k.Length);

    public static IEnumerable<string> All => Labels.Keys;

    /// <summary>Meanings of a folded label; null where it is none.</summary>
    public static IReadOnlyList<(HeaderField Field, string Language)>? Find(ReadOnlySpan<char> folded) =>
        Lookup.TryGetValue(folded, out var meanings) ? meanings : null;

    /// <summary>Meanings of a label as it is written; null where it is none.</summary>
    public static IReadOnlyList<(HeaderField Field, string Language)>? FindWritten(ReadOnlySpan<char> written)
    {
        if (written.IsEmpty || written.Length > MostWritten)
        {
            return null;
        }

        Span<char> folded = stackalloc char[MostWritten];
        return Find(folded[..Folding.Fold(written, folded)]);
    }

    private static Dictionary<string, List<(HeaderField, string)>> Load()
    {
        var labels = new Dictionary<string, List<(HeaderField, string)>>(StringComparer.Ordinal);
        foreach (var row in WordTable.Rows("Words.labels.tsv"))
        {
            var field = Enum.Parse<HeaderField>(row[0]);
            foreach (var label in row[2].Split('|'))
            {
                var key = Folding.Fold(label);
                if (!labels.TryGetValue(key, out var meanings))
                {
                    labels[key] = meanings = [];
                }

                if (!meanings.Contains((field, row[1])))
                {
                    meanings.Add((field, row[1]));
                }
            }
        }

        return labels;
    }
}
