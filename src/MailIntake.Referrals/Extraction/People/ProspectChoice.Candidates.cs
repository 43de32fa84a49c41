using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

// Who might be meant, and how much speaks for each.
internal sealed partial class ProspectChoice
{
    private List<Candidate> Candidates(IReadOnlyList<Stretch> texts)
    {
        var found = new List<Candidate>();
        foreach (var passage in introduction.Prospects)
        {
            AddHeader(found, passage.Author!, passage, 5, "their own mail was passed on");
        }

        foreach (var passage in passages)
        {
            var first = 0.6;
            foreach (var (people, weight) in new[] { (passage.To, 4.0), (passage.Cc, 3.3) })
            {
                foreach (var person in people)
                {
                    AddHeader(found, person, passage, weight + first - (passage.IsOuter || passage.Author is null
                        || !introduction.Theirs.Contains(passage) ? 0.2 : 0),
                        "stands on the introduction's To or Cc");
                    first = Math.Max(0, first - 0.3);
                }
            }
        }

        foreach (var text in texts.Where(t => t.Kind is not StretchKind.SmallPrint))
        {
            foreach (var mention in AddressScanner.Find(text))
            {
                AddMention(found, mention);
            }
        }

        foreach (var candidate in found.Where(c => c.Wrote is { } wrote && PassesOn(wrote)))
        {
            candidate.Score -= 3;
        }

        return found;
    }

    // "Pete wrote to me instead of you again, see below": a short note over another outsider's letter to its writer.
    private bool PassesOn(Passage note) =>
        note.Bodies.Sum(b => b.Text.Length) < 160
        && introduction.Prospects.Any(p => p.Age > note.Age && p.Author is { } author
            && sides.HouseOf(author) != sides.HouseOf(note.Author!)
            && p.Recipients.Any(r => r.Address is null
                ? NameMatch.Between(r.Name ?? "", note.Author!.Name ?? "") >= 1 : r.Address.Equals(note.Author!.Address)));

    private void AddHeader(List<Candidate> found, Correspondent person, Passage passage, double score, string reason)
    {
        if (found.Count >= MostCandidates || sides.IsOurs(person) || sides.HouseOf(person) == introduction.House
            || IsIntroducer(person) || sides.PartnerOf(person) is not null)
        {
            return;
        }

        var same = found.FirstOrDefault(c => c.Address is not null ? c.Address.Equals(person.Address)
            : person.Address is null && NameMatch.Between(c.Person.Name ?? "", person.Name ?? "") >= 1);
        same ??= found.FirstOrDefault(c => (c.Address is null || person.Address is null)
            && NameMatch.Between(c.Person.Name ?? "", person.Name ?? "") >= 1);
        if (same is null)
        {
            found.Add(new Candidate
            {
                Address = person.Address,
                Person = Person.From(person, passage, reason, 0.95),
                Score = score,
                Wrote = introduction.Prospects.Contains(passage) && passage.Author == person ? passage : null,
            });
        }
        else
        {
            if (same.Person.Name is null || (same.Address is null && person.Address is not null))
            {
                var better = Person.From(person, passage, reason, 0.95);
                same.Person = same.Person with
                {
                    Name = same.Person.Name ?? better.Name,
                    NameEvidence = same.Person.Name is null ? better.NameEvidence : same.Person.NameEvidence,
                    Address = same.Address ?? same.Person.Address ?? better.Address,
                    AddressEvidence = same.Person.Address is null ? better.AddressEvidence
                    : same.Person.AddressEvidence,
                };
            }

            same.Score = Math.Max(same.Score, score) + 0.2;
        }
    }

    private void AddMention(List<Candidate> found, AddressMention mention)
    {
        var address = mention.Address;
        if (found.Count >= MostCandidates || sides.Directory.IsOurs(address)
            || sides.HouseOf(address) == introduction.House || sides.Directory.FindPartner(address) is not null
            || found.Any(c => c.Address is not null && c.Address.Equals(address))
            || Lexicon.RoleOf(address.LocalPart) == "machine"
            || introduction.Introducer?.Address?.Equals(address) == true
            || IsIntroducersOwn(mention))
        {
            return;
        }

        found.Add(new Candidate
        {
            Address = address,
            FromText = true,
            Person = new Person
            {
                Address = address,
                AddressEvidence = mention.Evidence,
                Reason = "the text gives their address",
                Confidence = mention.SpeltOut ? 0.85 : 0.93,
            },
            Score = 3 - (0.02 * found.Count),
        });
    }

    // An address in the introducer's own signature is theirs, whatever its domain.
    private bool IsIntroducersOwn(AddressMention mention) =>
        mention.Where.Kind == StretchKind.Signature && !introduction.Prospects.Contains(mention.Where.Passage)
        && introduction.Introducer?.Name is { } name && NameMatch.WithLocalPart(name, mention.Address.LocalPart) >= 1.5;

