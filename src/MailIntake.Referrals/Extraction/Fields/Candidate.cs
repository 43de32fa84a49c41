namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>A value that might be a field's, with its proof, its weight against others, and why it was thought
/// of.</summary>
internal sealed record Candidate(string Value, Evidence Evidence, double Score, string Reason)
{
    /// <summary>The value as given, when this candidate wins.</summary>
    public FieldValue Give(double confidence) => new(Value, Math.Round(confidence, 2), Evidence);
}
