using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>
/// Decides who is introduced: of the people who are neither ours nor the introducer's, those whose own mail was passed
/// on, who stand on the introduction's To or Cc, whom the text gives an address, or only names. What speaks for each is
/// collected (<see cref="ProspectSigns"/>) and weighed.
/// </summary>
internal sealed partial class ProspectChoice(Sides sides, Introduction introduction, IReadOnlyList<Passage> passages)
{
    private const int MostNames = 300;
    private const int MostCandidates = 60;

    /// <summary>Characters.</summary>
    private const int ShortNote = 160;

    private readonly NameSigns _nameSigns = new(sides, introduction);

    /// <summary>The introduced person; <paramref name="typed"/> is who the keys of a typed list name, if there is
    /// one.</summary>
    public Person? Decide(IReadOnlyList<Stretch> texts, Person? typed)
    {
        var departed = DepartedPeople.Find(texts);
        var names = texts.SelectMany(NameScanner.Find)
            .Where(n => !IsKnownOther(n.Name) && !GreetsOurs(n) && !DepartedPeople.Has(departed, n.Name)).Take(MostNames).ToList();
        if (typed is not null)
        {
            return FromTyped(typed, texts, names);
        }

        var candidates = Candidates(texts);

        // Who has left is not introduced, but still tells the company's domain.
        var left = candidates.Find(c => IsDeparted(c, departed));
        candidates.RemoveAll(c => left is not null && IsDeparted(c, departed));
        candidates.RemoveAll(c => c.Wrote is { } wrote && PassesOn(wrote));
        AddNames(candidates, names, texts);
        foreach (var candidate in candidates)
        {
            Weigh(candidate, candidates, texts);
        }

        if (candidates.Exists(c => c.Signs.Has(ProspectSigns.Corrected)))
        {
            candidates.RemoveAll(c => IsCorrected(c, candidates));
        }

        var scores = candidates.Select(c => c.Signs.Score).Append(ProspectSigns.Nobody.Weight).ToList();
        var (index, probability) = Choice.Strongest(scores);
        Explain(candidates, scores, index);
        if (index == candidates.Count)
        {
            return null;
        }

        var person = Complete(candidates[index], candidates, texts, names) with { Probability = probability };
        return person.House is null && person.Address is null ? person with { House = left?.Address?.Domain } : person;
    }

    // Names go to the addresses they fit; the others are candidates of their own, one a person.
    private void AddNames(List<ProspectCandidate> candidates, List<NameMention> names, IReadOnlyList<Stretch> texts)
    {
        foreach (var candidate in candidates.Where(c => c.Person.Name is null && c.Address is not null))
        {
            candidate.Person = NamedFor(candidate.Person, names, candidate.Wrote);
            if (candidate.Person.Name is null)
            {
                candidate.Person = NamedByLocalPart(candidate.Person, texts);
            }
        }

        foreach (var name in names.Where(n => texts.Contains(n.Where) && _nameSigns.Counts(n)))
        {
            var candidate = candidates.Find(c => c.IsNamed(name.Name));
            if (candidate is null && candidates.Count < MostCandidates)
            {
                candidate = new ProspectCandidate
                {
                    ByName = true,
                    Person = new Person
                    {
                        Name = name.Name,
                        NameEvidence = name.Evidence,
                        Reason = "the text introduces them by name",
                        Confidence = 0.8,
                    },
                };
                candidate.Signs.Add(ProspectSigns.NameOnly);
                candidate.Signs.Add(ProspectSigns.LaterName, candidates.Exists(c => c.ByName));
                candidates.Add(candidate);
            }

            candidate?.Mentions.Add(name);
            if (candidate is { ByName: true } && Words(name.Name) > Words(candidate.Person.Name!))
            {
                // The same person named more fully.
                candidate.Person = candidate.Person with { Name = name.Name, NameEvidence = name.Evidence };
            }
        }
    }

    private static int Words(string name) => name.Count(c => c == ' ');

