using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.Fields;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction;

/// <summary>
/// Finds the referral's fields in a mail that was read, each with the words that prove it. It invents nothing: what
/// does not stand in the mail (or, for partner and rep, in the directory) is left out.
/// </summary>
public static class ReferralExtractor
{
    /// <summary>Of one mail.</summary>
    private const int MostProspects = 100;

    private const double LeastConfidence = 0.5;

    /// <summary>One draft a prospect; at least one (perhaps empty) for a mail of kind referral or reply, none else.
    /// For a reply: the values that its newly written text gives.</summary>
    public static ReferralFindings Extract(EmailReading reading, PartnerDirectory directory,
        Explanation? explanation = null) => reading.Kind switch
        {
            EmailKind.Referral => Referral(reading, directory, explanation),
            EmailKind.Reply => new ReferralFindings([AnswerValues.Draft(reading.NewText, directory)], []),
            _ => new ReferralFindings([], []),
        };

    private static ReferralFindings Referral(EmailReading reading, PartnerDirectory directory,
        Explanation? explanation)
    {
        var (passages, ordered) = Passages.Of(reading, directory);
        var sides = new Sides(directory) { Explanation = explanation };
        var introduction = new IntroducerChoice(sides, passages).Decide();
        var exclusions = new Exclusions(directory, introduction);
        var texts = passages.SelectMany(p => p.Stretches).ToList();
        var warnings = new List<MimeWarning>();
        if (ordered)
        {
            warnings.Add(new MimeWarning("machine-orders", "a paragraph that gives orders to a machine was left out"));
        }

        bool IsOutsider(EmailAddress address) =>
            !directory.IsOurs(address) && sides.HouseOf(address) != introduction.House
                && directory.FindPartner(address) is null;

        var fields = new ProspectFields(sides, introduction, exclusions);
        var items = SeveralProspects.Find(texts, IsOutsider);
        if (items.Count == 0)
        {
            items = Cards(reading.Email, passages[0], IsOutsider);
        }

        if (items.Count > MostProspects)
        {
            warnings.Add(new MimeWarning("too-many-prospects",
                $"the mail lists {items.Count} prospects; the first {MostProspects} were read"));
            items = [.. items.Take(MostProspects)];
        }

        var drafts = items.Count > 0
            ? [.. items.Select(i =>
            Item(i, items.Count == 1 ? texts : [i.Text], fields, sides, introduction, passages, IsOutsider))]
            : new List<(Draft Draft,
            Person? Person)> { Single(texts, fields, sides, introduction, passages, IsOutsider) };
        var shared = new SharedFields(sides, introduction, passages, texts, drafts);
        if (introduction.Partner is null)
        {
            warnings.Add(new MimeWarning("unknown-partner", introduction.Introducer is null
                ? "nobody in the mail is known as a partner" : "the introducer is not in the partner directory"));
        }

        warnings.AddRange(fields.Warnings);
        return new ReferralFindings(
            [.. drafts.Select((d, i) => Calibrated(shared.AddTo(d.Draft), i, explanation))], warnings);
    }

    // What is less likely than not is asked for, not given.
    private static Draft Calibrated(Draft draft, int index, Explanation? explanation)
    {
        var calibrated = Draft.Empty;
        foreach (var (field, value) in draft.Fields)
        {
            var confidence = Calibration.Of(field, value.Confidence);
            explanation?.Add(new ExplainedValue(index, field, value.Value, value.Confidence, confidence));
            calibrated = confidence >= LeastConfidence
                ? calibrated.With(field, value with { Confidence = confidence }) : calibrated;
        }

        return calibrated;
    }

    // Attached cards that are not the sender's or our own.
    private static List<ProspectItem> Cards(Email email, Passage outer, Func<EmailAddress, bool> isOutsider) =>
        [.. CardReader.Read(email, outer)
            .Where(c => !c.SelectMany(v => AddressScanner.Find(v.Part)).Any(a => !isOutsider(a.Address)))
            .Select(c =>
            new ProspectItem(new Stretch(outer, c[0].Where.Visible(c[0].Start, c[^1].Start + c[^1].Length - c[0].Start),
            StretchKind.Body), new TypedValues(c)))];

    private static (Draft Draft, Person? Person) Single(
        IReadOnlyList<Stretch> texts, ProspectFields fields, Sides sides, Introduction introduction,
        IReadOnlyList<Passage> passages, Func<EmailAddress, bool> isOutsider)
    {
        var typed = new TypedValues(texts.Where(t => t.Kind is StretchKind.Body or StretchKind.Signature)
            .Where(t => t.Kind == StretchKind.Body || t.Passage.IsOuter is false
            || introduction.IsProspects(t))
            .SelectMany(KeyedLines.Find)
            .Where(v => v.Where.Kind == StretchKind.Body
            || v.Field is not ("prospectContactPhone" or "prospectContactTitle")));
        if (!typed.IsList)
        {
            typed = new TypedValues(texts.Where(t => t.Kind == StretchKind.Body).SelectMany(KeyedLines.Find)
                .Where(v => v.Field is "timeline" or "dealValue" or "prospectCompany" && v.Length < 60));
        }

        var chosen = new ProspectChoice(sides, introduction, passages);
        var person = chosen.Decide(texts, typed.IsList ? typed.Person(isOutsider) : null);
        return (fields.AddTo(Draft.Empty, person, texts, typed), person);
    }

    private static (Draft Draft, Person? Person) Item(
        ProspectItem item, IReadOnlyList<Stretch> texts, ProspectFields fields, Sides sides, Introduction introduction,
        IReadOnlyList<Passage> passages, Func<EmailAddress, bool> isOutsider)
    {
        var person = new ProspectChoice(sides, introduction, []).Decide([item.Text], item.Typed.Person(isOutsider));
        _ = passages;
        return (fields.AddTo(Draft.Empty, person, texts, item.Typed), person);
    }
}

/// <summary>The drafts found and what should be said of them (<c>two-prices</c>, <c>unknown-partner</c>).</summary>
public sealed record ReferralFindings(IReadOnlyList<Draft> Drafts, IReadOnlyList<MimeWarning> Warnings);
