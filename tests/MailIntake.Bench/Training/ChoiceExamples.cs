using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Reading;

namespace MailIntake.Bench.Training;

/// <summary>What the labelled mails teach about one choice.</summary>
internal sealed class ChoiceExamples
{
    private readonly Dictionary<string, int> _signs = new(StringComparer.Ordinal);

    public List<Example> All { get; } = [];

    /// <summary>The signs' names by their number.</summary>
    public IReadOnlyList<string> Signs => [.. _signs.OrderBy(s => s.Value).Select(s => s.Key)];

    /// <summary>Mails in which the label is no candidate: nothing to learn from, and beyond this choice.</summary>
    public List<string> Unreachable { get; } = [];

    /// <summary>By choice. Mails with several prospects are left out: their labels name the first only.</summary>
    public static SortedDictionary<string, ChoiceExamples> Of(IReadOnlyList<LabelledMail> mails)
    {
        var choices = new SortedDictionary<string, ChoiceExamples>(StringComparer.Ordinal);
        foreach (var mail in mails.Where(m => m.Kind == "referral"))
        {
            var reading = EmailReader.Read(Email.Parse(mail.Raw), mail.Directory);
            var explanation = new Explanation();
            if (ReferralExtractor.Extract(reading, mail.Directory, explanation).Drafts.Count != 1)
            {
                continue;
            }

            foreach (var choice in explanation.Choices)
            {
                if (!choices.TryGetValue(choice.Choice, out var examples))
                {
                    choices[choice.Choice] = examples = new ChoiceExamples();
                }

                examples.Add(mail, choice);
            }
        }

        return choices;
    }

    private void Add(LabelledMail mail, ExplainedChoice choice)
    {
        var right = choice.Candidates.Select(c => IsRight(choice.Choice, c, mail)).ToArray();
        if (!right.Contains(true))
        {
            Unreachable.Add(mail.Id);
            return;
        }

        var candidates = choice.Candidates
            .Select(c => c.Signs.All.Select(s => (NumberOf(s.Sign.Name), s.Measure)).ToArray()).ToList();
        All.Add(new Example(mail.Set, mail.Id, candidates, right));
    }

    private int NumberOf(string sign)
    {
        if (!_signs.TryGetValue(sign, out var number))
        {
            _signs[sign] = number = _signs.Count;
        }

        return number;
    }

    private static bool IsRight(string choice, ExplainedCandidate candidate, LabelledMail mail) => choice switch
    {
        "prospect" => IsPerson(candidate, mail),
        "company" => IsCompany(candidate, mail, "prospectCompany"),
        "partner-company" => IsCompany(candidate, mail, "partnerCompany"),
        _ => throw new InvalidOperationException($"no label is known for the choice {choice}"),
    };

    // By the address where the label has one and the candidate too; a name alone by its name.
    private static bool IsPerson(ExplainedCandidate candidate, LabelledMail mail)
    {
        var names = mail.Right("prospectContactName");
        var addresses = mail.Right("prospectContactEmail");
        if (candidate is { Name: null, Address: null })
        {
            return names.Count == 0 && addresses.Count == 0;
        }

        return candidate.Address is { } address && addresses.Count > 0
            ? addresses.Any(a => SameLabel.Address(a, address))
            : candidate.Name is { } name && names.Any(n => SameLabel.Person(n, name));
    }

    private static bool IsCompany(ExplainedCandidate candidate, LabelledMail mail, string field)
    {
        var companies = mail.Right(field);
        return candidate.Name is { } name
            ? companies.Any(c => SameLabel.Company(c, name))
            : companies.Count == 0 || mail.MayBeMissing(field);
    }
}
