using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>What a typed list or a table row says by its keys, each value cut down to what its field holds.</summary>
internal sealed class TypedValues
{
    private const int LongestCompany = 100;

    private readonly List<KeyedValue> _values;

    public TypedValues(IEnumerable<KeyedValue> values) => _values = [.. values];

    public static TypedValues None { get; } = new([]);

    /// <summary>Keys count as a list from the second on; one alone is more often part of a sentence.</summary>
    public bool IsList => _values.Select(v => v.Field).Distinct().Count() >= 2;

    public FieldValue? Company
    {
        get
        {
            foreach (var keyed in _values.Where(v => v.Field == "prospectCompany" && v.Length <= LongestCompany))
            {
                var value = CompanyValue.Of(keyed.Value);
                if (value.Length >= 2 && value.Any(char.IsLetter) && !value.Contains('@', StringComparison.Ordinal)
                    && value is not "-")
                {
                    return new FieldValue(value, 0.93, keyed.Evidence);
                }
            }

            return null;
        }
    }

    public FieldValue? Title =>
        First("prospectContactTitle", v => v.Length is > 1 and < 90) is { } typed
            ? new FieldValue(typed.Value.TrimEnd('.', ','), 0.92, typed.Evidence)
        : TitleBehindName();

    public FieldValue? Phone =>
        _values.Where(v => v.Field == "prospectContactPhone").SelectMany(v => PhoneScanner.Find(v.Part)).Where(p =>
            p.Label is not ("fax" or "no"))
            .Select(p => new FieldValue(p.Value, 0.93, p.Evidence)).FirstOrDefault();

    public FieldValue? Timeline =>
        First("timeline", v => v.Length is > 1 and < 80) is { } typed
            ? new FieldValue(typed.Value, 0.88, typed.Evidence) : null;

    public Stretch? ValueText => _values.Where(v => v.Field == "dealValue").Select(v => v.Part).FirstOrDefault();

    public string? RepName => First("repName", v => v.Length < 60)?.Value;

    public FieldValue? Product(PartnerDirectory directory)
    {
        foreach (var keyed in _values.Where(v => v.Field == "productInterest" && v.Length < 140))
        {
            if (ProductFinder.Named([keyed.Part], directory) is { } named)
            {
                return named.Give(0.93);
            }

            return keyed.Value.Length > 1 ? new FieldValue(keyed.Value, 0.85, keyed.Evidence) : null;
        }

        return null;
    }

    /// <summary>The person the keys name; either half may be missing.</summary>
    public Person? Person(Func<EmailAddress, bool> isOutsider)
    {
        var mention = _values.Where(v =>
            v.Field is "prospectContactEmail" or "prospectContactName" or "prospectContactPhone")
            .SelectMany(v =>
            AddressScanner.Find(v.Part).Where(a => v.Field == "prospectContactEmail"
            || Vocabulary.Lexicon.RoleOf(a.Address.LocalPart) is null))
            .FirstOrDefault(a => isOutsider(a.Address));
        mention = mention.Address is not null ? mention
            : _values.Where(v => v.Field == "prospectContactName").SelectMany(v => AddressScanner.Find(v.Part))
                .FirstOrDefault(a => isOutsider(a.Address)
                    && Vocabulary.Lexicon.RoleOf(a.Address.LocalPart) == "team");
        var (name, nameEvidence) = Name();
        if (name is null && mention.Address is null)
        {
            return null;
        }

        return new Person
        {
            Name = name,
            NameEvidence = nameEvidence,
            Address = mention.Address,
            AddressEvidence = mention.Address is null ? null : mention.Evidence,
            Reason = "typed under its key",
            Confidence = 0.95,
        };
    }

