using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What all prospects of a mail share: partner, rep, motion, credit and the introduction's date.</summary>
internal sealed class SharedFields(Sides sides, Introduction introduction, IReadOnlyList<Passage> passages,
    IReadOnlyList<Stretch> texts)
{
    public Draft AddTo(Draft draft, Person? prospect)
    {
        draft = PartnerFields.AddTo(draft, introduction, passages, sides, prospect);
        if (RepChoice.Find(passages, introduction, sides) is { } rep)
        {
            draft = draft.With(FieldName.RepName, new FieldValue(rep.Rep.Name, rep.Confidence, rep.Evidence))
                .With(FieldName.RepEmail, new FieldValue(rep.Rep.Email, rep.Confidence, rep.Evidence));
        }

        if (Proof() is { } proof)
        {
            draft = draft.With(FieldName.Motion, MotionAndCredit.Motion(texts, proof))
                .With(FieldName.Credit, MotionAndCredit.Credit(texts, proof));
        }

        return IntroductionDate.Find(passages, introduction, sides) is { } date
            ? draft.With(FieldName.IntroducedOn, date) : draft;
    }

    // Where nothing says otherwise, that somebody introduced somebody is the proof of a plain referral.
    private Evidence? Proof() =>
        introduction.Introducer?.AddressEvidence ?? introduction.Introducer?.NameEvidence
            ?? introduction.PartnerEvidence
        ?? (passages[0].Author is { } author ? new Evidence(author.Written, author.Where, FoundHow.Header) : null);
}
