namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>Newsletters, bulk mail and list posts. A list is also the way an introduction may come: then it is a
/// referral.</summary>
internal static class BulkMail
{
    /// <summary>The score of an introduction that leaves no doubt.</summary>
    private const int Certain = 6;

    public static KindVerdict? Judge(MailFacts facts)
    {
        if ((facts.Signs.Bulk ?? facts.Signs.Tool) is not { } header)
        {
            return JudgeFoot(facts);
        }

        var introduction = facts.Introduction;
        // A newsletter is full of intro words. Only a person's post counts: a known sender, or a forward, and no
        // newsletter's foot. Sequence tools put their way out on a person's single letters too.
        var isPersonal = introduction.IsSenderKnown || facts.HasForwards || introduction.HasLiveThread
            || (facts.Signs.Bulk is null && introduction.Score >= Certain);
        return isPersonal && !introduction.HasBulkFoot && introduction.IsIntroduction
            ? new KindVerdict(EmailKind.Referral, $"{introduction.Reason}, through a list")
            : new KindVerdict(EmailKind.List, $"the header {header}");
    }

    /// <summary>A newsletter without a list's header shows itself by its foot, and by its sender or subject.</summary>
    private static KindVerdict? JudgeFoot(MailFacts facts)
    {
        var isNews = facts.Sender.News > 0 || facts.BeginsSubject("news-subject") is not null;
        if (facts.HasForwards || facts.IsAnswer || !(isNews || facts.Sender.Role > 0))
        {
            return null;
        }

        var phrase = facts.PhrasesShown.Find(p => p.Role == "news");
        var foot = facts.PhrasesShown.Find(p => p.Role == "bulk");
        return (phrase.Phrase is not null || (isNews && foot.Phrase is not null)) && !facts.Introduction.IsSenderKnown
            ? new KindVerdict(EmailKind.List, $"a newsletter's foot (\"{phrase.Phrase ?? foot.Phrase}\")")
            : null;
    }
}
