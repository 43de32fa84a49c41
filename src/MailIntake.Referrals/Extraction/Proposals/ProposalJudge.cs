using System.Globalization;
using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Extraction.Proposals;

/// <summary>
/// Decides what becomes of proposals beside what the rules found. In come the rules' drafts and a model's prospects;
/// out go the same drafts: where both agree a value is surer, where they differ it is less sure and that is said,
/// where the rules have nothing a proven proposal stands in with modest confidence. It opens no draft, takes no value
/// away, and touches nothing but what <see cref="ProposedProspect.Open"/> names.
/// </summary>
public static class ProposalJudge
{
    /// <summary>A value that a disagreement makes doubtful is still shown: a model must not make it vanish.</summary>
    private const double LeastConfidence = 0.5;

    private const double MostConfidence = 0.98;

    private static readonly FieldName[] Identity =
        [FieldName.ProspectContactEmail, FieldName.ProspectContactName, FieldName.ProspectCompany];

    public static ReferralFindings Judge(
        ReferralFindings rules, IReadOnlyList<ProposedProspect> proposed, ShownMail mail, PartnerDirectory directory)
    {
        var check = new ProposalCheck(mail, directory);
        var dropped = new List<string>();
        var proven = proposed.Select(p => check.Check(p, dropped)).Where(d => !d.Fields.IsEmpty).ToList();
        var warnings = new List<MimeWarning>(rules.Warnings);
        var drafts = rules.Drafts.ToList();
        foreach (var (index, draft) in Pair(drafts, proven, warnings))
        {
            drafts[index] = Merge(drafts[index], draft, rules.Warnings, warnings);
        }

        if (dropped.Count > 0)
        {
            warnings.Add(new MimeWarning("model-dropped", string.Join("; ", dropped)));
        }

        if (mail.IsCut)
        {
            warnings.Add(new MimeWarning("model-saw-part", "the mail is longer than a model is shown"));
        }

        return new ReferralFindings(drafts, warnings);
    }

    /// <summary>Which proposal speaks of which draft. A proposal without a draft is said and changes nothing.</summary>
    private static List<(int Index, Draft Proposed)> Pair(List<Draft> drafts, List<Draft> proven, List<MimeWarning> warnings)
    {
        var free = Enumerable.Range(0, drafts.Count).ToList();
        var pairs = new List<(int, Draft)>();
        var left = new List<Draft>();
        foreach (var draft in proven)
        {
            var best = free.Where(i => Likeness(drafts[i], draft) > 0).OrderByDescending(i => Likeness(drafts[i], draft))
                .Select(i => (int?)i).FirstOrDefault();
            if (best is { } index)
            {
                free.Remove(index);
                pairs.Add((index, draft));
            }
            else
            {
                left.Add(draft);
            }
        }

        foreach (var draft in left)
        {
            var alone = proven.Count == 1 && drafts.Count == 1;
            var index = free.FindIndex(i => alone || Identity.All(f => drafts[i][f] is null));
            if (index >= 0)
            {
                pairs.Add((free[index], draft));
                free.RemoveAt(index);
            }
            else if (Identity.Select(draft.Text).OfType<string>().FirstOrDefault() is { } who)
            {
                warnings.Add(new MimeWarning("model-disagrees", $"the model sees one prospect more: \"{who}\""));
            }
        }

        return pairs;
    }

    private static int Likeness(Draft rules, Draft proposed) =>
        (Agrees(FieldName.ProspectContactEmail, rules, proposed) == true ? 4 : 0)
        + (Agrees(FieldName.ProspectContactName, rules, proposed) == true ? 2 : 0)
        + (Agrees(FieldName.ProspectCompany, rules, proposed) == true ? 1 : 0);

    private static bool? Agrees(FieldName field, Draft rules, Draft proposed) =>
        rules.Text(field) is { } one && proposed.Text(field) is { } other ? SameValue.Of(field, one, other) : null;

    private static Draft Merge(
        Draft rules, Draft proposed, IReadOnlyList<MimeWarning> found, List<MimeWarning> warnings)
    {
        // Where the two speak of different people, what the model says of its own is no help.
        var another = Likeness(rules, proposed) == 0 && Identity.Any(f => Agrees(f, rules, proposed) == false);
        var asked = found.Any(w => w.Code is "two-prices" or "range");
        var merged = rules;
        foreach (var (field, value) in proposed.Fields)
        {
            if (rules[field] is { } ours)
            {
                merged = merged.With(field, Weigh(field, ours, value, warnings));
            }
            else if (!another && !(asked && field is FieldName.DealValue or FieldName.DealCurrency)
                && !(field == FieldName.DealCurrency && Agrees(FieldName.DealValue, rules, proposed) == false))
            {
                merged = merged.With(field, value);
            }
        }

        return merged;
    }

    private static FieldValue Weigh(FieldName field, FieldValue ours, FieldValue theirs, List<MimeWarning> warnings)
    {
        switch (SameValue.Of(field, ours.Value, theirs.Value))
        {
            case true:
                var surer = Math.Min(MostConfidence, ours.Confidence + ((1 - ours.Confidence) / 2));
                return ours with { Confidence = Math.Round(Math.Max(ours.Confidence, surer), 2) };
            case false:
                warnings.Add(new MimeWarning("model-disagrees", string.Create(
                    CultureInfo.InvariantCulture, $"{field.Key()}: rules \"{ours.Value}\", model \"{theirs.Value}\"")));
                var doubtful = Math.Max(LeastConfidence, ours.Confidence * 0.75);
                return ours with { Confidence = Math.Round(Math.Min(ours.Confidence, doubtful), 2) };
            default:
                return ours;
        }
    }
}
