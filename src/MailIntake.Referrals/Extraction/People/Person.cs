using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Somebody in the mail, with where the name and the address were seen, and why they were chosen for their
/// part.</summary>
internal sealed record Person
{
    public string? Name { get; init; }

    public Evidence? NameEvidence { get; init; }

    public EmailAddress? Address { get; init; }

    public Evidence? AddressEvidence { get; init; }

    /// <summary>Why this person has this part, in words for a person.</summary>
    public string Reason { get; init; } = "";

    public double Confidence { get; init; } = 0.9;

    /// <summary>That they have this part, beside the other candidates; 1 where there was nothing to weigh.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The domain of their house where it is known by somebody else's address (an assistant's).</summary>
    public string? House { get; init; }

    /// <summary>The domain of the address (or house) where it is a company's.</summary>
    public string? BusinessDomain =>
        (Address?.Domain ?? House) is { } domain && !Vocabulary.MailDomain.IsFreeMail(domain) ? domain : null;

    // "Planning <planning@...>"
    private static bool IsDesk(string name, EmailAddress? address) =>
        address is not null && !name.Contains(' ', StringComparison.Ordinal)
        && (Vocabulary.Lexicon.RoleOf(address.LocalPart) is not null || Vocabulary.Lexicon.RoleOf(name) is not null);

    public static Person From(Correspondent correspondent, Passage passage, string reason, double confidence)
    {
        var how = passage.IsOuter ? FoundHow.Header : FoundHow.ForwardHeader;
        var evidence = new Evidence(correspondent.Written, correspondent.Where, how);
        var name = PersonName.Clean(correspondent.Name);
        return new Person
        {
            Name = PersonName.IsPerson(name) && !IsDesk(name!, correspondent.Address) ? name : null,
            NameEvidence = evidence,
            Address = correspondent.Address,
            AddressEvidence = evidence,
            Reason = reason,
            Confidence = confidence,
        };
    }
}
