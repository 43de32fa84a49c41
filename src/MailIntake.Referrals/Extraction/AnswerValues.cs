using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction;

/// <summary>Values in the newly written text of an answer.</summary>
public static class AnswerValues
{
    public static IReadOnlyList<(FieldName Field, FieldValue Value)> Find(
        VisibleText text,
        IReadOnlyList<FieldName> asked,
        PartnerDirectory directory) => [];
}
