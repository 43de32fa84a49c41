namespace MailIntake.Bench.Training;

/// <summary>One choice of one mail: the signs of each candidate, and which candidates are right.</summary>
internal sealed record Example(string Set, string Mail, IReadOnlyList<(int Sign, double Measure)[]> Candidates,
    bool[] Right);

/// <summary>Conditional logistic regression: the weights under which the right candidates are most probable beside the
/// others, drawn towards zero by a penalty. Without chance: the same examples give the same weights.</summary>
internal static class LinearModel
{
    private const int Steps = 1500;
    private const double Rate = 0.1;

    /// <param name="penalty">Of half the square of each weight, in examples.</param>
    public static double[] Train(IReadOnlyList<Example> examples, int signs, double penalty)
    {
        var weights = new double[signs];
        var (mean, spread) = (new double[signs], new double[signs]);
        for (var step = 1; step <= Steps; step++)
        {
            var gradient = new double[signs];
            foreach (var example in examples)
            {
                AddGradient(example, weights, gradient);
            }

            // Adam's step, with a rate that falls to nothing.
            var rate = Rate * (1 - ((step - 1) / (double)Steps));
            for (var i = 0; i < signs; i++)
            {
                var slope = (gradient[i] - (penalty * weights[i])) / examples.Count;
                mean[i] = (0.9 * mean[i]) + (0.1 * slope);
                spread[i] = (0.999 * spread[i]) + (0.001 * slope * slope);
                weights[i] += rate * (mean[i] / (1 - Math.Pow(0.9, step)))
                    / (Math.Sqrt(spread[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        return weights;
    }

    public static double[] Probabilities(Example example, double[] weights)
    {
        var scores = example.Candidates.Select(c => c.Sum(s => weights[s.Sign] * s.Measure)).ToArray();
        var most = scores.Max();
        var odds = scores.Select(s => Math.Exp(s - most)).ToArray();
        var sum = odds.Sum();
        return [.. odds.Select(o => o / sum)];
    }

    // Of the logarithm of the probability that one of the right ones is chosen.
    private static void AddGradient(Example example, double[] weights, double[] gradient)
    {
        var probabilities = Probabilities(example, weights);
        var right = probabilities.Where((_, i) => example.Right[i]).Sum();
        for (var i = 0; i < probabilities.Length; i++)
        {
            var pull = (example.Right[i] ? probabilities[i] / Math.Max(right, 1e-12) : 0) - probabilities[i];
            foreach (var (sign, measure) in example.Candidates[i])
            {
                gradient[sign] += pull * measure;
            }
        }
    }
}
