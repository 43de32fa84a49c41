using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

// Who might be meant, and what speaks for each.
internal sealed partial class ProspectChoice
{
    private List<ProspectCandidate> Candidates(IReadOnlyList<Stretch> texts)
    {
        var found = new List<ProspectCandidate>();
        var oldest = introduction.Prospects.OrderByDescending(p => p.Age).FirstOrDefault();
        foreach (var passage in introduction.Prospects)
        {
            if (AddHeader(found, passage.Author!, passage, "their own mail was passed on") is { } author)
            {
                author.Signs.Add(ProspectSigns.Wrote);
                author.Signs.Add(ProspectSigns.WroteOldest, passage == oldest);
            }
        }

        foreach (var passage in passages)
        {
            AddRecipients(found, passage);
        }

        foreach (var text in texts.Where(t => t.Kind is not StretchKind.SmallPrint))
        {
            foreach (var mention in AddressScanner.Find(text))
            {
                AddMention(found, mention);
            }
        }

        return found;
    }

    private void AddRecipients(List<ProspectCandidate> found, Passage passage)
    {
        var isFirst = true;
        var introduces = passage.Author is null || introduction.Theirs.Contains(passage);
        foreach (var (people, sign) in new[] { (passage.To, ProspectSigns.OnTo), (passage.Cc, ProspectSigns.OnCc) })
        {
            foreach (var person in people)
            {
                if (AddHeader(found, person, passage, sign.Said) is not { } recipient)
                {
                    continue;
                }

                recipient.Signs.Add(sign, introduces);
                recipient.Signs.Add(ProspectSigns.OnOtherMail, !introduces);
                recipient.Signs.Add(ProspectSigns.OnOuter, passage.IsOuter);
                recipient.Signs.Add(ProspectSigns.First, isFirst);
                isFirst = false;
            }
        }
    }

    // "Pete wrote to me instead of you again, see below": a short note over another outsider's letter to its writer.
    private bool PassesOn(Passage note) =>
        note.Bodies.Sum(b => b.Text.Length) < ShortNote
        && introduction.Prospects.Any(p => p.Age > note.Age && p.Author is { } author
            && sides.HouseOf(author) != sides.HouseOf(note.Author!)
            && p.Recipients.Any(r => r.Address is null
                ? NameMatch.Between(r.Name ?? "", note.Author!.Name ?? "") >= 1 : r.Address.Equals(note.Author!.Address)));

    private ProspectCandidate? AddHeader(List<ProspectCandidate> found, Correspondent person, Passage passage,
        string reason)
    {
        if (found.Count >= MostCandidates || sides.IsOurs(person) || sides.HouseOf(person) == introduction.House
            || IsIntroducer(person) || sides.PartnerOf(person) is not null)
        {
            return null;
        }

        var same = found.FirstOrDefault(c => c.Address is not null ? c.Address.Equals(person.Address)
            : person.Address is null && NameMatch.Between(c.Person.Name ?? "", person.Name ?? "") >= 1)
            ?? found.FirstOrDefault(c => (c.Address is null || person.Address is null)
            && NameMatch.Between(c.Person.Name ?? "", person.Name ?? "") >= 1);
        if (same is null)
        {
            same = new ProspectCandidate
            {
                Person = Person.From(person, passage, reason, 0.95),
                Wrote = introduction.Prospects.Contains(passage) && passage.Author == person ? passage : null,
            };
            found.Add(same);
            return same;
        }

        same.Signs.Add(ProspectSigns.Again);
        if (same.Person.Name is null || (same.Address is null && person.Address is not null))
        {
            var better = Person.From(person, passage, reason, 0.95);
            same.Person = same.Person with
            {
                Name = same.Person.Name ?? better.Name,
                NameEvidence = same.Person.Name is null ? better.NameEvidence : same.Person.NameEvidence,
                Address = same.Address ?? better.Address,
                AddressEvidence = same.Address is null ? better.AddressEvidence : same.Person.AddressEvidence,
            };
        }

        return same;
    }

    private void AddMention(List<ProspectCandidate> found, AddressMention mention)
    {
        var address = mention.Address;
        if (found.Count >= MostCandidates || sides.Directory.IsOurs(address)
            || sides.HouseOf(address) == introduction.House || sides.Directory.FindPartner(address) is not null
            || Lexicon.RoleOf(address.LocalPart) == "machine"
            || introduction.Introducer?.Address?.Equals(address) == true
            || IsIntroducersOwn(mention))
        {
            return;
        }

        var candidate = found.Find(c => c.Address is not null && c.Address.Equals(address));
        if (candidate is null)
        {
            candidate = new ProspectCandidate
            {
                FromText = true,
                Person = new Person
                {
                    Address = address,
                    AddressEvidence = mention.Evidence,
                    Reason = ProspectSigns.Address.Said,
                    Confidence = mention.SpeltOut ? 0.85 : 0.93,
                },
            };
            candidate.Signs.Add(ProspectSigns.SpeltOut, mention.SpeltOut);
            candidate.Signs.Add(ProspectSigns.LaterAddress, found.Exists(c => c.FromText));
            found.Add(candidate);
        }

        candidate.Signs.Add(mention.Where.Kind == StretchKind.Signature
            && !introduction.IsProspects(mention.Where) ? ProspectSigns.InSignature
            : ProspectSigns.Address);
    }

