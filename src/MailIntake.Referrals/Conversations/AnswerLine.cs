using System.Globalization;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// One line of an answer and the numbers it speaks of: "YES 1, 3", "2: no", "1. jane@globex.example". What a number
/// means, a referral or a question, depends on what the last letter numbered.
/// </summary>
/// <param name="Text">The line without a leading number.</param>
/// <param name="Words">What is said of the numbers.</param>
internal sealed record AnswerLine(VisibleText Text, string Words, IReadOnlyList<int> Numbers)
{
    private static readonly string[] Joiners = ["to", "and", "und", "et", "y", "e", "en", "for", "no", "nr", "#"];

    public static IReadOnlyList<AnswerLine> Split(VisibleText text)
    {
        var lines = new List<AnswerLine>();
        var value = text.Text;
        for (var start = 0; start < value.Length;)
        {
            var end = value.IndexOf('\n', start);
            end = end < 0 ? value.Length : end + 1;
            if (!string.IsNullOrWhiteSpace(value[start..end]))
            {
                lines.Add(Of(text.Slice(start, end - start)));
            }

            start = end;
        }

        return lines;
    }

    private static AnswerLine Of(VisibleText line)
    {
        var (number, after) = LeadingNumber(line.Text);
        if (number is { } leading)
        {
            var text = line.Slice(after);
            return new AnswerLine(text, text.Text, [leading]);
        }

        return TrailingNumbers(line.Text) is { Numbers.Count: > 0 } trailing
            ? new AnswerLine(line, trailing.Word, trailing.Numbers)
            : new AnswerLine(line, line.Text, []);
    }

    /// <summary>"2: no", "2) yes", "(No. 2) yes", "#2 yes".</summary>
    private static (int? Number, int After) LeadingNumber(string line)
    {
        var at = Skip(line, 0, " \t(#*");
        if (string.Compare(line, at, "No.", 0, 3, StringComparison.OrdinalIgnoreCase) == 0)
        {
            at = Skip(line, at + 3, " ");
        }

        var end = at;
        while (end < line.Length && char.IsAsciiDigit(line[end]))
        {
            end++;
        }

        return end - at is 1 or 2 && end + 1 < line.Length && ":.)-".Contains(line[end], StringComparison.Ordinal)
            && !char.IsAsciiDigit(line[end + 1])
            ? (int.Parse(line.AsSpan(at, end - at), CultureInfo.InvariantCulture), Skip(line, end, ":.)- \t"))
            : (null, 0);
    }

    /// <summary>"YES 1, 3", "yes to 1 and 3".</summary>
    private static (string Word, IReadOnlyList<int> Numbers) TrailingNumbers(string line)
    {
        var words = line.Split([' ', ',', '&', '.', '!', ';', ':', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var numbers = new List<int>();
        if (words.Length is < 2 or > 12
            || AnswerWords.Read(words[0]) is not [AnswerMeaning.Yes or AnswerMeaning.No or AnswerMeaning.Withdraw])
        {
            return ("", []);
        }

        foreach (var word in words.Skip(1))
        {
            if (int.TryParse(word.TrimStart('#'), CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100)
            {
                numbers.Add(number);
            }
            else if (!Joiners.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                return ("", []);
            }
        }

        return (words[0], numbers);
    }

    private static int Skip(string line, int at, string what)
    {
        while (at < line.Length && what.Contains(line[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at;
    }
}
