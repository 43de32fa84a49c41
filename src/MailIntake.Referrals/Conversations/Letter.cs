using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>What a letter is for; at most one of each purpose follows from one decision.</summary>
public enum LetterPurpose
{
    Ask,
    Confirm,
    Reminder,
    Receipt,
    Withdrawn,
    PersonWillLook,
    AlreadyOnFile,
    Acknowledgement,
    HandOff,
    OnBehalfNotice,
}

/// <summary>A letter, before it has a Message-ID.</summary>
/// <param name="InThread">It answers the submitter's mail and stands in its thread.</param>
public sealed record Letter(
    LetterPurpose Purpose,
    MailboxAddress To,
    string Subject,
    bool InThread,
    string Text,
    string Html);

/// <summary>What the letters of one decision must say.</summary>
internal sealed record LetterPlan(
    bool Ask,
    bool Remind,
    bool PersonWillLook,
    IReadOnlyList<Referral> Confirmed,
    IReadOnlyList<Referral> Withdrawn,
    EmailAddress? ConfirmedBy,
    IReadOnlyList<string> Unread);
