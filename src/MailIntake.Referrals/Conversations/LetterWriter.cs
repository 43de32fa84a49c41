using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// Writes the letters that follow from a decision. The submitter gets at most one of each purpose; others hear of a
/// confirmed referral only at addresses that the directory or the settings hold.
/// </summary>
internal static class LetterWriter
{
    /// <summary>A letter asks at most this much; the rest is asked next time.</summary>
    private const int MostQuestions = 5;

    /// <summary>Attachments named in a letter.</summary>
    private const int MostAttachments = 3;

    public static (List<Letter> Letters, Conversation Next) Write(
        Conversation conversation,
        LetterPlan plan,
        DateTimeOffset now,
        HouseRules rules)
    {
        var letters = new List<Letter>();
        var open = conversation.Referrals.Where(r => r.IsOpen).ToList();
        if (plan.Confirmed.Count > 0)
        {
            letters.Add(Receipt(conversation, plan.Confirmed, open, rules));
        }

        if (plan.Withdrawn.Count > 0)
        {
            letters.Add(WithdrawnLetter(conversation, plan.Withdrawn, rules));
        }

        if ((plan.Ask || plan.Remind) && open.Count > 0)
        {
            var opening = plan.Ask ? null : Reminder(conversation, rules.Policy);
            (var letter, conversation) = AskOrConfirm(conversation, open, opening, plan.Unread, now, rules);
            letters.Add(letter);
        }
        else if (plan.Ask && plan.Confirmed.Count == 0
                 && conversation.Referrals.Where(r => r.State == ReferralState.Confirmed).ToList() is { Count: > 0 } onRecord)
        {
            letters.Add(Receipt(conversation, onRecord, [], rules));
        }

        if (plan.PersonWillLook && letters.Count == 0)
        {
            letters.Add(PersonWillLook(conversation, rules));
        }

        conversation = conversation with { Letters = conversation.Letters + letters.Count };
        letters.AddRange(NewsOfConfirmed.Write(conversation, plan, rules));
        return (letters, conversation);
    }

    /// <summary>The prospect in a few words, for a subject or a sentence.</summary>
    public static string Title(Referral referral)
    {
        var pieces = new[] { referral.Draft.Text(FieldName.ProspectContactName), referral.Draft.Text(FieldName.ProspectCompany) };
        var title = string.Join(", ", pieces.OfType<string>().Select(p => Excerpt.Of(p, FieldWords.LongestName)));
        return title.Length > 0 ? title : referral.Reference;
    }

    private static (Letter Letter, Conversation Next) AskOrConfirm(
        Conversation conversation,
        List<Referral> open,
        string? opening,
        IReadOnlyList<string> unread,
        DateTimeOffset now,
        HouseRules rules)
    {
        var several = conversation.Referrals.Count > 1;
        var questions = open
            .Where(r => r.State == ReferralState.NeedsInfo)
            .SelectMany(r => r.Draft.Missing(rules.Policy.Required).Select(f => new Question(r.Number, f)))
            .Take(MostQuestions)
            .ToList();
        var body = Begin(conversation);
        if (opening is not null)
        {
            body.Paragraph(opening);
        }

        if (questions.Count > 0)
        {
            body.Paragraph(questions.Count == 1
                    ? "Thank you for the introduction. One thing is missing before it can go on record:"
                    : "Thank you for the introduction. A few things are missing before it can go on record:")
                .Questions(questions.Select(q => (several ? $"(No. {q.Number}) " : "")
                    + FieldWords.Question(q.Field, conversation.Referrals.First(r => r.Number == q.Number).Draft)))
                .Paragraph("Just reply to this mail, in your own words. What I understood so far:");
        }
        else
        {
            body.Paragraph(several
                    ? "Here is what I understood. Reply YES to log all of it, YES 1 for a single one, or correct a line."
                    : "Here is what I understood. Reply YES to log it, or correct a line.")
                .Button("Yes, log it", YesMailto(conversation, rules));
        }

        foreach (var referral in open)
        {
            if (several)
            {
                body.Heading($"No. {referral.Number}");
            }

            body.Values(FieldWords.Lines(referral));
        }

        if (unread.Count > 0)
        {
            var names = string.Join(", ", unread.Take(MostAttachments).Select(n => Excerpt.Of(n, FieldWords.LongestName)));
            body.Paragraph($"I could not read what was attached ({names}). If it matters, forward the mail itself instead.");
        }

        // A reminder gives no more time.
        var since = opening is null ? now : conversation.WaitingSince ?? now;
        body.Paragraph($"Your claim stands at {FieldWords.Time(conversation.ClaimedAt)}, when your mail reached us, "
            + $"and is held until {FieldWords.Day(since + rules.Policy.ExpireAfter)}.");
        var purpose = opening is not null ? LetterPurpose.Reminder
            : questions.Count > 0 ? LetterPurpose.Ask : LetterPurpose.Confirm;
        var next = conversation with
        {
            Asked = questions,
            WaitingSince = since,
            Reminders = opening is null ? 0 : conversation.Reminders + 1,
            Referrals = [.. conversation.Referrals.Select(r => r.IsOpen
                ? r with { Shown = r.Shown || questions.Count == 0, Was = r.Was.Clear() }
                : r)],
        };
        return (End(body, conversation, purpose, rules), next);
    }

