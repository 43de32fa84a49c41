namespace MailIntake.Referrals;

/// <summary>How a value was found.</summary>
public enum FoundHow
{
    Header,
    ForwardHeader,
    Signature,
    Body,
    Directory,
    Model,
    Person,
}

/// <summary>The proof of a value: the words of the mail and where they stand. <see cref="Where"/> is null only where a
/// person gave the value.</summary>
public sealed record Evidence(string Words, SourceSpan? Where, FoundHow How);

/// <summary>A value of a referral's field. Every value is text here: an amount is in major units with a dot
/// ("45000", "1250.5"), a date ISO 8601 ("2026-03-02"). <see cref="Confidence"/> is a probability; under 0.5 a value
/// is not given.</summary>
public sealed record FieldValue(string Value, double Confidence, Evidence Evidence);
