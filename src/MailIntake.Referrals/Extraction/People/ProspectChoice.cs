using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>
/// Decides who is introduced: of the people who are neither ours nor the introducer's, the one whose own mail was
/// passed
/// on, or who stands on the introduction's To or Cc, or whom the text names with an address, or only names. Candidates
/// are weighed; the weights stand here together.
/// </summary>
internal sealed class ProspectChoice(Sides sides, Introduction introduction, IReadOnlyList<Passage> passages)
{
    private const int MostNames = 300;
    private const int MostCandidates = 60;

    private sealed class Candidate
    {
        public required EmailAddress? Address { get; init; }

        public required Person Person { get; set; }

        public double Score { get; set; }

        public Passage? Wrote { get; set; }

        public bool FromText { get; init; }
    }

    /// <summary>The introduced person; <paramref name="typed"/> is who the keys of a typed list name, if there is
    /// one.</summary>
    public Person? Decide(IReadOnlyList<Stretch> texts, Person? typed)
    {
        var names = texts.SelectMany(NameScanner.Find).Where(n => !IsKnownOther(n.Name)).Take(MostNames).ToList();
        if (typed is not null)
        {
            return FromTyped(typed, texts, names);
        }

        var candidates = Candidates(texts);
        foreach (var candidate in candidates)
        {
            Weigh(candidate, candidates, names, texts);
        }

        var best = candidates.OrderByDescending(c => c.Score).FirstOrDefault();
        if (best is null)
        {
            return new ProspectByName(sides, introduction).Decide(texts, names);
        }

        return Complete(best, texts, names);
    }

    // What the keys leave open may stand in a header or elsewhere in the text.
    private Person FromTyped(Person typed, IReadOnlyList<Stretch> texts, List<NameMention> names)
    {
        if (typed.Name is not null && typed.Address is not null)
        {
            return typed;
        }

        var header = Candidates([]).FirstOrDefault(c => typed.Address is not null
            ? typed.Address.Equals(c.Address)
            : c.Person.Name is { } known && NameMatch.Between(known, typed.Name!) >= 0.5);
        typed = typed with
        {
            Name = typed.Name ?? header?.Person.Name,
            NameEvidence = typed.NameEvidence ?? header?.Person.NameEvidence,
            Address = typed.Address ?? header?.Address,
            AddressEvidence = typed.AddressEvidence ?? header?.Person.AddressEvidence,
        };
        typed = typed.Name is null ? NamedFor(typed, names, null)
            : typed.Address is null ? AddressedFor(typed, texts)
            : typed;
        return typed.Address is null && typed.House is null ? typed with { House = OfficeDomain(texts) } : typed;
    }

    // "info@globex is only the post room": no address of theirs, but it tells the company's domain.
    private string? OfficeDomain(IReadOnlyList<Stretch> texts)
    {
        var domains = texts.Where(t => t.Kind == StretchKind.Body)
            .SelectMany(AddressScanner.Find)
            .Where(m => !sides.Directory.IsOurs(m.Address) && sides.HouseOf(m.Address) != introduction.House)
            .Where(m => Lexicon.RoleOf(m.Address.LocalPart) == "general")
            .Select(m => m.Address.Domain).Distinct().ToList();
        return domains.Count == 1 ? domains[0] : null;
    }

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

