using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Names that are never the prospect's company: ours, our products', the partner's, and people's.</summary>
internal sealed class Exclusions
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly List<string> _companies = [];
    private readonly List<Named<string>> _people = [];
    private readonly DirectoryNames _names;

    public Exclusions(PartnerDirectory directory, Introduction introduction)
    {
        AddCompany(directory.Us.Name);
        foreach (var domain in directory.Us.Domains)
        {
            AddCompany(MailDomain.Label(domain));
        }

        foreach (var product in directory.Us.Products)
        {
            AddCompany(product);
            foreach (var word in product.Split(' '))
            {
                _words.Add(TextFold.Letters(word));
            }
        }

        if (introduction.Partner is { } partner)
        {
            AddPartner(partner);
        }

        if (introduction.Introducer?.BusinessDomain is { } domain2)
        {
            AddCompany(MailDomain.Label(domain2));
        }

        _names = directory.Names;
        AddPeople(introduction.Theirs.Select(p => PersonName.Clean(p.Author?.Name)).OfType<string>());
        if (introduction.Introducer?.Name is { } name)
        {
            AddPeople([name]);
        }
    }

    public void AddPartnerCompany(string company) => AddCompany(company);

    /// <summary>The words are, or are the beginning of, a name of ours or the partner's, or of a person.</summary>
    public bool Has(string value)
    {
        var letters = TextFold.Letters(value);
        if (letters.Length < 2 || _words.Contains(letters))
        {
            return true;
        }

        if (_companies.Any(c => c == letters
            || (letters.Length >= 4 && c.StartsWith(letters, StringComparison.Ordinal))
            || (c.Length >= 5 && letters.StartsWith(c, StringComparison.Ordinal))))
        {
            return true;
        }

        var words = NameMatch.Words(TextFold.Fold(value));
        return (words.Count <= 3 && _names.IsRep(value) > 0)
            || _people.Exists(p => words.Count <= p.Words.Count && p.Match(value, words) > 0);
    }

    /// <summary>"星空パートナーズの野田です": what stands before の and the introducer's family name is their own company.</summary>
    public bool IsSpeaker(string text, int end)
    {
        var rest = text.AsSpan(Math.Min(end, text.Length));
        rest = rest.Length > 0 && rest[0] is 'の' or ' ' or '　' ? rest[1..] : rest;
        var onNextLine = rest.Length > 0 && rest[0] == '\n' ? rest[1..Math.Min(rest.Length, 24)] : default;
        foreach (var person in _people)
        {
            // A signature's company line with the writer's name below.
            if (onNextLine.Length > 0 && person.Name.Length > 2 && TextFold.IsIdeographic(person.Name[0])
                && onNextLine.Contains(person.Name, StringComparison.Ordinal))
            {
                return true;
            }

            var family = person.Name.Split(' ', '　')[0];
            if (family.Length > 0 && TextFold.IsIdeographic(family[0])
                && rest.StartsWith(family.Length > 2
                && !person.Name.Contains(' ', StringComparison.Ordinal) ? family[..2] : family, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A single word of our own name or products.</summary>
    public bool HasWord(string folded) => _words.Contains(folded) || _companies.Contains(folded);

    private void AddPeople(IEnumerable<string> names) =>
        _people.AddRange(names.Select(n => new Named<string>(n, n, NameMatch.Words(TextFold.Fold(n)))));

    private void AddPartner(Partner partner)
    {
        AddCompany(partner.Company);
        foreach (var domain in partner.Domains)
        {
            AddCompany(MailDomain.Label(domain));
        }

        AddPeople(partner.Contacts.Select(c => c.Name));
    }

    private void AddCompany(string name)
    {
        var letters = TextFold.Letters(name);
        if (letters.Length > 1)
        {
            _companies.Add(letters);
        }
    }
}