    private void Explain(List<ProspectCandidate> candidates, List<double> scores, int winner)
    {
        if (sides.Explanation is not { } explanation)
        {
            return;
        }

        var nobody = new Signs();
        nobody.Add(ProspectSigns.Nobody);
        explanation.Add(new ExplainedChoice(ProspectSigns.Choice,
            [.. candidates.Select(c => (c.Person.Name, c.Address?.ToString(), c.Signs))
                .Append((null, null, nobody))
                .Select((c, i) => new ExplainedCandidate(c.Item1, c.Item2, c.Item3, Choice.Probability(scores, i)))],
            winner));
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

    private Person Complete(ProspectCandidate best, List<ProspectCandidate> candidates, IReadOnlyList<Stretch> texts,
        List<NameMention> names)
    {
        var person = best.Person;
        if (AssistantOf(best, names) is { } master)
        {
            return master with { House = person.Address?.Domain };
        }

        // The mailbox is a clinic's or a nickname's: the person is whom the text introduces by name.
        if (person.Name is null && Strongest(candidates.Where(c => c.ByName && !c.Mentions.Exists(m =>
            IsOfDomain(m, person) || (m.Where.Kind == StretchKind.Signature && !IsNearTop(m))))) is { } named)
        {
            person = person with { Name = named.Person.Name, NameEvidence = named.Person.NameEvidence, Confidence = 0.8 };
        }

        if (person.Address is null && person.Name is not null)
        {
            person = AddressedFor(person, texts);
        }

        return FullerIdeographic(Fuller(person, names), names);
    }

    private static ProspectCandidate? Strongest(IEnumerable<ProspectCandidate> candidates) =>
        candidates.Where(c => c.Signs.Score > ProspectSigns.Nobody.Weight).MaxBy(c => c.Signs.Score);

    private bool IsIntroducer(Correspondent person) =>
        introduction.Introducer is { } i
        && ((person.Address is not null && person.Address.Equals(i.Address))
        || (person.Address is null && NameMatch.Between(person.Name ?? "", i.Name ?? "") >= 1));

    private bool IsKnownOther(string name) =>
        passages.SelectMany(p => p.Recipients.Append(p.Author)).OfType<Correspondent>()
            .Any(c => (sides.IsOurs(c) || sides.HouseOf(c) == introduction.House) && c.Name is { } known
                && NameMatch.Between(PersonName.Clean(known) ?? known, name) >= (sides.IsOurs(c) ? 0.5 : 1)) ||
        sides.Names.IsRep(name) > 0
        || (introduction.Introducer?.Name is { } introducer && NameMatch.Between(introducer, name) >= Whole(name))
        || introduction.Theirs.Any(p => p.Author?.Name is { } author
        && NameMatch.Between(PersonName.Clean(author) ?? author, name) >= Whole(name))
        || (introduction.Partner?.Contacts.Any(c => NameMatch.Between(c.Name, name) >= 1) ?? false)
        || NameMatch.Words(TextFold.Fold(name)).Contains(TextFold.Fold(sides.Directory.Us.Name));

    // "ノラ様" alone on the first line of a letter that went to our people only is one of them, however they are spelt.
    private bool GreetsOurs(NameMention name)
    {
        if (!TextFold.IsIdeographic(name.Name[0]) || name.Where.Kind != StretchKind.Body)
        {
            return false;
        }

        var text = name.Where.Tokens;
        var start = text.Tokens[name.First].Start;
        var end = text.Tokens[name.Last].End;
        if (name.Place is { } place)
        {
            (start, end) = (place.Start, place.Start + place.Length);
        }

        var before = name.Where.Text.AsSpan(text.LineStart(start), start - text.LineStart(start));
        var behind = name.Where.Text.AsSpan(end, text.LineEnd(start) - end).Trim();
        behind = behind[(IdeographicWords.Beginning(behind, IdeographicWords.Titles)?.Length ?? 0)..];
        var form = IdeographicWords.Beginning(behind, IdeographicWords.Addresses);
        behind = behind[(form?.Length ?? 0)..];
        return start < 24 && form is not null && (before.Length == 0 || char.IsWhiteSpace(before[^1]))
            && (behind.Length == 0 || behind[0] is ',' or '，' or '、' or '：' or ':')
            && name.Where.Passage.Recipients.Any() && name.Where.Passage.Recipients.All(r =>
                sides.IsOurs(r) || sides.HouseOf(r) == introduction.House);
    }

    private static bool IsDeparted(ProspectCandidate candidate, List<string[]> departed) =>
        DepartedPeople.Has(departed, candidate.Person.Name)
        || (candidate.Person.Name is null && candidate.Address is { } address && departed.Exists(d =>
            NameMatch.WithLocalPart(string.Join(' ', d), address.LocalPart) >= 1.5));

    // "白石さん" is 白石 真理子 who wrote: in these scripts people go by the family name.
    private static double Whole(string name) => TextFold.IsIdeographic(name[0]) && name.Length > 1 ? 0.5 : 1;
}
