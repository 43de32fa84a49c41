using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Somebody in the mail, with where the name and the address were seen, and why they were chosen for their part.</summary>
internal sealed record Person
{
    public string? Name { get; init; }

    public Evidence? NameEvidence { get; init; }

    public EmailAddress? Address { get; init; }

    public Evidence? AddressEvidence { get; init; }

    /// <summary>Why this person has this part, in words for a person.</summary>
    public string Reason { get; init; } = "";

    public double Confidence { get; init; } = 0.9;

    /// <summary>The domain of the address where it is a company's.</summary>
    public string? BusinessDomain =>
        Address is { } address && !Vocabulary.MailDomain.IsFreeMail(address.Domain) ? address.Domain : null;

    public static Person From(Correspondent correspondent, Passage passage, string reason, double confidence)
    {
        var how = passage.IsOuter ? FoundHow.Header : FoundHow.ForwardHeader;
        var evidence = new Evidence(correspondent.Written, correspondent.Where, how);
        var name = PersonName.Clean(correspondent.Name);
        return new Person
        {
            Name = PersonName.IsPerson(name) ? name : null,
            NameEvidence = evidence,
            Address = correspondent.Address,
            AddressEvidence = evidence,
            Reason = reason,
            Confidence = confidence,
        };
    }
}
