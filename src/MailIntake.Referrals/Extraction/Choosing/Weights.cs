using System.Collections.Frozen;
using System.Globalization;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Choosing;

/// <summary>The learnt weights: choice, sign, weight. Written by the bench project's <c>train</c> command.</summary>
internal static class Weights
{
    private static readonly FrozenDictionary<(string Choice, string Sign), double> All =
        Tables.Rows("weights.tsv").ToFrozenDictionary(
            r => (r[0], r[1]), r => double.Parse(r[2], CultureInfo.InvariantCulture));

    public static double Of(string choice, string sign) => All.GetValueOrDefault((choice, sign));
}
