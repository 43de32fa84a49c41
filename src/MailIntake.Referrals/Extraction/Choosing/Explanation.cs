namespace MailIntake.Referrals.Extraction.Choosing;

/// <summary>Collects, where somebody asks, which candidates each choice had and what spoke for them. Training reads
/// the same.</summary>
public sealed class Explanation
{
    private readonly List<ExplainedChoice> _choices = [];

    public IReadOnlyList<ExplainedChoice> Choices => _choices;

    internal void Add(ExplainedChoice choice) => _choices.Add(choice);
}

/// <summary>One question, its candidates and which won.</summary>
/// <param name="Choice">As in <see cref="Sign.Choice"/>.</param>
/// <param name="Winner">Index of the candidate that was taken.</param>
public sealed record ExplainedChoice(string Choice, IReadOnlyList<ExplainedCandidate> Candidates, int Winner);

/// <summary>What might be meant; <paramref name="Name"/> and <paramref name="Address"/> are both null for "nobody, and
/// nothing".</summary>
public sealed record ExplainedCandidate(string? Name, string? Address, Signs Signs, double Probability);
