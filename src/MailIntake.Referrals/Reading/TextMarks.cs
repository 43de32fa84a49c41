namespace MailIntake.Referrals.Reading;

/// <summary>A link of HTML: the source characters [Start, End) show it, <paramref name="Href"/> is where it leads.
/// </summary>
public readonly record struct TextLink(int Start, int End, string Href);

/// <summary>Source characters [Start, End) of a part.</summary>
public readonly record struct TextRange(int Start, int End);

/// <summary>
/// What a part's source says about its text besides the words: links (the address behind "write to Rosa") and words
/// that are struck through. Kept in source offsets, in their order, so that every slice of the text can share it.
/// </summary>
public sealed class TextMarks(IReadOnlyList<TextLink> links, IReadOnlyList<TextRange> struck)
{
    public static TextMarks None { get; } = new([], []);

    public IReadOnlyList<TextLink> Links { get; } = links;

    public IReadOnlyList<TextRange> Struck { get; } = struck;

    public bool IsStruck(int from, int to)
    {
        var low = 0;
        var high = Struck.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Struck[middle].End <= from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < Struck.Count && Struck[low].Start < to;
    }

    public IEnumerable<TextLink> LinksWithin(int from, int to)
    {
        var low = 0;
        var high = Links.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Links[middle].End <= from)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (; low < Links.Count && Links[low].Start < to; low++)
        {
            yield return Links[low];
        }
    }
}
