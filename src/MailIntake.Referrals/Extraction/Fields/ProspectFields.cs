using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The prospect's fields and those of the deal, from the texts that are about them.</summary>
internal sealed class ProspectFields(Sides sides, Introduction introduction, Exclusions exclusions)
{
    public List<MimeWarning> Warnings { get; } = [];

    public Draft AddTo(Draft draft, Person? person, IReadOnlyList<Stretch> texts, TypedValues typed)
    {
        draft = AddPerson(draft, person, texts, typed);
        draft = AddDeal(draft, texts, typed);
        return draft;
    }

    private bool IsOwn(Stretch text) => introduction.IsProspects(text);

    private Draft AddPerson(Draft draft, Person? person, IReadOnlyList<Stretch> texts, TypedValues typed)
    {
        if (person?.Name is { } name && person.NameEvidence is { } nameEvidence)
        {
            draft = Add(draft, FieldName.ProspectContactName, new FieldValue(name, Confidence(person), nameEvidence));
        }

        if (person?.Address is { } address && person.AddressEvidence is { } addressEvidence)
        {
            draft = Add(draft, FieldName.ProspectContactEmail,
                new FieldValue(address.ToString(), Confidence(person), addressEvidence));
        }

        var company = typed.Company ?? Company(person ?? new Person(), texts);
        draft = Add(draft, FieldName.ProspectCompany, company);
        if (person is null)
        {
            var unnamed =
                PhoneFinder.Find([.. texts.Where(t => t.Kind == StretchKind.Body)], new Person(), IsOwn,
                sides)?.Give(0.7);
            return Add(draft, FieldName.ProspectContactPhone, typed.Phone ?? unnamed);
        }

        var title = typed.Title ?? TitleFinder.Find(texts, person, company?.Value, IsOwn)?.Give(0.85);
        var phone = typed.Phone ?? PhoneFinder.Find(texts, person, IsOwn, sides, company?.Value)?.Give(0.88);
        return Add(Add(draft, FieldName.ProspectContactTitle, title), FieldName.ProspectContactPhone, phone);
    }

    private FieldValue? Company(Person person, IReadOnlyList<Stretch> texts)
    {
        // Our own signatures and those of the partner name their companies only.
        var usable = texts.Where(t => t.Kind != StretchKind.Signature || IsOwn(t)
            || person.BusinessDomain is not null).ToList();
        return new CompanyFinder(CompanySigns.OfProspect, exclusions, introduction) { Explanation = sides.Explanation }
            .Find(usable, person, IsOwn)?.Give();
    }

    private Draft AddDeal(Draft draft, IReadOnlyList<Stretch> texts, TypedValues typed)
    {
        draft = Add(draft, FieldName.ProductInterest, typed.Product(sides.Directory)
            ?? ProductFinder.Find(texts, sides.Directory) switch
            {
                { Score: >= 2 } product => product.Give(0.9),
                { } need => need.Give(need.Score >= 1.5 ? 0.7 : 0.55),
                _ => null,
            });
        var (value, currency, warning) = DealValueFinder.Find(typed.ValueText is { } only ? [only]
            : texts, typed.ValueText is not null);
        if (warning is not null)
        {
            Warnings.Add(warning);
        }

        draft = Add(Add(draft, FieldName.DealValue, value), FieldName.DealCurrency, currency);
        draft = Add(draft, FieldName.Timeline, typed.Timeline ?? TimelineFinder.Find(texts) switch
        {
            { } time => time.Give(time.Score >= 2 ? 0.8 : 0.65),
            _ => null,
        });
        return Add(draft, FieldName.ConsentToContact, MotionAndCredit.Consent(texts));
    }

    private static double Confidence(Person person) =>
        Math.Round(Math.Min(person.Confidence, person.Probability), 2);

    private static Draft Add(Draft draft, FieldName field, FieldValue? value) =>
        value is null ? draft : draft.With(field, value);
}
