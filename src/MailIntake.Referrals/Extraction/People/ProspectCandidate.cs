using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Somebody who may be the one introduced, with what speaks for it.</summary>
internal sealed class ProspectCandidate
{
    public required Person Person { get; set; }

    public EmailAddress? Address => Person.Address;

    public Signs Signs { get; } = new();

    /// <summary>Their own message, where it was passed on.</summary>
    public Passage? Wrote { get; init; }

    /// <summary>Only the texts give the address.</summary>
    public bool FromText { get; init; }

    /// <summary>Known by name alone.</summary>
    public bool ByName { get; init; }

    /// <summary>Where the texts name them.</summary>
    public List<NameMention> Mentions { get; } = [];

    public bool IsNamed(string name) =>
        Person.Name is { } own ? NameMatch.Between(own, name) > 0
            : Address is { } address && NameMatch.WithLocalPart(name, address.LocalPart) >= 1.5;
}
