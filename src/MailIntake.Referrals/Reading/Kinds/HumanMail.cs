namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>What a person wrote: an introduction, or something that asks nothing of us.</summary>
internal static class HumanMail
{
    public static KindVerdict Judge(MailFacts facts)
    {
        var introduction = facts.Introduction;
        return introduction.IsIntroduction
            ? new KindVerdict(EmailKind.Referral, introduction.Reason)
            : new KindVerdict(EmailKind.Other, introduction.Reason);
    }
}
