using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>
/// Decides who introduced. A listed partner among the writers wins; else the writer who addressed both us and somebody
/// else; else the outer writer, or whoever wrote to us, unless they answer an introduction ("moving you to bcc").
/// </summary>
internal sealed class IntroducerChoice(Sides sides, IReadOnlyList<Passage> passages)
{
    public Introduction Decide()
    {
        var introduction = Introduced();
        return introduction with { Pasted = [.. Pasted(introduction)] };
    }

    // "See below": under the introducer's short note stands the card of somebody else.
    private IEnumerable<Stretch> Pasted(Introduction introduction) =>
        introduction.Theirs.Concat(introduction.Ours).SelectMany(p => p.Signatures).Where(s =>
            AddressScanner.Find(s).Any(m => !sides.Directory.IsOurs(m.Address)
                && sides.Directory.FindPartner(m.Address) is null && sides.HouseOf(m.Address) != introduction.House
                && !(s.Passage.Author?.Name is { } author
                    && NameMatch.WithLocalPart(PersonName.Clean(author) ?? author, m.Address.LocalPart) >= 1.5)
                && NameScanner.Find(s).Any(n => NameMatch.WithLocalPart(n.Name, m.Address.LocalPart) >= 1.5)));

    private Introduction Introduced()
    {
        var outsiders = passages.Where(p => p.Author is { } a && !sides.IsOurs(a)).ToList();
        var (house, reason) = House(outsiders);
        if (house is null)
        {
            return new PartnerByWords(sides, passages).Decide();
        }

        var theirs = passages.Where(p => p.Author is { } a && sides.HouseOf(a) == house).ToList();
        var introduction = new Introduction
        {
            House = house,
            Theirs = theirs,
            Ours = [.. passages.Where(p => p.Author is null || sides.IsOurs(p.Author))],
            Prospects = [.. passages.Where(p => p.Author is { } a && !sides.IsOurs(a) && sides.HouseOf(a) != house)],
        };
        var (author, passage) = Contact(theirs, house);
        introduction = introduction with
        {
            Introducer = author is null ? null : Signed(Addressed(Person.From(author, passage!, reason, 0.95)), theirs),
            Partner = author is null ? null : sides.PartnerOf(author),
        };
        return introduction.Partner is null ? new PartnerByWords(sides, passages).Resolve(introduction) : introduction;
    }

    // Quoted history often gives the name alone; the directory knows the listed contact's address.
    private Person Addressed(Person person) =>
        person.Address is null && sides.ContactByName(person.Name) is { } listed
            && Mail.Mime.EmailAddress.TryParse(listed.Contact.Email, out var address)
            ? person with
            {
                Address = address,
                AddressEvidence = person.NameEvidence! with { How = FoundHow.Directory }
            }
            : person;

    private (string? House, string Reason) House(List<Passage> outsiders)
    {
        var houses = outsiders.GroupBy(p => sides.HouseOf(p.Author!)).ToList();
        if (outsiders.FirstOrDefault(p => sides.PartnerOf(p.Author!) is not null) is { } listed)
        {
            return (sides.HouseOf(listed.Author!), "a listed partner wrote this");
        }

        // The prospect's own mail with the listed partner on copy.
        if (passages.SelectMany(p => p.Recipients).FirstOrDefault(c => !sides.IsOurs(c)
            && sides.PartnerOf(c) is not null) is { } copied)
        {
            return (sides.HouseOf(copied), "a listed partner is among the recipients");
        }

        if (houses.Count == 0)
        {
            return (null, "");
        }

        if (houses.Count == 1)
        {
            // Our rep forwards the prospect's mail and names the listed partner in the note.
            return !passages[0].IsOuter || outsiders.Contains(passages[0])
                || new PartnerByWords(sides, [passages[0]]).Listed() is null
                    || Introduces(outsiders[0])
                ? (houses[0].Key, "the only writer from outside our house")
                : (null, "");
        }

        var answering = outsiders.FirstOrDefault(Answers);
        if (answering is not null && houses.FirstOrDefault(h => h.Key != sides.HouseOf(answering.Author!)) is { } other)
        {
            return (other.Key,
                $"{answering.Author!.Name ?? answering.Author.Address?.ToString()} thanks them for the introduction");
        }

        if (outsiders.LastOrDefault(Introduces) is { } both && !outsiders[0].IsOuter)
        {
            return (sides.HouseOf(both.Author!), "wrote to our person and somebody else");
        }

        return (sides.HouseOf(outsiders[0].Author!), outsiders[0].IsOuter ? "brings the mail to us"
            : "wrote to our person");
    }

    private bool Answers(Passage passage) =>
        passage.Bodies.Any(b => Lexicon.ThanksForIntro.All(b.Tokens).Any());

    private bool Introduces(Passage passage) =>
        passage.Recipients.Any(c => sides.IsOurs(c) && !sides.IsTrack(c))
        && passage.Recipients.Any(c => !sides.IsOurs(c) && sides.HouseOf(c) != sides.HouseOf(passage.Author!));

    // The oldest writer of the house with a mailbox of their own: a colleague who only passes it on is not the
    // introducer.
    private (Correspondent? Author, Passage? Passage) Contact(List<Passage> theirs, string house)
    {
        var personal = theirs.Where(p => p.Author!.Address is { } a && Lexicon.RoleOf(a.LocalPart) is null).ToList();
        var chosen = personal.OrderByDescending(p => p.Age).FirstOrDefault() ?? theirs.LastOrDefault();
        if (chosen is not null)
        {
            // Some clients list only the name inside; the same person's address may stand further out.
            var author = chosen.Author!;
            var full = author.Address is null
                ? theirs.Select(p => p.Author!).FirstOrDefault(a => a.Address is not null
                && NameMatch.Between(a.Name ?? "", author.Name ?? "") >= 1)
                : null;
            return (full ?? author, chosen);
        }

        foreach (var passage in passages)
        {
            if (passage.Recipients.FirstOrDefault(c => !sides.IsOurs(c) && sides.HouseOf(c) == house) is { } copied)
            {
                return (copied, passage);
            }
        }

        return (null, null);
    }

    // The office account sends, somebody else signs with name and address: the one who signs introduced.
    private static Person Signed(Person person, List<Passage> theirs)
    {
        if (person.Address is null)
        {
            return person;
        }

        foreach (var signature in theirs.OrderByDescending(p => p.Age).SelectMany(p => p.Signatures.Concat(p.Bodies)))
        {
            foreach (var mention in AddressScanner.Find(signature))
            {
                if (!mention.Address.Equals(person.Address) && mention.Address.Domain == person.Address.Domain
                    && Lexicon.RoleOf(person.Address.LocalPart) is not null
                    && Lexicon.RoleOf(mention.Address.LocalPart) is null
                    && NameScanner.Find(signature).FirstOrDefault(n =>
                    NameMatch.WithLocalPart(n.Name, mention.Address.LocalPart) >= 2) is { Name: not null } name)
                {
                    return person with
                    {
                        Name = name.Name,
                        NameEvidence = name.Evidence,
                        Address = mention.Address,
                        AddressEvidence = mention.Evidence,
                        Reason = "signed what the office account sent",
                        Confidence = 0.85,
                    };
                }
            }
        }

        return person;
    }
}
