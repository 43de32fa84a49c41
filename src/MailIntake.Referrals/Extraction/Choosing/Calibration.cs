using System.Collections.Frozen;
using System.Globalization;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Choosing;

/// <summary>Turns the trust a finder has in a value into the share of such values that were right in the labelled mails.
/// calibration.tsv: field, trust up to, probability; written by the bench project's <c>train</c> command.</summary>
internal static class Calibration
{
    private static readonly FrozenDictionary<string, (double UpTo, double Probability)[]> Steps =
        Tables.Rows("calibration.tsv").GroupBy(r => r[0], StringComparer.Ordinal).ToFrozenDictionary(
            g => g.Key, g => g.Select(r => (Number(r[1]), Number(r[2]))).OrderBy(s => s.Item1).ToArray(),
            StringComparer.Ordinal);

    /// <summary>0 to 1; the trust itself where nothing is known of the field.</summary>
    public static double Of(FieldName field, double trust)
    {
        if (!Steps.TryGetValue(field.Key(), out var steps))
        {
            return trust;
        }

        foreach (var (upTo, probability) in steps)
        {
            if (trust <= upTo)
            {
                return probability;
            }
        }

        return steps[^1].Probability;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
