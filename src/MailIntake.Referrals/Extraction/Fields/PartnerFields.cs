using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The partner's company and person: in the directory's spelling where it knows them, else as the mail writes
/// them.</summary>
internal static class PartnerFields
{
    public static Draft AddTo(Draft draft, Introduction introduction, IReadOnlyList<Passage> passages, Sides sides,
        IReadOnlyList<(Draft Draft, Person? Person)> prospects)
    {
        var introducer = introduction.Introducer;
        if (introduction.Partner is { } partner)
        {
            var evidence = introduction.PartnerEvidence ?? introducer?.AddressEvidence ?? introducer?.NameEvidence;
            if (evidence is not null)
            {
                draft = draft.With(FieldName.PartnerCompany,
                    new FieldValue(partner.Company, 0.97, evidence with { How = FoundHow.Directory }));
            }
        }
        else if (introducer is not null && Unlisted(introduction, passages, sides, prospects) is { } company)
        {
            draft = draft.With(FieldName.PartnerCompany, company);
        }

        if (introducer is null)
        {
            return draft;
        }

        var contact = introducer.Address is { } listed ? sides.Directory.FindContact(listed) : null;
        var name = contact is not null
            && PersonName.IsPerson(contact.Name) ? contact.Name : introducer.Name ?? SignedName(introduction);
        var nameEvidence = contact is not null ? introducer.AddressEvidence! with { How = FoundHow.Directory }
            : introducer.NameEvidence;
        if (name is not null && nameEvidence is not null)
        {
            draft = draft.With(FieldName.PartnerContactName, new FieldValue(name, introducer.Confidence, nameEvidence));
        }

        return introducer.Address is { } address && introducer.AddressEvidence is { } where
            ? draft.With(FieldName.PartnerContactEmail,
            new FieldValue(address.ToString(), introducer.Confidence, where))
            : draft;
    }

    // A firm's account wrote, a person signed.
    private static string? SignedName(Introduction introduction) =>
        introduction.Theirs.OrderByDescending(p => p.Age).SelectMany(p => p.Signatures).SelectMany(NameScanner.Find)
            .Where(n => n.WordCount > 1).Select(n => n.Name).FirstOrDefault();

    private static FieldValue? Unlisted(Introduction introduction, IReadOnlyList<Passage> passages, Sides sides,
        IReadOnlyList<(Draft Draft, Person? Person)> prospects)
    {
        foreach (var keyed in introduction.All.SelectMany(p => p.Bodies).SelectMany(KeyedLines.Find))
        {
            if (keyed.Field == "partnerCompany" && keyed.Length < 80)
            {
                return new FieldValue(CompanyValue.Of(keyed.Value), 0.9, keyed.Evidence);
            }
        }

        var introducer = introduction.Introducer!;
        if (DisplayName(introduction) is { } display)
        {
            return display;
        }

        var companies = prospects.Select(p => p.Draft.Text(FieldName.ProspectCompany)).OfType<string>();
        var exclusions = new Exclusions(sides.Directory, new Introduction());
        foreach (var theirs in prospects.Select(p => p.Person?.BusinessDomain).OfType<string>().Distinct())
        {
            exclusions.AddPartnerCompany(MailDomain.Label(theirs));
        }

        var own = introduction.Theirs.SelectMany(p => p.Stretches).ToHashSet();
        var texts = own
            .Concat(passages.SelectMany(p => p.Stretches).Where(s => introducer.BusinessDomain is not null
            || introduction.Ours.Contains(s.Passage) && s.Kind == StretchKind.Body)).Distinct().ToList();
        return new CompanyFinder(CompanySigns.OfPartner, exclusions, introduction)
        {
            Explanation = sides.Explanation,
            OfProspects = [.. companies],
        }
        .Find(texts, introducer, own.Contains)?.Give();
    }

    // The account is the firm's: "Gestoría Sur <gestoria@...>".
    private static FieldValue? DisplayName(Introduction introduction)
    {
        var author = introduction.Theirs.Count == 0 ? null : introduction.Theirs[^1].Author;
        if (author?.Name is not { } name || PersonName.IsPerson(PersonName.Clean(name))
            || introduction.Introducer?.Name is not null && introduction.Introducer.Name == PersonName.Clean(name))
        {
            return null;
        }

        var text = new TokenizedText(name);
        return Enumerable.Range(0, text.Tokens.Length).Any(i => Lexicon.IsCompanyWord(text.Tokens[i].Folded)
            || (i > 0 && LegalForms.EndAt(text, i) is not null))
            && !Enumerable.Range(0, text.Tokens.Length).Any(i => Lexicon.RoleWords.Contains(text.Tokens[i].Folded)
            && !Lexicon.IsCompanyWord(text.Tokens[i].Folded))
            ? new FieldValue(name.Trim('*', ' ', '"'), 0.8,
            new Evidence(author.Written, author.Where, FoundHow.ForwardHeader))
            : null;
    }
}