        return found;
    }

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

        // A third company (a vendor on copy) has one mailbox where the prospect has several.
        if (candidate.Address is { } own)
        {
            candidate.Score += 0.2 * Math.Min(2, all.Count(c => c != candidate && c.Address?.Domain == own.Domain));
        }
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

    private Person Complete(Candidate best, IReadOnlyList<Stretch> texts, List<NameMention> names)
    {
        var person = best.Person;
        if (AssistantOf(best, names) is { } master)
        {
            return master with { House = person.Address?.Domain };
        }

        if (person.Name is null && person.Address is not null)
        {
            person = NamedFor(person, names, best.Wrote);
            person = person.Name is null ? NamedByLocalPart(person, texts) : person;
            person = person.Name is null ? NamedInText(person, texts, names) : person;
        }

        if (person.Address is null && person.Name is not null)
        {
            person = AddressedFor(person, texts);
        }

        return person;
    }

    // "Assistant to Mr Y, CFO": the one introduced is Y, whose address the mail does not give.
    private static Person? AssistantOf(Candidate best, List<NameMention> names)
    {
        if (best.Wrote is null)
        {
            return null;
        }

        foreach (var stretch in best.Wrote.Stretches.Where(s => s.Kind is StretchKind.Body or StretchKind.Signature))
        {
            foreach (var hit in Lexicon.Assistants.All(stretch.Tokens))
            {
                var master = names.FirstOrDefault(n => n.Where == stretch && n.First > hit.First
                    && stretch.Tokens.SentenceOf[n.First] == stretch.Tokens.SentenceOf[hit.First]);
                if (master.Name is not null
                    && (best.Person.Name is null || NameMatch.Between(master.Name, best.Person.Name) < 1))
                {
                    return new Person
                    {
                        Name = master.Name,
                        NameEvidence = master.Evidence,
                        Reason = "an assistant writes for them",
                        Confidence = 0.8
                    };
                }
            }
        }

        return null;
    }

    private static Person NamedFor(Person person, List<NameMention> names, Passage? wrote)
    {
        var local = person.Address!.LocalPart;
        var role = Lexicon.RoleOf(local) is not null;
        (NameMention Name, double Score) best = (default, 0);
        foreach (var name in names)
        {
            var match = NameMatch.WithLocalPart(name.Name, local);
            var signed = wrote is not null && name.Where.Passage == wrote
                && (name.Where.Kind == StretchKind.Signature ? IsNearTop(name) : IsCardLine(name));
            var near = NearAddress(name, person);
            if ((match < 1.5
                && (IsOfDomain(name, person) || (!signed && near < 2 && !(near >= 1 && name.HasHonorific))))
                || (role && match < 1.5 && !signed && !name.HasHonorific))
            {
                continue;
            }

            var score = match + (name.WordCount > 1 ? 0.5 : 0) + (signed ? 2 : 0) + near
                + (name.HasHonorific ? 0.3 : 0);
            best = score > best.Score ? (name, score) : best;
        }

        return best.Score >= 1.5
            ? person with { Name = Shortest(best.Name, local), NameEvidence = best.Name.Evidence }
            : person;
    }

    // "Studienkollege Gernot Faßbender": capitalised nouns before the name fall away where the address does not need
    // them.
    private static string Shortest(NameMention name, string local)
    {
        var words = name.Name.Split(' ');
        var whole = NameMatch.WithLocalPart(name.Name, local);
        for (var first = words.Length - 2; first > 0 && whole >= 2 && !name.HasHonorific
            && (words[0].Length >= 8 || Lexicon.Particles.Contains(TextFold.Fold(words[1]))); first--)
        {
            if (!Lexicon.Particles.Contains(TextFold.Fold(words[first]))
                && NameMatch.WithLocalPart(string.Join(' ', words[first..]), local) >= whole)
            {
                return string.Join(' ', words[first..]);
            }
        }

        return name.Name;
    }

    // The name has its line for itself, and a title stands on the next.
    private static bool IsCardLine(NameMention name)
    {
        var text = name.Where.Tokens;
        var start = text.Tokens[name.First].Start;
        var end = text.LineEnd(start);
        var next = text.Text.AsSpan(Math.Min(end + 1, text.Text.Length),
            Math.Max(0, text.LineEnd(Math.Min(end + 1, text.Text.Length)) - end - 1)).ToString();
        return text.LineStart(start) + 6 >= start && text.Tokens[name.Last].End + 2 >= end
            && new TokenizedText(next).Tokens.Any(t => t.Kind == TokenKind.Word && Lexicon.IsTitle(t.Folded));
    }

    private static bool IsNearTop(NameMention name)
    {
        var text = name.Where.Text.AsSpan(0, name.Where.Tokens.Tokens[name.First].Start);
        var lines = 0;
        foreach (var line in text.EnumerateLines())
        {
            lines += line.Trim().Length > 0 && !SignatureSplit.IsClosing(line.Trim().ToString()) ? 1 : 0;
        }

        return lines <= 1;
    }

    private static bool IsOfDomain(NameMention name, Person person) =>
        person.BusinessDomain is { } domain
        && Fields.DomainMatch.Score(MailDomain.Label(domain),
        NameMatch.Words(Lexicon.Latin(name.Name))) >= Fields.DomainMatch.Enough;

    // The mailbox is a clinic's or a nickname's: the person is whom the text introduces by name.
    private Person NamedInText(Person person, IReadOnlyList<Stretch> texts, List<NameMention> names)
    {
        var fitting = names.Where(n => !IsOfDomain(n, person)).ToList();
        return new ProspectByName(sides, introduction).Decide(texts, fitting) is { Confidence: >= 0.8 } named
            ? person with { Name = named.Name, NameEvidence = named.NameEvidence, Confidence = 0.8 }
            : person;
    }

    // "Ruaridh" in the text and ruaridh.innes@: the address spells the rest.
    private static Person NamedByLocalPart(Person person, IReadOnlyList<Stretch> texts)
    {
        var parts = person.Address!.LocalPart.Split(['.', '_'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || Lexicon.RoleOf(person.Address.LocalPart) is not null
            || parts.Any(p => p.Any(char.IsDigit)))
        {
            return person;
        }

        foreach (var text in texts.Where(t => t.Kind != StretchKind.SmallPrint))
        {
            for (var i = 0; i < text.Tokens.Tokens.Length; i++)
            {
                if (text.Tokens.Tokens[i].Length >= 3 && text.Tokens.IsCapitalised(i)
                    && Lexicon.Latin(text.Tokens.Word(i).ToString()) == TextFold.Fold(parts[0]))
                {
                    var name = string.Join(' ',
                        parts.Where(p => p.Length > 1).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
                    return person with { Name = name, NameEvidence = person.AddressEvidence, Confidence = 0.75 };
                }
            }
        }

        return person;
    }

    private static double NearAddress(NameMention name, Person person)
    {
        var words = person.AddressEvidence?.Words;
        var at = words is null ? -1 : name.Where.Text.IndexOf(words, StringComparison.Ordinal);
        if (at < 0)
        {
            return 0;
        }

        var start = name.Where.Tokens.Tokens[name.First].Start;
        var distance = Math.Abs(at - start);
        return (start < at ? 0.5 : 0) + (distance < 70 ? 1.5 : distance < 300 ? 1 : 0.3);
    }

    private Person AddressedFor(Person person, IReadOnlyList<Stretch> texts)
    {
        var fitting = texts.SelectMany(AddressScanner.Find)
            .Where(m => !sides.Directory.IsOurs(m.Address) && sides.HouseOf(m.Address) != introduction.House)
            .Where(m => NameMatch.WithLocalPart(person.Name!, m.Address.LocalPart) >= 1)
            .ToList();
        return fitting.Count == 0 ? person
            : person with { Address = fitting[0].Address, AddressEvidence = fitting[0].Evidence };
    }

    private bool IsIntroducer(Correspondent person) =>
        introduction.Introducer is { } i
        && ((person.Address is not null && person.Address.Equals(i.Address))
        || (person.Address is null && NameMatch.Between(person.Name ?? "", i.Name ?? "") >= 1));

    private bool IsKnownOther(string name) =>
        passages.SelectMany(p => p.Recipients.Append(p.Author)).OfType<Correspondent>()
            .Any(c => (sides.IsOurs(c) || sides.HouseOf(c) == introduction.House) && c.Name is { } known
                && NameMatch.Between(PersonName.Clean(known) ?? known, name) >= (sides.IsOurs(c) ? 0.5 : 1)) ||
        sides.Names.IsRep(name) > 0
        || (introduction.Introducer?.Name is { } introducer && NameMatch.Between(introducer, name) >= 1)
        || introduction.Theirs.Any(p => p.Author?.Name is { } author
        && NameMatch.Between(PersonName.Clean(author) ?? author, name) >= 1)
        || (introduction.Partner?.Contacts.Any(c => NameMatch.Between(c.Name, name) >= 1) ?? false)
        || NameMatch.Words(TextFold.Fold(name)).Contains(TextFold.Fold(sides.Directory.Us.Name));
}
