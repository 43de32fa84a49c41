using MailIntake.Referrals.Extraction.Fields;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Extraction;

/// <summary>
/// Reads what a person answers to our questions: "label: value" lines by their label, numbered answers by the
/// question's
/// number, a bare address, telephone number or name by what was asked. Nothing from a signature.
/// </summary>
public static class AnswerValues
{
    private const int LongestBareValue = 80;

    /// <summary>The values the text gives; <paramref name="asked"/> in the order of the questions.</summary>
    public static IReadOnlyList<(FieldName Field, FieldValue Value)> Find(
        VisibleText text, IReadOnlyList<FieldName> asked, PartnerDirectory directory)
    {
        var stretch = Stretch(text);
        var found = new List<(FieldName Field, FieldValue Value)>();
        AddKeyed(stretch, directory, found);
        AddNumbered(stretch, asked, directory, found);
        AddAddress(stretch, directory, found);
        AddPhone(stretch, asked, found);
        AddBare(stretch, asked, directory, found);
        return found;
    }

    /// <summary>The same as a draft, where the questions are not known.</summary>
    internal static Draft Draft(VisibleText text, PartnerDirectory directory) =>
        Find(text, [], directory).Aggregate(Referrals.Draft.Empty, (draft, f) => draft.With(f.Field, f.Value));

    private static Stretch Stretch(VisibleText text)
    {
        var own = SignatureSplit.Find(text.Text, null) is { } at ? text.Slice(0, at) : text;
        return new Stretch(new Passage { Author = null, IsOuter = true }, own, StretchKind.Body);
    }

    private static void AddKeyed(Stretch stretch, PartnerDirectory directory, List<(FieldName, FieldValue)> found)
    {
        var keyed = Quoted(stretch).Concat(KeyedLines.Find(stretch)).ToList();
        var typed = new TypedValues(keyed);
        Add(found, FieldName.ProspectCompany, typed.Company);
        Add(found, FieldName.ProspectContactTitle, typed.Title);
        Add(found, FieldName.ProspectContactPhone, typed.Phone);
        Add(found, FieldName.Timeline, typed.Timeline);
        Add(found, FieldName.ProductInterest, typed.Product(directory));
        if (typed.Person(a => !directory.IsOurs(a)) is { } person)
        {
            AddPerson(found, person);
        }

        if (keyed.Where(k => k.Field == "partnerCompany").Select(k => (KeyedValue?)k).FirstOrDefault() is { } partner)
        {
            Add(found, FieldName.PartnerCompany, new FieldValue(CompanyValue.Of(partner.Value), 0.9, partner.Evidence));
        }

        if (typed.ValueText is { } money)
        {
            var (value, currency, _) = DealValueFinder.Find([money], typed: true);
            Add(found, FieldName.DealValue, value);
            Add(found, FieldName.DealCurrency, currency);
        }
    }

    // "Company of Mr. Solanki: Globex", "His e-mail: ...": the key's first or last word decides.
    private static IEnumerable<KeyedValue> Quoted(Stretch stretch)
    {
        foreach (var (start, length) in SignatureLines.Lines(stretch))
        {
            var colon = stretch.Text.IndexOf(':', start, length);
            if (colon < 0 || colon - start > 50)
            {
                continue;
            }

            var words = TextFold.Fold(stretch.Text.AsSpan(start, colon - start))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var field = words.Length is 0 or 1 ? null
                : Vocabulary.Lexicon.Keys.GetValueOrDefault(words[0])
                ?? Vocabulary.Lexicon.Keys.GetValueOrDefault(words[^1].Trim('.', '?'));
            var from = colon + 1;
            while (from < start + length && char.IsWhiteSpace(stretch.Text[from]))
            {
                from++;
            }

            if (field is not (null or "-") && from < start + length)
            {
                yield return new KeyedValue(stretch, field, field, from, start + length - from);
            }
        }
    }

    private static void AddNumbered(Stretch stretch, IReadOnlyList<FieldName> asked, PartnerDirectory directory,
        List<(FieldName, FieldValue)> found)
    {
        foreach (var (start, length) in SignatureLines.Lines(stretch))
        {
            var line = stretch.Text.AsSpan(start, length);
            var digits = 0;
            while (digits < line.Length && char.IsAsciiDigit(line[digits]))
            {
                digits++;
            }

            if (digits is 0 or > 2 || digits >= line.Length || line[digits] is not ('.' or ')' or ':' or '-')
                || !int.TryParse(line[..digits], out var number) || number < 1 || number > asked.Count)
            {
                continue;
            }

            var from = digits + 1;
            while (from < line.Length && char.IsWhiteSpace(line[from]))
            {
                from++;
            }

            if (from < line.Length)
            {
                AddAsked(Part(stretch, start + from, length - from), asked[number - 1], directory, found);
            }
        }
    }

