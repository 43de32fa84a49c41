using System.Buffers;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// What of an answer are its sender's own words. The reading never leaves a mail without new text: where there is only
/// a quote or a signature, it gives that. An answer is stricter: what also stands in the history, or below "-- ", was
/// not said; a greeting says nothing.
/// </summary>
internal static class AnswerText
{
    private static readonly SearchValues<char> GreetingEnds = SearchValues.Create(",!.:-–，、。！");

    public static VisibleText Of(EmailReading reading)
    {
        var quoted = reading.Earlier.SelectMany(e => Lines(e.Body)).Select(StartOf).ToHashSet();
        var own = Lines(reading.NewText)
            .Where(l => !string.IsNullOrWhiteSpace(l.Text) && !quoted.Contains(StartOf(l)))
            .TakeWhile(l => l.Text.Trim() is not ("--" or "—"))
            .ToList();
        if (own.Count > 0)
        {
            own[0] = WithoutGreeting(own[0]);
        }

        return VisibleText.Concat(own);
    }

    private static IEnumerable<VisibleText> Lines(VisibleText text)
    {
        for (var start = 0; start < text.Text.Length;)
        {
            var end = text.Text.IndexOf('\n', start);
            end = end < 0 ? text.Text.Length : end + 1;
            yield return text.Slice(start, end - start);
            start = end;
        }
    }

    private static (string Part, int Start) StartOf(VisibleText line)
    {
        var words = line.Text.Length - line.Text.TrimStart().Length;
        var where = line.Locate(Math.Min(words, line.Text.Length - 1), 1);
        return (where.Part, where.Start);
    }

    /// <summary>"Hi Dana, yes" gives " yes"; a line that is a greeting and no more gives nothing.</summary>
    private static VisibleText WithoutGreeting(VisibleText line)
    {
        if (AnswerWords.Read(line.Text) is not [AnswerMeaning.Greeting, ..])
        {
            return line;
        }

        var end = line.Text.AsSpan().IndexOfAny(GreetingEnds);
        return line.Slice(end < 0 ? line.Text.Length : end + 1);
    }
}
