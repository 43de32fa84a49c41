using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// What mail systems write in prose when they could not deliver. No sentence is known by heart: signs are added up,
/// of who sent it, how its subject begins, what is said (mail, not, delivered), and of the shape of a system's text,
/// and what only people write is taken off. The weights:
/// <list type="table">
/// <item>a mail system's name 3 or 6 (senders.tsv), a gateway's 2, a role's or robot's 1, a null return path 2</item>
/// <item>the subject is the heading of such a note 4, only begins so 2, says it in other words 3</item>
/// <item>the text says that mail was not delivered 3; other phrases of such notes 2 each, to 4</item>
/// <item>lines of an SMTP dialogue 1 to 2, a list of addresses 1, the returned message's raw header 3</item>
/// <item>a person's words by their weights, to -6; an answer -3; an automatic answer's heading or header -4</item>
/// </list>
/// Five are enough, of which some must come from the text: a name or a subject alone proves nothing.
/// </summary>
internal static class DeliveryNotes
{
    private const int Enough = 5;
    private const int NullReturnPath = 2;
    private const int Heading = 4;
    private const int Beginning = 2;
    private const int Statement = 3;
    private const int Phrase = 2;
    private const int MostPhrases = 4;
    private const int ReturnedMessage = 3;
    private const int MostPerson = 6;
    private const int Answer = -3;
    private const int AutomaticAnswer = -4;

    /// <summary>Notes say at once what they are about.</summary>
    private const int LongestStatement = 1500;

    public static KindVerdict? Judge(MailFacts facts)
    {
        var isSystem = facts.Sender.Daemon > 0 || facts.Signs.HasNullReturnPath;
        if ((facts.Signs.IsHuman && !facts.Sender.IsSure)
            || (!isSystem && !facts.Signs.IsAutoSubmitted && facts.Prefix == SubjectPrefix.Forward))
        {
            return null;
        }

        var subject = facts.Prefix == SubjectPrefix.Reply ? null : facts.BeginsSubject("bounce-subject");
        var saysSubject = subject is null && facts.Prefix != SubjectPrefix.Reply
            && DeliveryGrammar.Says(facts.Subject, isSubject: true);
        var hasReturned = facts.Shape.HasReturnedMessage || HasReturnedPart(facts.Email);
        var isProgram = facts.Sender.IsAny || facts.Signs.Program is not null;
        if (!isSystem && subject is null && !saysSubject && !hasReturned
            && !(isProgram && (facts.InHead("bounce").Any() || DeliveryGrammar.Says(facts.Head))))
        {
            return null;
        }

        var score = Score(facts, subject, saysSubject, hasReturned);
        return score >= Enough
            ? new KindVerdict(EmailKind.Bounce, subject is null
                ? $"a mail system's note of failed delivery ({score})"
                : $"a mail system's note of failed delivery (\"{subject.Value.Phrase}\", {score})")
            : null;
    }

    /// <summary>A refused mail, told in the form of a read receipt.</summary>
    public static bool SaysRefused(MailFacts facts) =>
        facts.BeginsSubject("bounce-subject") is not null || facts.InHead("bounce").Any();

    private static int Score(MailFacts facts, FoundPhrase? subject, bool saysSubject, bool hasReturned)
    {
        var sender = facts.Sender;
        var isSystem = sender.Daemon > 0 || facts.Signs.HasNullReturnPath;
        // A forward below a person's note is the person's evidence, not the sender's.
        var isOwnOnly = facts.HasForwards && !isSystem && !hasReturned;
        var text = isOwnOnly ? facts.Own.Folded.AsSpan(facts.Own.SubjectEnd, facts.Own.NewEnd - facts.Own.SubjectEnd)
            : facts.Shown;
        var said = DeliveryGrammar.Says(text[..Math.Min(text.Length, LongestStatement)].ToString()) ? Statement : 0;
        var phrases = Math.Min(MostPhrases, Phrase * (isOwnOnly ? facts.InHead("bounce")
            : facts.PhrasesShown.Where(p => p.Role == "bounce")).DistinctBy(p => p.Phrase).Count());
        var shape = Math.Min(2, facts.Shape.SmtpLines) + Math.Min(1, facts.Shape.AddressLines);
        var fromText = said + phrases + shape + (hasReturned ? ReturnedMessage : 0) + (saysSubject ? Statement : 0);
        if (fromText == 0 && !sender.IsSure && facts.Shown.Length > 0)
        {
            return 0;
        }

        return fromText + sender.Daemon + sender.Gateway
            + (sender.Robot + sender.Role > 0 ? 1 : 0)
            + (facts.Signs.HasNullReturnPath ? NullReturnPath : 0)
            + (facts.Signs.Program is null ? 0 : 1)
            + (subject is { } s ? facts.IsHeading(s) ? Heading : Beginning : 0)
            + (isSystem || hasReturned || sender.Gateway > 0 ? 0
                : -Math.Min(MostPerson, facts.PersonsWords))
            + (facts.IsAnswer && !isSystem && !hasReturned ? Answer : 0)
            + (facts.Signs.Answer is not null || facts.BeginsSubject("auto-subject") is not null
                ? AutomaticAnswer : 0);
    }

    /// <summary>The headers of a returned message as a part of their own.</summary>
    private static bool HasReturnedPart(Email email) =>
        email.Root.IsMultipart && email.Parts.Any(p => p.MediaType is "text/rfc822-headers" or "text/rfc822-header"
            or "message/rfc822-headers" or "message/partial");
}
