namespace MailIntake.Referrals.Extraction.Choosing;

/// <summary>Collects, where somebody asks, which candidates each choice had and what spoke for them. Training reads
/// the same.</summary>
public sealed class Explanation
{
    private readonly List<ExplainedChoice> _choices = [];
    private readonly List<ExplainedValue> _values = [];

    public IReadOnlyList<ExplainedChoice> Choices => _choices;

    /// <summary>Every value found, those too that were too unsure to be given.</summary>
    public IReadOnlyList<ExplainedValue> Values => _values;

    internal void Add(ExplainedValue value) => _values.Add(value);

    internal void Add(ExplainedChoice choice) => _choices.Add(choice);
}

/// <summary>One question, its candidates and which won.</summary>
/// <param name="Choice">As in <see cref="Sign.Choice"/>.</param>
/// <param name="Winner">Index of the candidate that was taken.</param>
public sealed record ExplainedChoice(string Choice, IReadOnlyList<ExplainedCandidate> Candidates, int Winner);

/// <summary>What might be meant; <paramref name="Name"/> and <paramref name="Address"/> are both null for "nobody, and
/// nothing".</summary>
public sealed record ExplainedCandidate(string? Name, string? Address, Signs Signs, double Probability);

/// <summary>A value before and after calibration.</summary>
/// <param name="Draft">Index of the draft.</param>
/// <param name="Trust">What its finder gave it, 0 to 1.</param>
/// <param name="Confidence">The probability learnt for such values; under 0.5 it is not given.</param>
public sealed record ExplainedValue(int Draft, FieldName Field, string Value, double Trust, double Confidence);
