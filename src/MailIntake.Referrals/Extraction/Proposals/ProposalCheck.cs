using System.Globalization;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Extraction.Fields;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Proposals;

/// <summary>
/// What of a proposed value can be believed: each of its quotes stands word for word in what was shown, the value
/// stands in a quote, and the field's own rules hold. Addresses, numbers and amounts are read from the quoted words by
/// our own scanners; the proposer's spelling of them only says which is meant.
/// </summary>
internal sealed class ProposalCheck
{
    private const int MostQuotes = 5;
    private const int MostPlaces = 20;

    private readonly ShownMail _mail;
    private readonly PartnerDirectory _directory;
    private readonly QuotedWords _words;
    private readonly Sides _sides;
    private readonly Introduction _introduction;
    private readonly Exclusions _exclusions;

    public ProposalCheck(ShownMail mail, PartnerDirectory directory)
    {
        _mail = mail;
        _directory = directory;
        _words = new QuotedWords(mail);
        _sides = new Sides(directory);
        _introduction = new IntroducerChoice(_sides, mail.Passages).Decide();
        _exclusions = new Exclusions(directory, _introduction);
    }

    /// <summary>The fields that a proposal proves, with the confidence of a value that only a model saw.</summary>
    public Draft Check(ProposedProspect proposed, List<string> dropped)
    {
        var draft = Draft.Empty;
        foreach (var field in ProposedProspect.Open)
        {
            if (!proposed.Fields.TryGetValue(field, out var value))
            {
                continue;
            }

            if (Quotes(value) is not { } quotes)
            {
                dropped.Add($"{field.Key()}: a quote does not stand in the mail");
            }
            else
            {
                var more = field == FieldName.DealValue ? Amount(draft, value, quotes) : Add(draft, field, value, quotes);
                draft = more ?? draft;
                if (more is null)
                {
                    dropped.Add($"{field.Key()}: the quoted words do not prove the value");
                }
            }
        }

        return Supported(draft);
    }

    /// <summary>For each quote where it stands; null where one stands nowhere.</summary>
    private List<QuotePlace>? Quotes(ProposedValue value)
    {
        var places = new List<QuotePlace>();
        foreach (var quote in value.Quotes.Take(MostQuotes))
        {
            var found = _words.Find(quote).Take(MostPlaces).ToList();
            if (found.Count == 0 && !_mail.People.Any(p => QuotedWords.Stands(quote, p.Person.Written)))
            {
                return null;
            }

            places.AddRange(found);
        }

        return value.Quotes.Count is 0 or > MostQuotes ? null : places;
    }

    private Draft? Add(Draft draft, FieldName field, ProposedValue value, List<QuotePlace> quotes) =>
        (field switch
        {
            FieldName.ProspectContactEmail => Address(value, quotes),
            FieldName.ProspectContactPhone => Phone(value, quotes),
            FieldName.ProspectContactName => Name(value, quotes),
            FieldName.ProspectCompany => Company(value, quotes),
            FieldName.ProspectContactTitle => Words(value, quotes, 128, 0.65),
            FieldName.ProductInterest => Words(value, quotes, 200, 0.6),
            FieldName.Timeline => Words(value, quotes, 100, 0.6),
            _ => null,
        }) is { } found
            ? draft.With(field, found)
            : null;

    private FieldValue? Address(ProposedValue value, List<QuotePlace> quotes)
    {
        if (!EmailAddress.TryParse(value.Value.Trim(), out var address) || address.ToString().Length > 254
            || NoAnswer.IsMachine(address) || !IsOutsider(address))
        {
            return null;
        }

        foreach (var quote in quotes)
        {
            foreach (var mention in AddressScanner.Find(quote.Where))
            {
                if (mention.Address.Equals(address) && quote.Holds(mention.Start, mention.End))
                {
                    return new FieldValue(address.ToString(), 0.65, quote.Evidence);
                }
            }
        }

        return _mail.People.Select(p => p.Person).FirstOrDefault(p => address.Equals(p.Address)) is { } person
            ? new FieldValue(address.ToString(), 0.65, new Evidence(person.Written, person.Where, FoundHow.Model))
            : null;
    }

    private bool IsOutsider(EmailAddress address) =>
        !_directory.IsOurs(address) && _directory.FindPartner(address) is null
            && _sides.HouseOf(address) != _introduction.House;