    private void Weigh(Candidate candidate, List<Candidate> all, List<NameMention> names, IReadOnlyList<Stretch> texts)
    {
        var role = candidate.Address is null ? null : Lexicon.RoleOf(candidate.Address.LocalPart);
        if (role is not null && candidate.Person.Name is null)
        {
            candidate.Score -= role == "general" ? 3 : role == "machine" ? 6 : 2;
        }

        if (candidate.Person.Name is { } name)
        {
            var greeted = passages.Any(p => p.Bodies.Take(1).Any(b => Greets(b, name)));
            candidate.Score += greeted ? 0.7 : 0;
            candidate.Score += names.Any(n => n.WordCount > 1 && NameMatch.Between(n.Name, name) >= 1
                && !InHisOwnWords(candidate, n)) ? 1 : 0;
        }
        else if (candidate.Address is { } address
            && names.Any(n => NameMatch.WithLocalPart(n.Name, address.LocalPart) >= 1.5))
        {
            candidate.Score += 0.7;
        }

        // The author's own newer or better address, given by the introducer: "use my work address", "her new address
        // is".
        if (candidate.FromText && candidate.Address is { } given
            && all.FirstOrDefault(c => !c.FromText && c.Person.Name is { } n
            && NameMatch.WithLocalPart(n, given.LocalPart) >= 1.5) is { } older
            && older.Address is not null)
        {
            candidate.Score = Math.Max(candidate.Score, older.Score + 1);
            candidate.Person =
                candidate.Person with { Name = older.Person.Name, NameEvidence = older.Person.NameEvidence };
        }

        // "PS sorry, her address is ... now": the later of two for one person.
        if (candidate.FromText && candidate.Person.AddressEvidence is { } later && Corrects(later, texts)
            && all.Any(c => c != candidate && c.Address is not null && SharesName(c.Address, candidate.Address!)))
        {
            candidate.Score += 1.5;
        }

        // "her PA is Tim Ward": an assistant is on the way to somebody else.
        if (candidate.FromText && all.Count > 1 && IsAssistants(candidate, names))
        {
            candidate.Score -= 2;
        }

        // A third company (a vendor on copy) has one mailbox where the prospect has several.
        if (candidate.Address is { } own)
        {
            candidate.Score += 0.2 * Math.Min(2, all.Count(c => c != candidate && c.Address?.Domain == own.Domain));
        }
    }

    private static bool IsAssistants(Candidate candidate, List<NameMention> names)
    {
        foreach (var name in names)
        {
            if (NameMatch.WithLocalPart(name.Name, candidate.Address!.LocalPart) < 1.5)
            {
                continue;
            }

            var tokens = name.Where.Tokens;
            for (var i = name.First - 1; i >= Math.Max(0, name.First - 4)
                && tokens.SentenceOf[i] == tokens.SentenceOf[name.First]; i--)
            {
                if (tokens.Tokens[i].Folded is "pa" or "ea" or "secretary" or "assistentin" or "sekretarin" or "assistante"
                    or "secretaire" or "secretaria" or "segretaria" or "secretaresse" or "assistent" or "assistant"
                    && i > 0 && tokens.Tokens[i - 1].Folded is "her" or "his" or "their" or "ihre" or "seine" or "son"
                        or "sa" or "su" or "sua" or "haar" or "zijn" or "z'n" or "hans" or "hendes" or "hennes")
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Corrects(Evidence evidence, IReadOnlyList<Stretch> texts)
    {
        foreach (var text in texts)
        {
            var at = text.Text.IndexOf(evidence.Words, StringComparison.Ordinal);
            if (at >= 0)
            {
                var token = Math.Min(text.Tokens.TokenFrom(at), text.Tokens.Tokens.Length - 1);
                return Lexicon.Corrections.All(text.Tokens).Any(h =>
                    Math.Abs(text.Tokens.SentenceOf[h.First] - text.Tokens.SentenceOf[token]) <= 1 && h.First < token);
            }
        }

        return false;
    }

    private static bool SharesName(EmailAddress left, EmailAddress right) =>
        left.Domain == right.Domain
            && left.LocalPart.Split('.', '_')[0].Equals(right.LocalPart.Split('.', '_')[0],
            StringComparison.OrdinalIgnoreCase);

    private static bool InHisOwnWords(Candidate candidate, NameMention name) => candidate.Wrote == name.Where.Passage;

    private static bool Greets(Stretch body, string name)
    {
        var words = NameMatch.Words(TextFold.Fold(name));
        return body.Tokens.Tokens.Take(9).Any(t => words.Contains(t.Folded));
    }
}
