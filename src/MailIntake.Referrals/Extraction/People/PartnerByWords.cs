using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Finds the partner where only our own people write: a rep types what a partner said. A listed contact or
/// company is named in the text; else a person who brought it is named with their firm or address.</summary>
internal sealed class PartnerByWords(Sides sides, IReadOnlyList<Passage> passages)
{
    private static readonly HashSet<string> Brought = new(StringComparer.Ordinal)
    {
        "from", "by", "via", "through", "per", "thanks", "von", "durch", "uber", "de", "par", "por", "da", "di", "van",
        "door", "od", "av", "fra",
    };

    public Introduction Decide()
    {
        var introduction = new Introduction
        {
            Ours = [.. passages.Where(p => p.Author is null || sides.IsOurs(p.Author))],
            Prospects = [.. passages.Where(p => p.Author is { } a && !sides.IsOurs(a))],
        };
        if (Listed() is { } listed)
        {
            var address = listed.Contact is { } contact
                && Mail.Mime.EmailAddress.TryParse(contact.Email, out var parsed) ? parsed : null;
            var evidence = listed.Evidence with { How = FoundHow.Directory };
            return introduction with
            {
                Partner = listed.Partner,
                PartnerEvidence = evidence,
                House = "partner " + listed.Partner.Company,
                Introducer = listed.Contact is null ? null : new Person
                {
                    Name = listed.Contact.Name,
                    NameEvidence = evidence,
                    Address = address,
                    AddressEvidence = evidence,
                    Reason = "our person names them as the one who brought it",
                    Confidence = 0.85,
                },
            };
        }

        return Unlisted() is { } person
            ? introduction with
            {
                Introducer = person,
                House = person.Address is { } a ? sides.HouseOf(a)
            : "name " + TextFold.Letters(person.Name)
            }
            : introduction;
    }

    /// <summary>A listed partner's person who writes from an address the directory does not know: their name is a
    /// listed
    /// contact's, their signature names the listed company, or the mail came to the partner's own track
    /// alias.</summary>
    public Introduction Resolve(Introduction introduction)
    {
        var introducer = introduction.Introducer;
        if (introducer?.Name is { } name && introducer.BusinessDomain is null && sides.ContactByName(name) is { } known
            && introducer.NameEvidence is { } seen)
        {
            return introduction with
            {
                Partner = known.Partner,
                PartnerEvidence = seen with { How = FoundHow.Directory }
            };
        }

        foreach (var signature in introduction.Theirs.SelectMany(p => p.Signatures))
        {
            if (CompanyIn(signature) is { } company)
            {
                return introduction with
                {
                    Partner = company.Partner,
                    PartnerEvidence = company.Evidence with { How = FoundHow.Directory }
                };
            }
        }

        foreach (var person in passages.SelectMany(p => p.Recipients).Where(sides.IsTrack))
        {
            var local = person.Address!.LocalPart;
            var plus = local.IndexOf('+', StringComparison.Ordinal);
            if (plus > 0 && sides.Directory.FindPartnerByAlias(local[(plus + 1)..]) is { } partner)
            {
                return introduction with
                {
                    Partner = partner,
                    PartnerEvidence = new Evidence(person.Written, person.Where, FoundHow.Directory)
                };
            }
        }

        return introduction;
    }

    /// <summary>The listed partner (and contact) that our people's own words name.</summary>
    public (Partner Partner, Contact? Contact, Evidence Evidence)? Listed()
    {
        var texts = Texts().ToList();
        foreach (var text in texts)
        {
            foreach (var token in text.Tokens.Tokens)
            {
                foreach (var ((partner, contact), _, _) in sides.Names.ContactsNamed(token.Folded))
                {
                    if (NameMatch.Words(TextFold.Fold(contact.Name)) is { Count: > 1 } words && words[0] == token.Folded
                        && Phrase(text, words) is { } at)
                    {
                        return (partner, contact, at);
                    }
                }
            }
        }

        foreach (var text in texts)
        {
            if (CompanyIn(text) is { } company)
            {
                return (company.Partner, FirstNameIn(texts, company.Partner), company.Evidence);
            }
        }

        return null;
    }

