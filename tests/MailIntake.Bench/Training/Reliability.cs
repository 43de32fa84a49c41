using System.Globalization;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Reading;

namespace MailIntake.Bench.Training;

/// <summary>A value that extraction found, its finder's trust, and whether the label says so.</summary>
internal sealed record Outcome(string Set, string Field, double Trust, bool IsRight);

/// <summary>How trust and truth go together: the steps of calibration.tsv, and the table that shows whether a
/// confidence of 0.9 is right nine times in ten.</summary>
internal static class Reliability
{
    /// <summary>Imagined values beside the real ones of each step, right as often as their finder trusts: a step seen
    /// three times proves little.</summary>
    private const double Prior = 6;

    private static readonly double[] Bins = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001];

    public static List<Outcome> Of(IReadOnlyList<LabelledMail> mails)
    {
        var outcomes = new List<Outcome>();
        foreach (var mail in mails)
        {
            var reading = EmailReader.Read(Email.Parse(mail.Raw), mail.Directory);
            var explanation = new Explanation();
            ReferralExtractor.Extract(reading, mail.Directory, explanation);
            foreach (var value in explanation.Values.Where(v => v.Draft == 0 && v.Field != FieldName.ConsentToContact))
            {
                var key = value.Field.Key();
                outcomes.Add(new Outcome(mail.Set, key, value.Trust, SameLabel.Value(key, value.Value, mail.Right(key))));
            }
        }

        return outcomes;
    }

    /// <summary>Steps that never fall: neighbours are pooled until the share of right values grows with the
    /// trust.</summary>
    public static List<(double UpTo, double Probability)> Steps(IReadOnlyList<Outcome> outcomes)
    {
        var pools = new List<Pool>();
        foreach (var group in outcomes.GroupBy(o => Math.Ceiling(o.Trust * 20) / 20).OrderBy(g => g.Key))
        {
            pools.Add(new Pool(group.Key, group.Count(o => o.IsRight), group.Count(), group.Sum(o => o.Trust)));
            while (pools.Count > 1 && pools[^2].Share >= pools[^1].Share)
            {
                var (last, before) = (pools[^1], pools[^2]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add(new Pool(
                    last.UpTo, last.Right + before.Right, last.All + before.All, last.Trust + before.Trust));
            }
        }

        return [.. pools.Select(p => (p.UpTo, Math.Round(p.Share, 2)))];
    }

    public static double Calibrated(List<(double UpTo, double Probability)> steps, double trust)
    {
        var step = steps.Find(s => trust <= s.UpTo);
        return step.UpTo > 0 ? step.Probability : steps[^1].Probability;
    }

    /// <summary>Prints each set calibrated by the others: bins of confidence, the share that was right, and the
    /// expected calibration error.</summary>
    public static void Print(TextWriter output, IReadOnlyList<Outcome> outcomes)
    {
        var judged = new List<(string Set, double Confidence, bool IsRight)>();
        foreach (var set in outcomes.Select(o => o.Set).Distinct().Order(StringComparer.Ordinal))
        {
            var steps = outcomes.Where(o => o.Set != set).GroupBy(o => o.Field)
                .ToDictionary(g => g.Key, g => Steps([.. g]));
            judged.AddRange(outcomes.Where(o => o.Set == set && steps.ContainsKey(o.Field))
                .Select(o => (o.Set, Calibrated(steps[o.Field], o.Trust), o.IsRight)).Where(j => j.Item2 >= Bins[0]));
        }

        output.WriteLine("confidence, each set calibrated by the others:   values   said   right");
        for (var i = 0; i + 1 < Bins.Length; i++)
        {
            var bin = judged.Where(j => j.Confidence >= Bins[i] && j.Confidence < Bins[i + 1]).ToList();
            if (bin.Count > 0)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {Bins[i]:0.00} to {Math.Min(1, Bins[i + 1]):0.00}                                    {bin.Count,7}  "
                    + $"{bin.Average(b => b.Confidence),5:0.000}  {bin.Average(b => b.IsRight ? 1.0 : 0),6:0.000}"));
            }
        }

        foreach (var set in judged.GroupBy(j => j.Set))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {set.Key}: {set.Count()} values, {100 * set.Average(j => j.IsRight ? 1.0 : 0):0.0} % right, "
                + $"expected calibration error {Error([.. set]):0.000}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  all: expected calibration error {Error(judged):0.000}"));
    }

    private static double Error(List<(string Set, double Confidence, bool IsRight)> judged) =>
        judged.GroupBy(j => Math.Min(9, (int)(j.Confidence * 10))).Sum(b =>
            b.Count() * Math.Abs(b.Average(j => j.Confidence) - b.Average(j => j.IsRight ? 1.0 : 0))) / judged.Count;

    private sealed record Pool(double UpTo, int Right, int All, double Trust)
    {
        public double Share => (Right + (Prior * Trust / All)) / (All + Prior);
    }
}
