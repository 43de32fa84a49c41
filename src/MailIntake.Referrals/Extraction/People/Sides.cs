using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Tells by the directory which house somebody belongs to: ours, a listed partner's, or another.</summary>
internal sealed class Sides(PartnerDirectory directory)
{
    public PartnerDirectory Directory { get; } = directory;

    /// <summary>Where choices tell what they weighed, if somebody asks.</summary>
    public Explanation? Explanation { get; init; }

    public DirectoryNames Names { get; } = directory.Names;

    public bool IsTrack(Correspondent person) => person.Address is { } address && Directory.IsTrack(address);

    public bool IsOurs(Correspondent person) =>
        person.Address is { } address
            ? Directory.IsOurs(address)
            : RepByName(person.Name) is not null;

    public Rep? RepOf(Correspondent person) =>
        (person.Address is { } address ? Directory.FindRep(address) : null)
            ?? (IsOurs(person) ? RepByName(person.Name) : null);

    /// <summary>The rep of that whole name (any order of its words).</summary>
    public Rep? RepByName(string? name) =>
        PersonName.Clean(name) is { } clean ? Names.Rep(clean) : null;

    public Partner? PartnerOf(Correspondent person) =>
        person.Address is { } address
            ? Directory.FindPartner(address)
            : ContactByName(person.Name)?.Partner;

    public (Partner Partner, Contact Contact)? ContactByName(string? name) =>
        PersonName.Clean(name) is { } clean ? Names.Contact(clean) : null;

    /// <summary>A key that is the same for people of one house.</summary>
    public string HouseOf(Correspondent person)
    {
        if (IsOurs(person))
        {
            return "us";
        }

        if (PartnerOf(person) is { } partner)
        {
            return "partner " + partner.Company;
        }

        return person.Address is { } address ? HouseOf(address) : "name " + TextFold.Letters(person.Name);
    }

    public string HouseOf(EmailAddress address)
    {
        if (Directory.IsOurs(address))
        {
            return "us";
        }

        if (Directory.FindPartner(address) is { } partner)
        {
            return "partner " + partner.Company;
        }

        return MailDomain.IsFreeMail(address.Domain)
            ? "mailbox " + address.ToString().ToLowerInvariant()
            : "domain " + MailDomain.Registrable(address.Domain);
    }
}
