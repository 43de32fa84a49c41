using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>The names of a directory, folded into words once, so that a mail is compared with the few that share a word
/// with it and not with thousands.</summary>
internal sealed class DirectoryNames
{
    private readonly Dictionary<string, List<(Partner Partner, Contact Contact)>> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Rep>> _reps = new(StringComparer.Ordinal);

    public DirectoryNames(PartnerDirectory directory)
    {
        foreach (var rep in directory.Us.Reps)
        {
            Add(_reps, rep.Name, rep);
        }

        Reps = [.. directory.Us.Reps.Select(r => new NamedRep(r, NameMatch.Words(TextFold.Fold(r.Name))))];

        var contacts = new List<NamedContact>();
        foreach (var partner in directory.Partners)
        {
            foreach (var contact in partner.Contacts)
            {
                contacts.Add(new NamedContact(partner, contact, NameMatch.Words(TextFold.Fold(contact.Name))));
                Add(_contacts, contact.Name, (partner, contact));
            }
        }

        Contacts = contacts;
        Companies = CompaniesOf(directory);
    }

    /// <summary>All reps, in the directory's order.</summary>
    public IReadOnlyList<NamedRep> Reps { get; }

    /// <summary>All contacts, in the directory's order.</summary>
    public IReadOnlyList<NamedContact> Contacts { get; }

    /// <summary>All partner companies, in the directory's order.</summary>
    public IReadOnlyList<NamedCompany> Companies { get; }

    /// <summary>The reps that share a word with the name.</summary>
    public IEnumerable<Rep> RepsLike(string name) => Like(_reps, name);

    /// <summary>The contacts that share a word with the name.</summary>
    public IEnumerable<(Partner Partner, Contact Contact)> ContactsLike(string name) => Like(_contacts, name);

    private static List<NamedCompany> CompaniesOf(PartnerDirectory directory)
    {
        var folded = directory.Partners.Select(p => TextFold.Fold(p.Company)).ToList();
        var sharing = new Dictionary<string, int>(StringComparer.Ordinal);
        var named = new List<NamedCompany>(folded.Count);
        for (var i = 0; i < folded.Count; i++)
        {
            var words = NameMatch.Words(folded[i]).Where(w => char.IsLetterOrDigit(w[0])).ToList();
            if (words.Count > 0 && !sharing.TryGetValue(words[0], out _))
            {
                sharing[words[0]] = folded.Count(f => f.StartsWith(words[0], StringComparison.Ordinal));
            }

            var distinct = words.Count > 0 && words[0].Length >= 4 && !Lexicon.IsCompanyWord(words[0]) && sharing[words[0]] == 1;
            named.Add(new NamedCompany(directory.Partners[i], words, distinct));
        }

        return named;
    }

    private static void Add<T>(Dictionary<string, List<T>> index, string name, T entry)
    {
        foreach (var key in Keys(name))
        {
            if (!index.TryGetValue(key, out var entries))
            {
                index[key] = entries = [];
            }

            entries.Add(entry);
        }
    }

    private static IEnumerable<T> Like<T>(Dictionary<string, List<T>> index, string name) =>
        Keys(name).SelectMany(k => index.GetValueOrDefault(k) ?? []).Distinct();

    /// <summary>The words of a name; of an ideographic one its first sign, as family and given name are not parted.</summary>
    private static IEnumerable<string> Keys(string name) =>
        name.Length > 0 && TextFold.IsIdeographic(name[0])
            ? [name[..1]]
            : NameMatch.Words(TextFold.Fold(name)).Distinct();
}

/// <summary>A rep with the words of their name.</summary>
internal sealed record NamedRep(Rep Rep, IReadOnlyList<string> Words);

/// <summary>A listed contact with the words of their name.</summary>
internal sealed record NamedContact(Partner Partner, Contact Contact, IReadOnlyList<string> Words);

/// <summary>A listed company with the words of its name.</summary>
/// <param name="Distinct">The first word alone names it.</param>
internal sealed record NamedCompany(Partner Partner, IReadOnlyList<string> Words, bool Distinct);
