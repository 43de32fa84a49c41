using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>The names of a directory, by their words, so that a text is asked once and not once for every person.</summary>
internal sealed class DirectoryNames
{
    private readonly Dictionary<string, List<Rep>> _reps = new(StringComparer.Ordinal);
    private readonly Dictionary<string,
        List<(Partner Partner, Contact Contact)>> _contacts = new(StringComparer.Ordinal);

    public DirectoryNames(PartnerDirectory directory)
    {
        foreach (var rep in directory.Us.Reps)
        {
            foreach (var word in Keys(rep.Name))
            {
                Add(_reps, word, rep);
            }
        }

        foreach (var partner in directory.Partners)
        {
            foreach (var contact in partner.Contacts)
            {
                foreach (var word in Keys(contact.Name))
                {
                    Add(_contacts, word, (partner, contact));
                }
            }

            var words = NameMatch.Words(TextFold.Fold(partner.Company)).Where(w =>
                char.IsLetterOrDigit(w[0])).ToArray();
            if (words.Length > 0)
            {
                Add(Companies, words[0], (partner, words));
            }
        }
    }

    /// <summary>Partners by the first word of their company, with all its words.</summary>
    public Dictionary<string, List<(Partner Partner, string[] Words)>> Companies { get; } = new(StringComparer.Ordinal);

    /// <summary>Our people who have that word in their name.</summary>
    public IReadOnlyList<Rep> RepsNamed(string foldedWord) => _reps.TryGetValue(foldedWord, out var reps) ? reps : [];

    public IReadOnlyList<(Partner Partner, Contact Contact)> ContactsNamed(string foldedWord) =>
        _contacts.TryGetValue(foldedWord, out var contacts) ? contacts : [];

    /// <summary>The best match among our people: 1 for the whole name, 0.5 for a part, 0 for nobody.</summary>
    public double IsRep(string name)
    {
        var best = 0.0;
        foreach (var word in Keys(name))
        {
            foreach (var rep in RepsNamed(word))
            {
                best = Math.Max(best, NameMatch.Between(rep.Name, name));
            }
        }

        return best;
    }

    public Rep? Rep(string name) =>
        Keys(name).SelectMany(RepsNamed).FirstOrDefault(r => NameMatch.Between(r.Name, name) >= 1);

    public (Partner Partner, Contact Contact)? Contact(string name)
    {
        foreach (var (partner, contact) in Keys(name).SelectMany(ContactsNamed))
        {
            if (NameMatch.Between(contact.Name, name) >= 1)
            {
                return (partner, contact);
            }
        }

        return null;
    }

    // Ideographic names are known by their first letter: the family name may stand alone or with the given name.
    private static IEnumerable<string> Keys(string name) =>
        name.Length > 0
            && TextFold.IsIdeographic(name[0]) ? [name[..1]] : NameMatch.Words(TextFold.Fold(name)).Distinct();

    private static void Add<T>(Dictionary<string, List<T>> index, string word, T entry)
    {
        if (!index.TryGetValue(word, out var list))
        {
            index[word] = list = [];
        }

        list.Add(entry);
    }
}
