using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction;

/// <summary>
/// Finds the referral's fields in a mail that was read, each with the words that prove it. It invents nothing: what
/// does not stand in the mail (or, for partner and rep, in the directory) is left out.
/// </summary>
public static class ReferralExtractor
{
    /// <summary>One draft a prospect; at least one (perhaps empty) for a mail of kind referral or reply, none else.
    /// For a reply: the values that its newly written text gives.</summary>
    public static ReferralFindings Extract(EmailReading reading, PartnerDirectory directory) =>
        throw new NotImplementedException();
}

/// <summary>The drafts found and what should be said of them (<c>two-prices</c>, <c>unknown-partner</c>).</summary>
public sealed record ReferralFindings(IReadOnlyList<Draft> Drafts, IReadOnlyList<Mail.Mime.MimeWarning> Warnings);
