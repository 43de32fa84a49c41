using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>Letters that follow from no decision about a draft.</summary>
public static class Letters
{
    /// <summary>To somebody we do not know: that the mail arrived, and nothing else.</summary>
    public static Letter Acknowledgement(EmailAddress to, Conversation conversation, HouseRules rules)
    {
        var body = new LetterBody()
            .Paragraph("Hello,")
            .Paragraph("Your mail has arrived. We do not know your address yet, so a colleague will look at it and write to you.")
            .Small($"{rules.TrackName}, {rules.Directory.Us.Name}");
        return new Letter(
            LetterPurpose.Acknowledgement,
            new MailboxAddress(null, to),
            "Your mail has arrived",
            !conversation.Thread.Private,
            body.ToText(),
            body.ToHtml());
    }

    /// <summary>To a verified sender whose introduction we have already; it tells only what they wrote themselves.</summary>
    public static Letter AlreadyOnFile(
        Sender sender,
        bool onRecord,
        DateTimeOffset since,
        Conversation conversation,
        HouseRules rules)
    {
        var body = new LetterBody()
            .Paragraph("Hello,")
            .Paragraph(onRecord
                ? $"This introduction is already on file, since {FieldWords.Time(since)}. Your mail is kept with it as evidence."
                : $"This introduction reached us already, on {FieldWords.Time(since)}, and waits for its confirmation. "
                  + "Your mail is kept with it as evidence.")
            .Small($"{rules.TrackName}, {rules.Directory.Us.Name} {ConversationToken.InText(conversation.Token)}");
        return new Letter(
            LetterPurpose.AlreadyOnFile,
            new MailboxAddress(sender.Contact?.Name ?? sender.Rep?.Name ?? sender.Name, sender.Address),
            "Your introduction is already on file",
            false,
            body.ToText(),
            body.ToHtml());
    }
}
