using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What all prospects of a mail share: partner, rep, motion, credit and the introduction's date. Found once,
/// however many prospects there are.</summary>
internal sealed class SharedFields
{
    private readonly Draft _shared;

    public SharedFields(Sides sides, Introduction introduction, IReadOnlyList<Passage> passages,
        IReadOnlyList<Stretch> texts, IReadOnlyList<(Draft Draft, Person? Person)> prospects)
    {
        _shared = PartnerFields.AddTo(Draft.Empty, introduction, passages, sides, prospects);
        if (RepChoice.Find(passages, introduction, sides) is { } rep)
        {
            _shared = _shared.With(FieldName.RepName, new FieldValue(rep.Rep.Name, rep.Confidence, rep.Evidence))
                .With(FieldName.RepEmail, new FieldValue(rep.Rep.Email, rep.Confidence, rep.Evidence));
        }

        if (Proof(introduction, passages) is { } proof)
        {
            _shared = _shared.With(FieldName.Motion, MotionAndCredit.Motion(texts, proof))
                .With(FieldName.Credit, MotionAndCredit.Credit(texts, proof));
        }

        if (IntroductionDate.Find(passages, introduction, sides) is { } date)
        {
            _shared = _shared.With(FieldName.IntroducedOn, date);
        }
    }

    public Draft AddTo(Draft draft) => draft with { Fields = draft.Fields.SetItems(_shared.Fields) };

    // Where nothing says otherwise, that somebody introduced somebody is the proof of a plain referral.
    private static Evidence? Proof(Introduction introduction, IReadOnlyList<Passage> passages) =>
        introduction.Introducer?.AddressEvidence ?? introduction.Introducer?.NameEvidence
            ?? introduction.PartnerEvidence
        ?? (passages[0].Author is { } author ? new Evidence(author.Written, author.Where, FoundHow.Header) : null);
}
