namespace MailIntake.Referrals.Conversations;

/// <summary>Who may answer: the submitter, or another verified contact of the same partner; where one of ours submitted
/// for partners, a contact of the one whose referrals they all are.</summary>
public static class Permission
{
    /// <summary>Why this sender is not heard in the conversation, in words; null where they are.</summary>
    public static string? Refusal(Sender sender, Conversation conversation, PartnerDirectory directory)
    {
        if (sender.Standing != SenderStanding.Verified || sender.Address is null)
        {
            return sender.Reason;
        }

        var submitter = conversation.Submitter.Address;
        if (sender.Address.Equals(submitter)
            || (sender.Rep is not null && sender.Rep == directory.FindRep(submitter))
            || (sender.Contact is not null && sender.Contact == directory.FindContact(submitter)))
        {
            return null;
        }

        string?[] partners = conversation.Submitter.Ours
            ? [.. conversation.Referrals.Select(r => r.Draft.Text(FieldName.PartnerCompany))]
            : [directory.FindPartner(submitter)?.Company];
        return sender.Partner is { } partner
            && partners.All(p => string.Equals(p, partner.Company, StringComparison.OrdinalIgnoreCase))
            ? null
            : $"{sender.Address} is neither the submitter nor a contact of the same partner";
    }
}
