using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>The names of a directory, by their words, so that a text is asked once and not once for every person.</summary>
internal sealed class DirectoryNames
{
    private readonly Dictionary<string, List<Named<Rep>>> _reps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Named<(Partner, Contact)>>> _contacts = new(StringComparer.Ordinal);

    public DirectoryNames(PartnerDirectory directory)
    {
        foreach (var rep in directory.Us.Reps)
        {
            Add(_reps, rep.Name, rep);
        }

        foreach (var partner in directory.Partners)
        {
            foreach (var contact in partner.Contacts)
            {
                Add(_contacts, contact.Name, (partner, contact));
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

    /// <summary>Our people who have that word in their name, with all its words.</summary>
    public IReadOnlyList<Named<Rep>> RepsNamed(string foldedWord) =>
        _reps.TryGetValue(foldedWord, out var reps) ? reps : [];

    public IReadOnlyList<Named<(Partner Partner, Contact Contact)>> ContactsNamed(string foldedWord) =>
        _contacts.TryGetValue(foldedWord, out var contacts) ? contacts : [];

    /// <summary>The best match among our people: 1 for the whole name, 0.5 for a part, 0 for nobody.</summary>
    public double IsRep(string name)
    {
        var best = 0.0;
        var words = NameMatch.Words(TextFold.Fold(name));
        foreach (var word in Keys(name, words))
        {
            foreach (var rep in RepsNamed(word))
            {
                best = Math.Max(best, rep.Match(name, words));
            }
        }

        return best;
    }

    public Rep? Rep(string name) => Find(_reps, name);

    public (Partner Partner, Contact Contact)? Contact(string name) =>
        Find(_contacts, name) is { Item1: not null } found ? found : null;

    private static T? Find<T>(Dictionary<string, List<Named<T>>> index, string name)
    {
        var words = NameMatch.Words(TextFold.Fold(name));
        foreach (var word in Keys(name, words))
        {
            foreach (var entry in index.GetValueOrDefault(word) ?? [])
            {
                if (entry.Match(name, words) >= 1)
                {
                    return entry.Entry;
                }
            }
        }

        return default;
    }

    // Ideographic names are known by their first letter: the family name may stand alone or with the given name.
    private static IEnumerable<string> Keys(string name, IReadOnlyList<string> words) =>
        name.Length > 0 && TextFold.IsIdeographic(name[0]) ? [name[..1]] : words.Distinct();

    private static void Add<T>(Dictionary<string, List<Named<T>>> index, string name, T entry)
    {
        var words = NameMatch.Words(TextFold.Fold(name));
        foreach (var word in Keys(name, words))
        {
            Add(index, word, new Named<T>(entry, name, words));
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> index, string word, T entry)
    {
        if (!index.TryGetValue(word, out var list))
        {
            index[word] = list = [];
        }

        list.Add(entry);
    }
}

/// <summary>An entry of the directory with the words of its name, folded once.</summary>
internal sealed record Named<T>(T Entry, string Name, IReadOnlyList<string> Words)
{
    /// <summary>As <see cref="NameMatch.Between(string, string)"/>, of the name and its words.</summary>
    public double Match(string name, IReadOnlyList<string> words) =>
        Name.Length > 0 && TextFold.IsIdeographic(Name[0])
            ? NameMatch.Between(Name, name) : NameMatch.Between(Words, words);
}
