using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

internal enum SeparatorKind
{
    None,

    /// <summary>"---------- Forwarded message ---------": always a forward.</summary>
    Forward,

    /// <summary>"-----Original Message-----": a forward or history.</summary>
    Original,

    /// <summary>"----- Forwarded by Rosa Delgado on ...": a forward, as Notes writes it.</summary>
    ForwardedBy,

    /// <summary>"---------- Forwarded Conversation ----------": messages follow, each with a block of its
    /// own.</summary>
    Conversation,

    /// <summary>The forwarded message ends.</summary>
    End,

    /// <summary>A line of dashes or underscores alone: nothing by itself.</summary>
    Rule,
}

/// <summary>Knows the lines that clients put over (and under) a forwarded message.</summary>
internal static class SeparatorScanner
{
    private const string Decoration = "-‐‑‒=_*~#+|—–―─━•·.<> \t";
    private const int ShortestRule = 5;
    private const int LongestBy = 300;
    private const int ShortestFrame = 3;
    private const int LongestFrame = 90;

    private static readonly WordSet Forwards = WordSet.Of("Words.separators.tsv", "forward");
    private static readonly WordSet Originals = WordSet.Of("Words.separators.tsv", "original");
    private static readonly WordSet Conversations = WordSet.Of("Words.separators.tsv", "conversation");
    private static readonly WordSet Ends = WordSet.Of("Words.separators.tsv", "end");
    private static readonly string[] Dated = [.. WordSet.Of("Words.separators.tsv", "dated").Words];
    private static readonly string[] By = [.. WordSet.Of("Words.separators.tsv", "by").Words];

    /// <summary>What the line is; <paramref name="isDecorated"/>: with dashes or the like around.</summary>
    public static SeparatorKind Read(ReadOnlySpan<char> line, out bool isDecorated)
    {
        isDecorated = false;
        line = line.Trim();
        if (line.Length == 0 || line.Length > LongestBy)
        {
            return SeparatorKind.None;
        }

        var core = line.Trim(Decoration);
        var dashes = line.Length - core.Length;
        isDecorated = dashes >= 2 && IsDecoration(line[0]);
        if (core.IsEmpty)
        {
            return line.Length >= ShortestRule ? SeparatorKind.Rule : SeparatorKind.None;
        }

        // Words alone are a separator only with dashes or a colon: "Original message" is also prose.
        var hasColon = line[^1] is ':' or '：';
        if (!isDecorated && !hasColon)
        {
            return SeparatorKind.None;
        }

        core = core.TrimEnd(":： ").Trim(Decoration);
        if (core.Length > Math.Max(Forwards.Longest, Originals.Longest) + 10)
        {
            return isDecorated && IsBy(core) ? SeparatorKind.ForwardedBy : SeparatorKind.None;
        }

        Span<char> buffer = stackalloc char[LongestBy];
        ReadOnlySpan<char> folded = buffer[..Folding.Fold(core, buffer)];
        if (Forwards.Contains(folded))
        {
            return SeparatorKind.Forward;
        }

        if (Originals.Contains(folded))
        {
            return SeparatorKind.Original;
        }

        if (isDecorated && Conversations.Contains(folded))
        {
            return SeparatorKind.Conversation;
        }

        if (isDecorated && Ends.Contains(folded))
        {
            return SeparatorKind.End;
        }

        return isDecorated && IsBy(core) ? SeparatorKind.ForwardedBy : SeparatorKind.None;
    }

    /// <summary>"Message du 02/03/26 10:15", as Orange writes it over its block.</summary>
    public static bool IsDated(ReadOnlySpan<char> line)
    {
        if (line.Length is < 12 or > 60 || !char.IsAsciiDigit(line[^1]))
        {
            return false;
        }

        var folded = Folding.Fold(line);
        return Array.Exists(Dated, d => folded.StartsWith(d, StringComparison.Ordinal));
    }

    /// <summary>Words between dashes: over a header block a client's separator, whatever the words.</summary>
    public static bool IsFramed(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length is > 2 * ShortestFrame and < LongestFrame && IsFrame(line[..ShortestFrame])
            && IsFrame(line[^ShortestFrame..]);
    }

    private static bool IsFrame(ReadOnlySpan<char> end) => end[0] is '-' or '=' or '_' or '*' or '~' or '—'
        && end.IndexOfAnyExcept(end[0]) < 0;

    private static bool IsDecoration(char c) => Decoration.Contains(c, StringComparison.Ordinal);

    private static bool IsBy(ReadOnlySpan<char> core)
    {
        var folded = Folding.Fold(core[..Math.Min(core.Length, 40)]);
        return Array.Exists(By, b => folded.StartsWith(b, StringComparison.Ordinal));
    }
}