    private static FieldValue? Phone(ProposedValue value, List<QuotePlace> quotes)
    {
        var digits = Digits(value.Value);
        foreach (var quote in quotes.Where(q => digits.Length > 0 && q.Where.Kind != StretchKind.Subject))
        {
            foreach (var mention in PhoneScanner.Find(quote.Where))
            {
                if (mention.Label is not ("fax" or "no") && mention.Value.Length <= 128
                    && quote.Holds(mention.Start, mention.Start + mention.Length) && Digits(mention.Value) == digits)
                {
                    return new FieldValue(mention.Value, 0.65, quote.Evidence);
                }
            }
        }

        return null;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private FieldValue? Name(ProposedValue value, List<QuotePlace> quotes)
    {
        var name = PersonName.Clean(value.Value);
        if (!PersonName.IsPerson(name) || name!.Length > 255 || _exclusions.Has(name) || IsOfDirectory(name))
        {
            return null;
        }

        var quote = quotes.Where(q => QuotedWords.Stands(value.Value, q.Evidence.Words)).Select(q => (QuotePlace?)q)
            .FirstOrDefault();
        var person = _mail.People.Select(p => p.Person).FirstOrDefault(p => p.Name is not null
            && QuotedWords.Stands(value.Value, p.Name) && (p.Address is not { } address || IsOutsider(address)));
        return (quote?.Evidence ?? (person is null ? null : new Evidence(person.Written, person.Where, FoundHow.Model))) is { } proof
            ? new FieldValue(name, 0.65, proof)
            : null;
    }

    private bool IsOfDirectory(string name) =>
        _directory.Names.Rep(name) is not null || _directory.Names.Contact(name) is not null;

    private FieldValue? Company(ProposedValue value, List<QuotePlace> quotes)
    {
        var company = CompanyValue.Of(value.Value);
        var letters = TextFold.Letters(company);
        var anybodys = MailDomain.IsFreeMail(letters) || MailDomain.IsFreeMail(letters + ".com");
        return company.Length is < 2 or > 255 || company.Contains('@', StringComparison.Ordinal) || anybodys
            || _exclusions.Has(company) || _directory.Partners.Any(p => TextFold.Letters(p.Company) == letters)
            || !company.Any(char.IsLetter)
            ? null
            : Words(value with { Value = company }, quotes, 255, 0.65);
    }

    /// <summary>Words as they stand.</summary>
    private static FieldValue? Words(ProposedValue value, List<QuotePlace> quotes, int longest, double confidence)
    {
        var written = value.Value.Trim();
        return written.Length < 2 || written.Length > longest || written.Contains('@', StringComparison.Ordinal)
            || !written.Any(char.IsLetterOrDigit) || written.Any(char.IsControl)
            ? null
            : quotes.Where(q => QuotedWords.Stands(written, q.Evidence.Words))
                .Select(q => new FieldValue(written, confidence, q.Evidence)).FirstOrDefault();
    }

    /// <summary>The one amount that the quoted words hold: the proposer's value is those words, or their number.</summary>
    private static Draft? Amount(Draft draft, ProposedValue value, List<QuotePlace> quotes)
    {
        foreach (var quote in quotes.Where(q => q.Where.Kind is StretchKind.Body or StretchKind.Subject))
        {
            var tokens = quote.Where.Tokens.Tokens;
            var amounts = MoneyScanner.Find(quote.Where)
                .Where(m => quote.Holds(tokens[m.First].Start, tokens[m.Last].End)).ToList();
            if (amounts is [{ High: null, Monthly: false, Amount: >= 100, Currency: { } currency } only]
                && IsMeant(only, value.Value, quote.Evidence.Words))
            {
                var amount = only.Amount.ToString("0.####", CultureInfo.InvariantCulture);
                return draft.With(FieldName.DealValue, new FieldValue(amount, 0.65, quote.Evidence))
                    .With(FieldName.DealCurrency, new FieldValue(currency, only.Sure ? 0.65 : 0.6, quote.Evidence));
            }
        }

        return null;
    }

    private static bool IsMeant(MoneyMention money, string value, string quote) =>
        decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number == money.Amount
            : value.Any(char.IsDigit) && QuotedWords.Stands(value, quote);

    /// <summary>Name, address and company that fit each other are likelier right.</summary>
    private static Draft Supported(Draft draft)
    {
        if (!EmailAddress.TryParse(draft.Text(FieldName.ProspectContactEmail), out var address))
        {
            return draft;
        }

        var label = TextFold.Letters(MailDomain.Label(address.Domain));
        if (draft[FieldName.ProspectCompany] is { } company && !MailDomain.IsFreeMail(address.Domain)
            && label.Length > 2 && TextFold.Letters(company.Value).Contains(label, StringComparison.Ordinal))
        {
            draft = draft.With(FieldName.ProspectCompany, company with { Confidence = 0.75 });
        }

        if (draft[FieldName.ProspectContactName] is { } name && NameMatch.WithLocalPart(name.Value, address.LocalPart) >= 2)
        {
            draft = draft.With(FieldName.ProspectContactName, name with { Confidence = 0.75 }).With(
                FieldName.ProspectContactEmail, draft[FieldName.ProspectContactEmail]! with { Confidence = 0.75 });
        }

        return draft;
    }
}
