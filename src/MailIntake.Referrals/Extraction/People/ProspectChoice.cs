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
internal sealed partial class ProspectChoice(Sides sides, Introduction introduction, IReadOnlyList<Passage> passages)
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
        var departed = DepartedPeople.Find(texts);
        var names = texts.SelectMany(NameScanner.Find)
            .Where(n => !IsKnownOther(n.Name) && !GreetsOurs(n) && !DepartedPeople.Has(departed, n.Name)).Take(MostNames).ToList();
        if (typed is not null)
        {
            return FromTyped(typed, texts, names);
        }

        var candidates = Candidates(texts);
        foreach (var candidate in candidates)
        {
            Weigh(candidate, candidates, names, texts);
        }

        // Who has left is not introduced, but still tells the company's domain.
        var left = candidates.FirstOrDefault(c => IsDeparted(c, departed));
        var best = candidates.Where(c => left is null || !IsDeparted(c, departed)).OrderByDescending(c => c.Score)
            .FirstOrDefault();
        if (best is null)
        {
            return new ProspectByName(sides, introduction).Decide(texts, names) is { } named
                ? named with { House = named.House ?? left?.Address?.Domain } : null;
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

        return FullerIdeographic(Fuller(person, names), names);
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

    private static bool IsDeparted(Candidate candidate, List<string[]> departed) =>
        DepartedPeople.Has(departed, candidate.Person.Name)
        || (candidate.Person.Name is null && candidate.Address is { } address && departed.Exists(d =>
            NameMatch.WithLocalPart(string.Join(' ', d), address.LocalPart) >= 1.5));

    // "白石さん" is 白石 真理子 who wrote: in these scripts people go by the family name.
    private static double Whole(string name) => TextFold.IsIdeographic(name[0]) && name.Length > 1 ? 0.5 : 1;
}
