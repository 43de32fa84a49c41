namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>Newsletters, bulk mail and list posts. A list is also the way an introduction may come: then it is a
/// referral.</summary>
internal static class BulkMail
{
    private static readonly string[] Headers =
        ["List-Id", "List-Unsubscribe", "List-Post", "X-Mailing-List", "Feedback-ID", "X-Campaign-Id", "X-CampaignId"];

    public static KindVerdict? Judge(MailFacts facts)
    {
        var header = Header(facts);
        if (header is null)
        {
            return null;
        }

        var introduction = facts.Introduction;
        // A newsletter is full of intro words. Only a person's post counts: a known sender, or a forward, and no
        // newsletter's foot.
        var isPersonal = introduction.IsSenderKnown || facts.Reading.Forwards.Any() || introduction.HasLiveThread;
        return isPersonal && !introduction.HasBulkFoot && introduction.IsIntroduction
            ? new KindVerdict(EmailKind.Referral, $"{introduction.Reason}, through a list")
            : new KindVerdict(EmailKind.List, $"the header {header}");
    }

    private static string? Header(MailFacts facts)
    {
        foreach (var name in Headers)
        {
            if (facts.Email.Headers.Has(name))
            {
                return name;
            }
        }

        return facts.Header("Precedence") is "bulk" or "list" or "junk" ? "Precedence" : null;
    }
}
