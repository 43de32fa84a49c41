using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

// The chosen person's missing half: the name that goes with an address, or the address that goes with a name.
internal sealed partial class ProspectChoice
{
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

    // "Assistant to Mr Y, CFO": the one introduced is Y, whose address the mail does not give.
    private static Person? AssistantOf(ProspectCandidate best, List<NameMention> names)
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

    // "Studienkollege Otto Kern": capitalised nouns before the name fall away where the address does not need
    // them.
    private static string Shortest(NameMention name, string local)
    {
        var words = name.Name.Split(' ');
        var whole = NameMatch.WithLocalPart(name.Name, local);
        var spelt = TextFold.Letters(local).Contains(TextFold.Letters(words[0]), StringComparison.Ordinal);
        for (var first = words.Length - 2; first > 0 && !spelt && whole >= 2 && !name.HasHonorific
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

    // "Jane" in the text and jane.roe@: the address spells the rest.
    private static Person NamedByLocalPart(Person person, IReadOnlyList<Stretch> texts)
    {
        var parts = person.Address!.LocalPart.Split(['.', '_'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || Lexicon.RoleOf(person.Address.LocalPart) is not null
            || parts.Any(p => p.Any(char.IsDigit)))
        {
            return person;
        }

        if (parts.Length == 1 && person.BusinessDomain is null && RunTogether(person, parts[0], texts) is { } whole)
        {
            return whole;
        }

        if (parts.Length == 2 && InSmallLetters(person, parts, texts) is { } small)
        {
            return small;
        }

        foreach (var text in texts.Where(t => t.Kind != StretchKind.SmallPrint))
        {
            for (var i = 0; i < text.Tokens.Tokens.Length; i++)
            {
                if (text.Tokens.Tokens[i].Length >= 3 && text.Tokens.IsCapitalised(i)
                    && !NameScanner.IsShouted(text, i) && !Lexicon.IsCompanyWord(text.Tokens.Tokens[i].Folded)
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

    // "Hugo ... Bosveld & Dochter" and hugobosveld@: two words of the text, written together, are the mailbox.
    private static Person? RunTogether(Person person, string local, IReadOnlyList<Stretch> texts)
    {
        var letters = TextFold.Letters(local);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts.Where(t => t.Kind is StretchKind.Body or StretchKind.Subject))
        {
            for (var i = 0; i < text.Tokens.Tokens.Length; i++)
            {
                var word = text.Tokens.Tokens[i];
                if (word.Length is >= 3 and <= 20 && text.Tokens.IsCapitalised(i)
                    && letters.Contains(TextFold.Letters(word.Folded), StringComparison.Ordinal))
                {
                    words.TryAdd(TextFold.Letters(word.Folded), text.Tokens.Word(i).ToString());
                }
            }
        }

        foreach (var (first, written) in words)
        {
            if (letters.StartsWith(first, StringComparison.Ordinal)
                && words.TryGetValue(letters[first.Length..], out var last))
            {
                return person with
                {
                    Name = $"{written} {last}",
                    NameEvidence = person.AddressEvidence,
                    Confidence = 0.8
                };
            }
        }

        return null;
    }

    // "nguyen thi lan ... lan.nguyen@": typed without capitals, both words of the address stand side by side.
    private static Person? InSmallLetters(Person person, string[] parts, IReadOnlyList<Stretch> texts)
    {
        string one = TextFold.Fold(parts[0]), two = TextFold.Fold(parts[1]);
        foreach (var text in texts.Where(t => t.Kind == StretchKind.Body))
        {
            var tokens = text.Tokens.Tokens;
            for (var i = 0; i < tokens.Length; i++)
            {
                if (tokens[i].Length < 2 || (tokens[i].Folded != one && tokens[i].Folded != two))
                {
                    continue;
                }

                var other = tokens[i].Folded == one ? two : one;
                for (var j = i + 1; j < tokens.Length && j <= i + 3 && tokens[j].Kind == TokenKind.Word; j++)
                {
                    if (tokens[j].Folded == other)
                    {
                        var name = string.Join(' ', Enumerable.Range(i, j - i + 1).Select(k =>
                            char.ToUpperInvariant(text.Text[tokens[k].Start]) + text.Text[(tokens[k].Start
                                + 1)..tokens[k].End]));
                        return person with
                        {
                            Name = name,
                            NameEvidence = text.EvidenceOfTokens(i, j),
                            Confidence = 0.8
                        };
                    }
                }
            }
        }

        return null;
    }

    // "Frau Dr. Petersen" here and "Heike Petersen" there: the whole name.
    private static Person Fuller(Person person, List<NameMention> names)
    {
        if (person.Name is not { Length: > 1 } name || TextFold.IsIdeographic(name[0])
            || name.Contains(' ', StringComparison.Ordinal))
        {
            return person;
        }

        var word = TextFold.Fold(name);
        var fuller = names.FirstOrDefault(n => n.WordCount is 2 or 3
            && NameMatch.Words(TextFold.Fold(n.Name)) is var words && (words[0] == word || words[^1] == word));
        return fuller.Name is null ? person
            : person with { Name = fuller.Name, NameEvidence = fuller.Evidence };
    }

    // "曾院長" in the header and "曾俊傑院長" in the text: the family name with its given name.
    private static Person FullerIdeographic(Person person, List<NameMention> names)
    {
        if (person.Name is not { Length: > 0 and <= 3 } name || !TextFold.IsIdeographic(name[0]))
        {
            return person;
        }

        var fuller = names.FirstOrDefault(n => n.Name.Length > name.Length && n.Name.Length <= name.Length + 3
            && n.Name.StartsWith(name, StringComparison.Ordinal)
            && (name.Length == 1 || n.Name[name.Length] is ' ' or '\u3000'));
        return fuller.Name is null ? person
            : person with { Name = fuller.Name, NameEvidence = fuller.Evidence };
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
}