    // An address in the introducer's own signature is theirs, whatever its domain.
    private bool IsIntroducersOwn(AddressMention mention) =>
        mention.Where.Kind == StretchKind.Signature && !introduction.IsProspects(mention.Where)
        && introduction.Introducer?.Name is { } name && NameMatch.WithLocalPart(name, mention.Address.LocalPart) >= 1.5;

    /// <summary>The signs that need the other candidates and the texts.</summary>
    private void Weigh(ProspectCandidate candidate, List<ProspectCandidate> all, IReadOnlyList<Stretch> texts)
    {
        var signs = candidate.Signs;
        if (candidate.Address is { } address)
        {
            var role = Lexicon.RoleOf(address.LocalPart);
            var unnamed = candidate.Person.Name is null;
            signs.Add(ProspectSigns.Office, unnamed && role == "general");
            signs.Add(ProspectSigns.Machine, role == "machine");
            signs.Add(ProspectSigns.Team, unnamed && role is not null and not "general" and not "machine");
            signs.Add(ProspectSigns.FreeMail, MailDomain.IsFreeMail(address.Domain));

            // A third company (a vendor on copy) has one mailbox where the prospect has several.
            signs.Add(ProspectSigns.Colleagues, Math.Min(2, all.Count(c =>
                c != candidate && c.Address?.Domain == address.Domain)));
            AddBetterAddress(candidate, all, texts);
        }

        if (candidate.Person.Name is { } name)
        {
            signs.Add(ProspectSigns.Greeted, passages.Any(p => p.Bodies.Take(1).Any(b => Greets(b, name))));
        }

        foreach (var mention in candidate.Mentions)
        {
            _nameSigns.AddTo(signs, mention);
            signs.Add(ProspectSigns.OfDomain, all.Exists(c => IsOfDomain(mention, c.Person)));
            signs.Add(ProspectSigns.NamedByOthers, mention.WordCount > 1 && candidate.Wrote != mention.Where.Passage);
        }

        signs.Add(ProspectSigns.Times, Math.Min(3, Math.Max(0, candidate.Mentions.Count - 1)));
    }

    private static void AddBetterAddress(ProspectCandidate candidate, List<ProspectCandidate> all,
        IReadOnlyList<Stretch> texts)
    {
        if (!candidate.FromText)
        {
            return;
        }

        // The author's own newer or better address, given by the introducer: "use my work address", "her new address
        // is".
        if (all.Find(c => !c.FromText && !c.ByName && c.Address is not null && c.Person.Name is { } n
            && NameMatch.WithLocalPart(n, candidate.Address!.LocalPart) >= 1.5) is { } older)
        {
            candidate.Signs.Add(ProspectSigns.WorkAddress);
            candidate.Signs.AddAll(older.Signs);
            candidate.Person =
                candidate.Person with { Name = older.Person.Name, NameEvidence = older.Person.NameEvidence };
        }

        // "PS sorry, her address is ... now": the later of two for one person.
        candidate.Signs.Add(ProspectSigns.Corrected, Corrects(candidate.Person.AddressEvidence!, texts)
            && all.Exists(c => c != candidate && c.Address is not null && SharesName(c.Address, candidate.Address!)));
    }

    private static bool IsCorrected(ProspectCandidate candidate, List<ProspectCandidate> all) =>
        candidate.Address is not null && !candidate.Signs.Has(ProspectSigns.Corrected) && all.Exists(c =>
            c != candidate && c.Signs.Has(ProspectSigns.Corrected) && SharesName(c.Address!, candidate.Address));

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

    // jenny.roe@ and jenny@ of one house; darnell.fontenot@sabinepass and dfontenot@sabineparish.
    private static bool SharesName(EmailAddress left, EmailAddress right)
    {
        string[] a = left.LocalPart.Split('.', '_'), b = right.LocalPart.Split('.', '_');
        if (left.Domain == right.Domain && a[0].Equals(b[0], StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return a.Any(w => w.Length >= 4 && right.LocalPart.Contains(w, StringComparison.OrdinalIgnoreCase))
            || b.Any(w => w.Length >= 4 && left.LocalPart.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Greets(Stretch body, string name)
    {
        var words = NameMatch.Words(TextFold.Fold(name));
        return body.Tokens.Tokens.Take(9).Any(t => words.Contains(t.Folded));
    }
}