    private static Letter Receipt(
        Conversation conversation,
        IReadOnlyList<Referral> confirmed,
        List<Referral> open,
        HouseRules rules)
    {
        var body = Begin(conversation).Paragraph("It is on record. Thank you.");
        foreach (var referral in confirmed)
        {
            body.Heading($"Referral {referral.Reference}").Values(FieldWords.Lines(referral));
        }

        body.Paragraph($"Claim time: {FieldWords.Time(conversation.ClaimedAt)}. "
            + "What happens next: our sales team takes it up; credit is decided when a deal closes.");
        if (open.Count > 0)
        {
            body.Paragraph($"Still open: {string.Join(", ", open.Select(r => $"No. {r.Number}"))}.");
        }

        return End(body, conversation, LetterPurpose.Receipt, rules);
    }

    private static Letter WithdrawnLetter(Conversation conversation, IReadOnlyList<Referral> withdrawn, HouseRules rules)
    {
        var names = string.Join("; ", withdrawn.Select(Title));
        var body = Begin(conversation)
            .Paragraph($"Withdrawn, nothing goes on record: {names}.")
            .Paragraph("If that was a mistake, forward the introduction again.");
        return End(body, conversation, LetterPurpose.Withdrawn, rules);
    }

    private static Letter PersonWillLook(Conversation conversation, HouseRules rules)
    {
        var body = Begin(conversation)
            .Paragraph("Thank you. I could not be sure what you mean, so a colleague will look at it and write to you.")
            .Paragraph($"Nothing is lost: your claim stands at {FieldWords.Time(conversation.ClaimedAt)}.");
        return End(body, conversation, LetterPurpose.PersonWillLook, rules);
    }

    private static string Reminder(Conversation conversation, ConversationPolicy policy) =>
        conversation.Reminders == 0 || conversation.Reminders + 1 < policy.Reminders.Count
            ? "A short reminder: this introduction is not on record yet, it waits for your answer."
            : "A last reminder: this introduction is not on record yet, it waits for your answer.";

    private static LetterBody Begin(Conversation conversation)
    {
        var name = conversation.Submitter.Name?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..]
            && !first.Contains(',', StringComparison.Ordinal) ? first : null;
        return new LetterBody().Paragraph(name is null ? "Hello," : $"Hello {name},");
    }

    private static Letter End(LetterBody body, Conversation conversation, LetterPurpose purpose, HouseRules rules)
    {
        body.Small($"{rules.TrackName}, {rules.Directory.Us.Name} {ConversationToken.InText(conversation.Token)}");
        var submitter = conversation.Submitter;
        return new Letter(
            purpose,
            new MailboxAddress(submitter.Name, submitter.Address),
            SubjectOf(conversation),
            !conversation.Thread.Private,
            body.ToText(),
            body.ToHtml());
    }

    private static string SubjectOf(Conversation conversation) => conversation.Thread is { Private: false } thread
        ? $"Re: {(thread.Subject.Length > 0 ? thread.Subject : "your introduction")}"
        : $"Your referral: {Title(conversation.Referrals[0])}";

    private static string YesMailto(Conversation conversation, HouseRules rules) =>
        rules.Directory.TrackAddress is { } track
            ? $"mailto:{Uri.EscapeDataString(ConversationToken.InAddress(track, conversation.Token).LocalPart)}@{track.Domain}"
              + $"?subject={Uri.EscapeDataString(SubjectOf(conversation))}"
              + $"&body={Uri.EscapeDataString($"YES\r\n\r\n{ConversationToken.InText(conversation.Token)}")}"
            : "mailto:";
}
