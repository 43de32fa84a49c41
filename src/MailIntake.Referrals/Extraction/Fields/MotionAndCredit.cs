using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>How the deal is run and what credit is claimed, by the words of the tables; "referral" and "sourced" where
/// nothing else is said, proved then by the introduction itself.</summary>
internal static class MotionAndCredit
{
    public static FieldValue Motion(IReadOnlyList<Stretch> texts, Evidence introduction) =>
        Find(texts, Lexicon.Motion, ["referral", "co-sell", "resell"]) is { } found
            ? new FieldValue(found.Value, 0.85, found.Evidence)
            : new FieldValue("referral", 0.8, introduction);

    public static FieldValue Credit(IReadOnlyList<Stretch> texts, Evidence introduction) =>
        Find(texts, Lexicon.Credit, ["influenced"]) is { } found
            ? new FieldValue(found.Value, 0.85, found.Evidence)
            : new FieldValue("sourced", 0.85, introduction);

    public static FieldValue? Consent(IReadOnlyList<Stretch> texts) =>
        Find(texts, Lexicon.Consent, ["no", "yes"]) is { } found ? new FieldValue(found.Value, 0.75, found.Evidence)
            : null;

    // Values in the order of their rank: the first that any text says wins.
    private static (string Value, Evidence Evidence)? Find(IReadOnlyList<Stretch> texts, PhraseTable table,
        string[] rank)
    {
        var hits = texts.Where(t => t.Kind is StretchKind.Body or StretchKind.Subject)
            .SelectMany(t => table.All(t.Tokens).Select(h => (Text: t, Hit: h)))
            .ToList();
        foreach (var value in rank)
        {
            if (hits.FirstOrDefault(h => h.Hit.Value == value) is { Text: { } text } hit)
            {
                return (value, text.EvidenceOfTokens(hit.Hit.First, hit.Hit.Last));
            }
        }

        return null;
    }
}