    private (string? Name, Evidence? Evidence) Name()
    {
        var given = First("givenName", v => v.Length < 40);
        var family = First("familyName", v => v.Length < 40)
            ?? (given is null ? null : First("prospectContactName", v => v.Length < 40));
        if (given is { } g && family is { } f)
        {
            return (PersonName.Clean($"{g.Value} {PersonName.Clean(f.Value)}"), f.Evidence);
        }

        foreach (var keyed in _values.Where(v => v.Field == "prospectContactName"))
        {
            var value = keyed.Value;
            var dash = value.IndexOf(" - ", StringComparison.Ordinal);
            var cut = value.IndexOfAny([',', '(', '<', ';', '|', '/', '（', '、', '\t']);
            cut = dash > 0 && (cut < 0 || dash < cut) ? dash : cut;
            var written = (cut > 0 ? value[..cut] : value).Trim();
            if (written.Length > 0 && TextFold.IsIdeographic(written[0]))
            {
                written = BeforeTitle(BehindTitle(written));
            }

            var name = PersonName.Clean(written);
            if (name is not null && PersonName.IsPerson(name) && name.Length < 50
                && (char.IsUpper(name[0]) || char.IsLetter(name[0]) && TextFold.IsIdeographic(name[0])))
            {
                return (name,
                    keyed.Where.Evidence(keyed.Start + Math.Max(0, value.IndexOf(written, StringComparison.Ordinal)),
                    Math.Max(1, written.Length)));
            }
        }

        return (null, null);
    }

    // "情報システム部 部長 山本 太郎": the name is what follows the title.
    private static string BehindTitle(string written)
    {
        foreach (var title in Vocabulary.IdeographicWords.Titles)
        {
            var at = written.LastIndexOf(title, StringComparison.Ordinal);
            if (at >= 0 && written.Length - at - title.Length >= 2)
            {
                return written[(at + title.Length)..].Trim();
            }
        }

        return written;
    }

    // "오지훈 과장", "田中 部長": the title behind the name, a space between.
    private static string BeforeTitle(string written)
    {
        var space = written.LastIndexOfAny([' ', '\u3000']);
        return space > 0 && Vocabulary.IdeographicWords.Titles.Contains(written[(space + 1)..].TrimEnd('様', '님'))
            ? written[..space].Trim() : written;
    }

    // "Frau Jana Roth, Ltg. Revision", "Mr. X (GM - Warehousing)"
    private FieldValue? TitleBehindName()
    {
        foreach (var keyed in _values.Where(v => v.Field == "prospectContactName"))
        {
            var value = keyed.Value;
            if (value.Length > 0 && TextFold.IsIdeographic(value[0]) && BeforeTitle(value) is var ahead
                && ahead.Length < value.Length)
            {
                var rest = value.LastIndexOfAny([' ', '\u3000']) + 1;
                return new FieldValue(value[rest..].TrimEnd('様', '님'), 0.85,
                    keyed.Where.Evidence(keyed.Start + rest, value[rest..].TrimEnd('様', '님').Length));
            }

            if (value.Length > 0 && TextFold.IsIdeographic(value[0]) && BehindTitle(value) is var behind
                && behind.Length < value.Length)
            {
                var before = value[..value.LastIndexOf(behind, StringComparison.Ordinal)].Trim();
                return new FieldValue(before, 0.85, keyed.Where.Evidence(keyed.Start, before.Length));
            }

            var dash = value.IndexOf(" - ", StringComparison.Ordinal);
            var cut = value.IndexOfAny([',', '(', '（']);
            cut = dash > 0 && (cut < 0 || dash < cut) ? dash + 2 : cut;
            if (cut <= 0)
            {
                continue;
            }

            var end = value.IndexOfAny([')', '）'], cut);
            end = end < 0 ? value.Length : end;
            var title = value[(cut + 1)..end];
            var at = title.Contains('@', StringComparison.Ordinal) ? title.IndexOf(',', StringComparison.Ordinal)
                : title.Length;
            title = at < 0 ? "" : title[..at];
            title = title.Contains(". ", StringComparison.Ordinal)
                && title.IndexOf(". ", StringComparison.Ordinal) > 4
                ? title[..title.IndexOf(". ", StringComparison.Ordinal)] : title;
            var start = cut + 1 + (title.Length - title.TrimStart().Length);
            title = title.Trim();
            if (title.Length > 1
                && new TokenizedText(title).Tokens.Any(t => t.Kind == TokenKind.Word
                && (Vocabulary.Lexicon.IsTitle(t.Folded)
                || Vocabulary.IdeographicWords.Ending(t.Folded, Vocabulary.IdeographicWords.Titles) is not null)))
            {
                return new FieldValue(title, 0.88, keyed.Where.Evidence(keyed.Start + start, title.Length));
            }
        }

        return null;
    }

    private KeyedValue? First(string field, Func<KeyedValue, bool> fits) =>
        _values.Where(v => v.Field == field && fits(v)
            && v.Value is not ("-" or "–" or "n/a" or "?" or "tbd" or "TBD")).Select(v => (KeyedValue?)v)
            .FirstOrDefault();
}
