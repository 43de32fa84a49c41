namespace MailIntake.Referrals.Extraction.Choosing;

/// <summary>Decides between candidates by their signs.</summary>
internal static class Choice
{
    /// <summary>The index of the strongest and how probable it is beside the others (softmax over the scores, as in
    /// training).</summary>
    public static (int Index, double Probability) Strongest(IReadOnlyList<double> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Count; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return (best, Probability(scores, best));
    }

    public static double Probability(IReadOnlyList<double> scores, int index)
    {
        var sum = 0.0;
        foreach (var score in scores)
        {
            sum += Math.Exp(score - scores[index]);
        }

        return 1 / sum;
    }
}