    // A listed company's name: the one with most of its words there; one word only where it is long, no word of trade,
    // and only theirs.
    private (Partner Partner, Evidence Evidence)? CompanyIn(Stretch text)
    {
        (Partner Partner, Evidence Evidence)? best = null;
        var most = 0;
        foreach (var token in text.Tokens.Tokens)
        {
            if (!sides.Names.Companies.TryGetValue(token.Folded.EndsWith("'s", StringComparison.Ordinal)
                ? token.Folded[..^2] : token.Folded, out var companies))
            {
                continue;
            }

            foreach (var (partner, words) in companies)
            {
                var least = words[0].Length >= 4 && !Lexicon.IsCompanyWord(words[0]) && companies.Count == 1 ? 1 : 2;
                for (var count = words.Length; count >= Math.Max(least, most + 1); count--)
                {
                    if (Phrase(text, words[..count]) is { } found)
                    {
                        best = (partner, found);
                        most = count;
                        break;
                    }
                }
            }
        }

        return best;
    }

    private static Contact? FirstNameIn(List<Stretch> texts, Partner partner) =>
        partner.Contacts.FirstOrDefault(c =>
            texts.Any(t => Phrase(t, NameMatch.Words(TextFold.Fold(c.Name)).Take(1).ToList()) is not null));

    private static Evidence? Phrase(Stretch stretch, IReadOnlyList<string> words)
    {
        var tokens = stretch.Tokens.Tokens;
        for (var i = 0; i < tokens.Length && words.Count > 0; i++)
        {
            if (!Same(tokens[i], words[0]) || !stretch.Tokens.IsCapitalised(i))
            {
                continue;
            }

            int at = i, word = 1;
            for (var next = i + 1; word < words.Count && next < tokens.Length && next <= at + 3; next++)
            {
                if (Same(tokens[next], words[word]))
                {
                    at = next;
                    word++;
                }
                else if (tokens[next].IsWordOrNumber && !Lexicon.Particles.Contains(tokens[next].Folded))
                {
                    break;
                }
            }

            if (word == words.Count)
            {
                return stretch.EvidenceOfTokens(i, at);
            }
        }

        return null;
    }

    private static bool Same(Token token, string word) =>
        token.Folded == word
            || (token.Folded.Length == word.Length + 2 && token.Folded.StartsWith(word, StringComparison.Ordinal)
            && token.Folded.EndsWith("'s", StringComparison.Ordinal));

    // "15:50 call from Jane R. (Globex Advisory, jane@...)"
    private Person? Unlisted()
    {
        foreach (var text in Texts())
        {
            var names = NameScanner.Find(text);
            foreach (var name in names)
            {
                var before = name.First - 1;
                if (before >= 0 && Brought.Contains(text.Tokens.Tokens[before].Folded)
                    && sides.RepByName(name.Name) is null)
                {
                    var mention = AddressScanner.Find(text).FirstOrDefault(a =>
                        NameMatch.WithLocalPart(name.Name, a.Address.LocalPart) >= 1.5);
                    return new Person
                    {
                        Name = name.Name,
                        NameEvidence = name.Evidence,
                        Address = mention.Address,
                        AddressEvidence = mention.Address is null ? null : mention.Evidence,
                        Reason = "our person says it came from them",
                        Confidence = 0.75,
                    };
                }
            }
        }

        return null;
    }

    private IEnumerable<Stretch> Texts() =>
        passages.Where(p => p.Author is null
            || sides.IsOurs(p.Author)).SelectMany(p => p.Stretches).Where(s =>
            s.Kind is StretchKind.Body or StretchKind.Subject);
}
