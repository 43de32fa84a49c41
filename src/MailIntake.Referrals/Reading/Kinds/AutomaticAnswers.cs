using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// Automatic answers: RFC 3834's header, its violators' headers (headers.tsv), and where there is none the subject and the
/// prose. What a person writes is never taken for one: "Auto-Submitted: no" and X-Auto-Response-Suppress say nothing of the
/// kind. Without a header signs are added up:
/// <list type="table">
/// <item>the subject is such an answer's heading 5, only begins so 2</item>
/// <item>plain words of an automatic answer 3 each; words that go with them 2 each, to 4</item>
/// <item>it answers something 2, a null return path 2, a program's header 1, a robot's or role's address 1 or 2</item>
/// <item>a person's words by their weights, to -9; a product named or a question -2; a long text -2</item>
/// </list>
/// Five are enough; plain words or a heading must be among them.
/// </summary>
internal static class AutomaticAnswers
{
    private const int Enough = 5;
    private const int Heading = 5;
    private const int Beginning = 2;
    private const int Plain = 3;
    private const int MostOfPlain = 9;
    private const int MostOfOthers = 4;
    private const int Answers = 2;
    private const int NullReturnPath = 2;
    private const int MostPerson = 9;
    private const int Question = 2;
    private const int Long = 2;

    /// <summary>A text without any sign of an answer or a program must leave no doubt.</summary>
    private const int Stranger = 3;

    private const int LongText = 1500;

    public static KindVerdict? Judge(MailFacts facts)
    {
        var signs = facts.Signs;
        if (signs.IsHuman)
        {
            return null;
        }

        if (signs.Answer is { } field)
        {
            return new KindVerdict(EmailKind.AutoReply, $"the header {field}");
        }

        var subject = facts.BeginsSubject("auto-subject", alsoBehindReply: signs.IsAutoSubmitted)
            ?? facts.EndsSubject("auto-notice");
        if (signs.IsAutoSubmitted && (subject is not null || facts.InHead("auto").Any()))
        {
            return new KindVerdict(EmailKind.AutoReply, "the header Auto-Submitted over an automatic answer");
        }

        // Whoever forwards writes himself. (Receipts name what they are about in a block without From.)
        if (facts.Reading.Forwards.Any(f => f.From is not null))
        {
            return null;
        }

        var (score, plain) = Score(facts, subject);
        if (score < Enough || (plain is null && (subject is null || !facts.IsHeading(subject.Value))))
        {
            return null;
        }

        return new KindVerdict(EmailKind.AutoReply, subject is { } begins
            ? $"the subject begins with \"{begins.Phrase}\" ({score})"
            : $"the words of an automatic answer (\"{plain}\", {score})");
    }

    private static (int Score, string? Plain) Score(MailFacts facts, FoundPhrase? subject)
    {
        var (plain, others) = (0, 0);
        string? first = null;
        foreach (var phrase in facts.InHead("auto").DistinctBy(p => p.Phrase))
        {
            if (phrase.Weight >= Plain)
            {
                plain += phrase.Weight;
                first ??= phrase.Phrase;
            }
            else
            {
                others += phrase.Weight;
            }
        }

        if (first is null && subject is null)
        {
            return (0, null);
        }

        var signs = facts.Signs;
        var fromProgram = (signs.HasNullReturnPath ? NullReturnPath : 0) + (signs.Program is null ? 0 : 1)
            + Math.Max(facts.Sender.Robot, facts.Sender.Role);
        var heading = subject is { } s ? facts.IsHeading(s) ? Heading : Beginning : 0;
        var text = facts.Reading.NewText.Text;
        return (heading + Math.Min(MostOfPlain, plain) + Math.Min(MostOfOthers, others) + fromProgram
            + (facts.IsAnswer ? Answers : 0)
            - (!facts.IsAnswer && fromProgram + heading == 0 ? Stranger : 0)
            - Math.Min(MostPerson, facts.InHead("human").DistinctBy(p => p.Phrase).Sum(p => p.Weight))
            - (HasProductOrQuestion(facts, text) ? Question : 0)
            - (text.Length > LongText ? Long : 0), first);
    }

    private static bool HasProductOrQuestion(MailFacts facts, string text) =>
        text.AsSpan().ContainsAny('?', '？')
        || facts.Directory.Us.Products.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
}
