using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Text;

/// <summary>Finds where a letter's closing begins when the reader saw none: a closing phrase, or a line that is the
/// author's name, with only short lines below.</summary>
internal static class SignatureSplit
{
    private const int LongestClosing = 45;
    private const int LongestLine = 110;
    private const int MostLines = 14;

    /// <summary>The position of the closing's first line, or null.</summary>
    public static int? Find(string text, string? author)
    {
        var lines = LinesFromEnd(text);
        var names = NamesOf(author);
        int? found = null;
        foreach (var (start, end) in lines)
        {
            var line = text[start..end].Trim();
            if (line.Length > LongestLine || line.EndsWith('?'))
            {
                break;
            }

            if (start > 0
                && (IsClosing(line) || IsNickname(line, author) || names.Contains(TextFold.Letters(line))
                || line is "--" or "—" || IsIdeographicCard(line, author)))
            {
                found = start;
            }
        }

        return found;
    }

    public static bool IsClosing(string line)
    {
        if (line.Length is 0 or > LongestClosing)
        {
            return false;
        }

        var tokens = new TokenizedText(line);
        return tokens.Tokens.Length > 0 && Lexicon.Closings.At(tokens, 0) is { } hit
            && hit.Last + 4 >= tokens.Tokens.Length - 1
            && !line.EndsWith(':');
    }

    // "監査法人みさき" over "代表社員　岸 洋一": a short line that closes with the author's whole name, or a company's alone.
    private static bool IsIdeographicCard(string line, string? author)
    {
        if (line.Length > 30 || line.Length == 0 || !TextFold.IsIdeographic(line[0]) || author is not { Length: > 1 }
            || !TextFold.IsIdeographic(author[0]) || line.AsSpan().IndexOfAny("。、，：:") >= 0)
        {
            return false;
        }

        return TextFold.Letters(line).EndsWith(TextFold.Letters(author), StringComparison.Ordinal)
            || IdeographicWords.Forms.Any(f => line.StartsWith(f, StringComparison.Ordinal)
                || line.EndsWith(f, StringComparison.Ordinal));
    }

    // "Margo" for Marguerite, "Bia" for Beatriz, "J." for Jonas.
    private static bool IsNickname(string line, string? author) =>
        author is { Length: > 0 } && line.Length is > 0 and <= 12
            && char.ToUpperInvariant(line[0]) == char.ToUpperInvariant(author[0])
        && line.All(c => char.IsLetter(c) || c == '.') && char.IsUpper(line[0]);

    // The last lines, newest end first; blank lines count little, a paragraph of prose ends the search.
    private static List<(int Start, int End)> LinesFromEnd(string text)
    {
        var lines = new List<(int, int)>();
        var end = text.TrimEnd().Length;
        while (end > 0 && lines.Count < MostLines)
        {
            var start = text.LastIndexOf('\n', end - 1) + 1;
            if (text.AsSpan(start, end - start).Trim().Length > 0)
            {
                lines.Add((start, end));
            }

            end = start - 1;
        }

        return lines;
    }

    private static HashSet<string> NamesOf(string? author)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (author is null || author.Contains('@', StringComparison.Ordinal))
        {
            return names;
        }

        names.Add(TextFold.Letters(author));
        var parts = author.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length > 1).ToArray();
        foreach (var part in parts)
        {
            names.Add(TextFold.Letters(part));
        }

        if (parts.Length > 1)
        {
            names.Add(TextFold.Letters(parts[0][..1] + parts[^1]));
            names.Add(TextFold.Letters(parts[^1] + parts[0]));
            names.Add(TextFold.Letters(parts[0][..1] + parts[^1][..1]));
        }

        return names;
    }
}
