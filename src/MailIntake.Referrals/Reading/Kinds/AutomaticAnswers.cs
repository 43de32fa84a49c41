using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// Automatic answers: RFC 3834's header, its violators' headers (headers.tsv), and where there is none the subject
/// and the prose. What a person writes is never taken for one: "Auto-Submitted: no" and X-Auto-Response-Suppress say
/// nothing of the kind. Without a header signs are added up:
/// <list type="table">
/// <item>the subject is such an answer's heading 5, only begins so 2, ends so ("N.N. is out of the office") 3</item>
/// <item>a plain phrase of an automatic answer 2, or 4 where it says that it is one; in a further sentence 2
/// more</item>
/// <item>each part that goes with it (<see cref="AnswerGrammar"/>) 2; few words 1 or 3</item>
/// <item>a null return path 2, a program's header 1, a robot's or role's address 1 or 2</item>
/// <item>under no heading, each sentence of something else -2, to -6; a person's words by their weights, to -9</item>
/// <item>a name of the subject said in the text -4, two or more -8: no machine knows whom it is about</item>
/// <item>a product named or a question -2; a long text -2; no answer to anything, no heading and no program's sign
/// -3</item>
/// </list>
/// Five are enough; a plain phrase or a heading must be among them, or the text is nothing but four such parts.
/// </summary>
internal static class AutomaticAnswers
{
    /// <summary>The weight in automatic.tsv from which on a phrase is a plain one.</summary>
    public const int Plain = 3;

    private const int Enough = 5;
    private const int SureRobot = 5;
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
    private const int Name = 4;
    private const int EnoughParts = 4;
    private const int LongestByParts = 800;
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
        if (signs.IsAutoSubmitted
            && (subject is not null || facts.Email.InReplyTo.Count > 0 || facts.InHead("auto").Any()))
        {
            return new KindVerdict(EmailKind.AutoReply, "the header Auto-Submitted over an automatic answer");
        }

        if (facts.Sender.Robot >= SureRobot)
        {
            return new KindVerdict(EmailKind.AutoReply, "an automatic answer's sender");
        }

        // Whoever forwards writes himself. (Receipts name what they are about in a block without From.)
        if (facts.Reading.Forwards.Any(f => f.From is not null))
        {
            return null;
        }

        var (score, plain) = Score(facts, subject);
        if (score < Enough)
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
        var isHeading = subject is { } s && facts.IsHeading(s) && !facts.IsBareWord(s);
        var text = facts.Reading.NewText.Text;
        if (plain.Phrase is null && !isHeading && (!facts.IsAnswer || text.Length > LongestByParts))
        {
            return (0, null);
        }

        var grammar = AnswerGrammar.Of(facts.Head, phrases);
        var parts = grammar.Parts;
        if (plain.Phrase is null && isHeading)
        {
            parts = 0;
        }
        else if (plain.Phrase is null)
        {
            parts += grammar.SaysAway ? 1 : 0;
            if (parts < EnoughParts || grammar.OtherSentences > 0)
            {
                return (0, null);
            }
        }
        else
        {
            parts = Math.Max(parts, Math.Min(MostOfOthers, phrases.Count(p => p.Weight < Plain)));
        }

        return (FromProgram(facts, subject, isHeading)
            + (plain.Phrase is null ? 0 : plain.Weight - 1)
            + (grammar.PlainSentences > 1 ? Part : 0)
            + (Part * parts)
            + (plain.Phrase is null ? 0 : grammar.Words <= VeryFewWords ? 3 : grammar.Words <= FewWords ? 1 : 0)
            - (isHeading ? 0 : Math.Min(MostOtherSentences, OtherSentence * grammar.OtherSentences))
            - Math.Min(MostPerson, facts.PersonsWords)
            - (isHeading || facts.Sender.Robot > 0 ? 0 : Name * facts.NamesOfSubject)
            - (HasProductOrQuestion(facts, text) ? Question : 0)
            - (text.Length > LongText ? Long : 0), plain.Phrase ?? subject?.Phrase ?? "its parts");
    }

    /// <summary>What speaks for a program before a word of the text is read.</summary>
    private static int FromProgram(MailFacts facts, FoundPhrase? subject, bool isHeading)
    {
        var notice = subject is null && facts.Prefix == SubjectPrefix.None ? facts.EndsSubject("auto-notice") : null;
        var score = (facts.Signs.HasNullReturnPath ? NullReturnPath : 0) + (facts.Signs.Program is null ? 0 : 1)
            + Math.Max(facts.Sender.Robot, facts.Sender.Role)
            + (isHeading ? Heading : notice is not null ? Notice : 0);
        return (!facts.IsAnswer && score == 0 ? -Stranger : score)
            + (!isHeading && subject is not null ? Beginning : 0);
    }

    private static bool HasProductOrQuestion(MailFacts facts, string text) =>
        text.AsSpan().ContainsAny('?', '？')
        || facts.Directory.Us.Products.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));
}