    // An address anywhere in the answer is the prospect's: nobody else's is asked for.
    private static void AddAddress(Stretch stretch, PartnerDirectory directory,
        List<(FieldName Field, FieldValue Value)> found)
    {
        var mention = AddressScanner.Find(stretch).FirstOrDefault(a => !directory.IsOurs(a.Address)
            && directory.FindPartner(a.Address) is null);
        if (mention.Address is { } address)
        {
            Add(found, FieldName.ProspectContactEmail,
                new FieldValue(address.ToString(), mention.SpeltOut ? 0.85 : 0.95, mention.Evidence));
        }
    }

    private static void AddPhone(Stretch stretch, IReadOnlyList<FieldName> asked, List<(FieldName, FieldValue)> found)
    {
        var phones = PhoneScanner.Find(stretch).Where(p => p.Label is not ("fax" or "no")).ToList();
        if (phones.Count == 1)
        {
            Add(found, FieldName.ProspectContactPhone,
                new FieldValue(phones[0].Value, asked.Contains(FieldName.ProspectContactPhone) ? 0.93
                : 0.8, phones[0].Evidence));
        }
    }

    // One short line and one thing asked (beside address and phone, which say themselves what they are): that is the
    // answer.
    private static void AddBare(Stretch stretch, IReadOnlyList<FieldName> asked, PartnerDirectory directory,
        List<(FieldName Field, FieldValue Value)> found)
    {
        var open = asked.Where(f => f is not (FieldName.ProspectContactEmail or FieldName.ProspectContactPhone)
            && !found.Any(v => v.Field == f)).ToList();
        var lines = SignatureLines.Lines(stretch)
            .Where(l => l.Length <= LongestBareValue && !stretch.Text.AsSpan(l.Start, l.Length).Contains('@')
            && !stretch.Text.AsSpan(l.Start, l.Length).Contains(':'))
            .Where(l => !IsGreeting(stretch, l.Start, l.Length)
            && PhoneScanner.Find(Part(stretch, l.Start, l.Length)).Count == 0)
            .ToList();
        if (open.Count == 0 || lines.Count != open.Count)
        {
            return;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            AddAsked(Part(stretch, lines[i].Start, lines[i].Length), open[i], directory, found);
        }
    }

    private static bool IsGreeting(Stretch stretch, int start, int length)
    {
        var text = new TokenizedText(stretch.Text.Substring(start, length));
        return text.Tokens.Length == 0 || (stretch.Text[start + length - 1] is ',' or '!')
            || SignatureSplit.IsClosing(stretch.Text.Substring(start, length));
    }

    private static void AddAsked(Stretch part, FieldName field, PartnerDirectory directory,
        List<(FieldName, FieldValue)> found)
    {
        var value = part.Text.Trim().TrimEnd('.', ';');
        var start = part.Text.IndexOf(value, StringComparison.Ordinal);
        if (value.Length == 0)
        {
            return;
        }

        var evidence = part.Evidence(start, value.Length);
        switch (field)
        {
            case FieldName.ProspectContactEmail:
                AddAddress(part, directory, found);
                break;
            case FieldName.ProspectContactPhone:
                AddPhone(part, [field], found);
                break;
            case FieldName.ProspectContactName or FieldName.PartnerContactName or FieldName.RepName:
                // "Beatrix Lund, she's the works engineer": what follows the name is about her.
                var comma = value.IndexOfAny([',', '(', ';']);
                var alone = comma > 2 && value[..comma].Contains(' ', StringComparison.Ordinal)
                    ? value[..comma].Trim() : value;
                if (PersonName.Clean(alone) is { } name && PersonName.IsPerson(name))
                {
                    Add(found, field, new FieldValue(name, 0.9, part.Evidence(start, alone.Length)));
                }

                break;
            case FieldName.ProspectCompany or FieldName.PartnerCompany:
                Add(found, field, new FieldValue(CompanyValue.Of(value), 0.9, evidence));
                break;
            case FieldName.DealValue or FieldName.DealCurrency:
                var (amount, currency, _) = DealValueFinder.Find([part], typed: true);
                Add(found, FieldName.DealValue, amount);
                Add(found, FieldName.DealCurrency, currency);
                break;
            case FieldName.ProspectContactTitle or FieldName.ProductInterest or FieldName.Timeline:
                Add(found, field, new FieldValue(value, 0.85, evidence));
                break;
            default:
                break;
        }
    }

    private static Stretch Part(Stretch stretch, int start, int length) =>
        new(stretch.Passage, stretch.Visible(start, length), stretch.Kind);

    private static void AddPerson(List<(FieldName, FieldValue)> found, Person person)
    {
        if (person is { Name: { } name, NameEvidence: { } nameEvidence })
        {
            Add(found, FieldName.ProspectContactName, new FieldValue(name, 0.93, nameEvidence));
        }

        if (person is { Address: { } address, AddressEvidence: { } addressEvidence })
        {
            Add(found, FieldName.ProspectContactEmail, new FieldValue(address.ToString(), 0.95, addressEvidence));
        }
    }

    private static void Add(List<(FieldName Field, FieldValue Value)> found, FieldName field, FieldValue? value)
    {
        if (value is not null && !found.Any(f => f.Field == field))
        {
            found.Add((field, value));
        }
    }
}
