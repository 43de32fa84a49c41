using System.Globalization;

namespace MailIntake.Bench.Training;

/// <summary><c>train</c>: learns the weights of the choices from fixtures/corpus, tells how well each set is chosen by
/// weights that the other sets taught, and writes weights.tsv.</summary>
internal static class TrainCommand
{
    private const double Penalty = 0.3;

    private const string Head =
        "# Learnt by the bench project's train command from the labelled mails in fixtures/corpus: choice, sign, weight "
        + "(natural logarithm of odds).";

    public static void Run(TextWriter output, bool verbose)
    {
        var mails = LabelledMail.Load(Mails.Fixtures("corpus"));
        var lines = new List<string> { Head };
        foreach (var (choice, examples) in ChoiceExamples.Of(mails))
        {
            output.WriteLine($"{choice}: {examples.All.Count} mails, {examples.Signs.Count} signs; the label is no candidate in "
                + $"{examples.Unreachable.Count}{(verbose ? ": " + string.Join(' ', examples.Unreachable) : "")}");
            CrossValidate(output, examples, verbose);
            var weights = LinearModel.Train(examples.All, examples.Signs.Count, Penalty);
            lines.AddRange(examples.Signs.Select((s, i) => (Sign: s, Weight: weights[i]))
                .OrderBy(s => s.Sign, StringComparer.Ordinal)
                .Select(s => string.Create(CultureInfo.InvariantCulture, $"{choice}\t{s.Sign}\t{s.Weight:0.###}")));
        }

        Write("weights.tsv", lines);
    }

    /// <summary><c>calibrate</c>: learns, with the weights as they are built in, how often values were right by their
    /// finder's trust, tells how well that holds for each set by the others, and writes calibration.tsv.</summary>
    public static void Calibrate(TextWriter output)
    {
        var outcomes = Reliability.Of(LabelledMail.Load(Mails.Fixtures("corpus")));
        Reliability.Print(output, outcomes);
        Write("calibration.tsv",
        [
            "# How often values of a field were right by the trust their finder had in them, learnt by the bench project's "
                + "calibrate command: field, trust up to, probability.",
            .. outcomes.GroupBy(o => o.Field).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g =>
                Reliability.Steps([.. g]).Select(s =>
                    string.Create(CultureInfo.InvariantCulture, $"{g.Key}\t{s.UpTo:0.##}\t{s.Probability:0.##}"))),
        ]);
    }

    private static void Write(string table, List<string> lines) =>
        File.WriteAllText(
            Path.Combine(Mails.Fixtures("corpus"), "../../src/MailIntake.Referrals/Extraction/Vocabulary", table),
            string.Join('\n', lines) + "\n");

    private static void CrossValidate(TextWriter output, ChoiceExamples examples, bool verbose)
    {
        foreach (var set in examples.All.Select(e => e.Set).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            var weights = LinearModel.Train([.. examples.All.Where(e => e.Set != set)], examples.Signs.Count, Penalty);
            var aside = examples.All.Where(e => e.Set == set).ToList();
            var wrong = aside.Where(e => !e.Right[Strongest(e, weights)]).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {set}, set aside: {aside.Count - wrong.Count} of {aside.Count} chosen right "
                + $"({100.0 * (aside.Count - wrong.Count) / aside.Count:0.0} %)"));
            if (verbose && wrong.Count > 0)
            {
                output.WriteLine("    " + string.Join(' ', wrong.Select(e => e.Mail)));
            }
        }
    }

    private static int Strongest(Example example, double[] weights)
    {
        var probabilities = LinearModel.Probabilities(example, weights);
        return Array.IndexOf(probabilities, probabilities.Max());
    }
}
