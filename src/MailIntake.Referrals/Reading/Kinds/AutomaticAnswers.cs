using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// Automatic answers: RFC 3834's header, its violators' headers (headers.tsv), and where there is none the subject and the
/// prose. What a person writes is never taken for one: "Auto-Submitted: no" and X-Auto-Response-Suppress say nothing of the
/// kind. Without a header signs are added up:
/// <list type="table">
/// <item>the subject is such an answer's heading 5, only begins so 2, ends so ("N.N. is out of the office") 3</item>
/// <item>a plain phrase of an automatic answer 2, or 4 where it says that it is one; in a further sentence 2 more</item>
/// <item>each part that goes with it (<see cref="AnswerGrammar"/>) 2; few words 1 or 3</item>
/// <item>a null return path 2, a program's header 1, a robot's or role's address 1 or 2</item>
/// <item>under no heading, each sentence of something else -2, to -6; a person's words by their weights, to -9</item>
/// <item>a product named or a question -2; a long text -2; no answer to anything and no program's sign -3</item>
/// </list>
/// Five are enough; a plain phrase or a heading must be among them.
/// </summary>
internal static class AutomaticAnswers
{
    /// <summary>The weight in automatic.tsv from which on a phrase is a plain one.</summary>
    public const int Plain = 3;

    private const int Enough = 5;
    private const int Heading = 5;
    private const int Beginning = 2;
    private const int Notice = 3;
    private const int Part = 2;
    private const int MostOfOthers = 2;
    private const int NullReturnPath = 2;
    private const int OtherSentence = 2;
    private const int MostOtherSentences = 6;
    private const int MostPerson = 9;
    private const int Question = 2;
    private const int Long = 2;
    private const int LongText = 1500;
    private const int FewWords = 16;
    private const int VeryFewWords = 8;

    /// <summary>A text without any sign of an answer or a program must leave no doubt.</summary>
    private const int Stranger = 3;

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

        var subject = facts.BeginsSubject("auto-subject", alsoBehindReply: signs.IsAutoSubmitted);
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
        var phrases = facts.InHead("auto").ToList();
        var plain = phrases.Where(p => p.Weight >= Plain).DefaultIfEmpty().MaxBy(p => p.Weight);
        if (plain.Phrase is null && subject is null)
        {
            return (0, null);
        }

        var signs = facts.Signs;
        var notice = subject is null && facts.Prefix == SubjectPrefix.None ? facts.EndsSubject("auto-notice") : null;
        var isHeading = subject is { } s && facts.IsHeading(s);
        var score = (signs.HasNullReturnPath ? NullReturnPath : 0) + (signs.Program is null ? 0 : 1)
            + Math.Max(facts.Sender.Robot, facts.Sender.Role)
            + (isHeading ? Heading : subject is not null ? Beginning : notice is not null ? Notice : 0);
        score -= !facts.IsAnswer && score == 0 ? Stranger : 0;

        var grammar = AnswerGrammar.Of(facts.Head, phrases);
        if (plain.Phrase is not null)
        {
            var others = Math.Min(MostOfOthers, phrases.Where(p => p.Weight < Plain).DistinctBy(p => p.Phrase).Count());
            score += plain.Weight - 1 + (grammar.PlainSentences > 1 ? Part : 0)
                + (Part * Math.Max(grammar.Parts, others))
                + (grammar.Words <= VeryFewWords ? 3 : grammar.Words <= FewWords ? 1 : 0)
                - (isHeading ? 0 : Math.Min(MostOtherSentences, OtherSentence * grammar.OtherSentences));
        }

        var text = facts.Reading.NewText.Text;
        return (score - Math.Min(MostPerson, facts.PersonsWords) - (HasProductOrQuestion(facts, text) ? Question : 0)
            - (text.Length > LongText ? Long : 0), plain.Phrase);
    }

    private static bool HasProductOrQuestion(MailFacts facts, string text) =>
        text.AsSpan().ContainsAny('?', '？')
        || facts.Directory.Us.Products.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
}
