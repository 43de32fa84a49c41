using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Conversations;

/// <summary>The last look at a letter's recipient, below all logic: no letter to a prospect, ever.</summary>
public static class LetterGuard
{
    /// <summary>Why the letter must not go there; null where it may.</summary>
    public static string? Refusal(EmailAddress recipient, IEnumerable<Referral> referrals, PartnerDirectory directory)
    {
        if (NoAnswer.IsMachine(recipient))
        {
            return $"{recipient} takes no mail";
        }

        if (directory.IsTrack(recipient))
        {
            return $"{recipient} is our own track address";
        }

        foreach (var referral in referrals)
        {
            if (!EmailAddress.TryParse(referral.Draft.Text(FieldName.ProspectContactEmail), out var prospect))
            {
                continue;
            }

            if (recipient.Equals(prospect))
            {
                return $"{recipient} is the prospect";
            }

            if (!MailDomain.IsFreeMail(prospect.Domain)
                && MailDomain.Registrable(recipient.Domain) == MailDomain.Registrable(prospect.Domain))
            {
                return $"{recipient} is at the prospect's domain";
            }
        }

        return null;
    }
}
