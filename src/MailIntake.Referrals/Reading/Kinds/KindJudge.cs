namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>What a mail is, and why.</summary>
internal sealed record KindVerdict(EmailKind Kind, string Reason);

/// <summary>
/// Says what a mail is. In come its headers, its parts and what was read in it; out goes one kind with its reason.
/// The order is that of certainty: reports, automatic answers, calendar, bulk, answers to our letters, and then
/// what a person wrote.
/// </summary>
internal static class KindJudge
{
    public static KindVerdict Judge(EmailReading reading, string shown, PartnerDirectory directory)
    {
        var facts = new MailFacts(reading, shown, directory);
        return Reports.Judge(facts)
            ?? DeliveryNotes.Judge(facts)
            ?? AutomaticAnswers.Judge(facts)
            ?? CalendarMail.Judge(facts)
            ?? BulkMail.Judge(facts)
            ?? OurThread.Judge(facts)
            ?? HumanMail.Judge(facts);
    }
}
