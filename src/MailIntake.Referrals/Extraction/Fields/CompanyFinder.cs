using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>
/// Finds the company of a person: of all runs of words that may be a company's name, the one that the person's mail domain
/// explains best; else the one with the most signs of it (a legal form, "at" before it, the person's own signature, the
/// person's name in the sentence). What belongs to us or the other side is excluded.
/// </summary>
internal sealed class CompanyFinder(Exclusions exclusions)
{
    private const double Enough = 1.85;

    /// <summary>Without the mail domain's help only the person's own signature counts: for an introducer whose text is
    /// about somebody else's company.</summary>
    public bool OwnSignatureOnly { get; init; }

    /// <summary>The best candidate and whether the mail domain explains it; null where no words name the company.</summary>
    public (Candidate Candidate, double Domain)? Find(IReadOnlyList<Stretch> texts, Person person, Func<Stretch, bool> isOwn)
    {
        var label = person.BusinessDomain is { } domain ? MailDomain.Label(domain) : null;
        (Candidate Candidate, double Domain)? best = null;
        foreach (var text in texts)
        {
            foreach (var run in Runs(text, isOwn(text)))
            {
                var (candidate, match) = Weigh(run, label, person, isOwn(text));
                if (candidate is not null && OwnSignatureOnly && match == 0 && !(isOwn(text) && text.Kind == StretchKind.Signature))
                {
                    continue;
                }

                if (candidate is not null && (best is null || candidate.Score > best.Value.Candidate.Score))
                {
                    best = (candidate, match);
                }
            }
        }

        return best is { } found && (found.Domain >= DomainMatch.Enough || found.Candidate.Score >= Enough) ? found : null;
    }

    private static IEnumerable<CompanyRun> Runs(Stretch text, bool own)
    {
        foreach (var run in CompanyRuns.Find(text))
        {
            yield return run;
        }

        // In the person's own signature a whole line may be the company, whatever its letters ("Coopérative forestière de Matane").
        if (own && text.Kind == StretchKind.Signature)
        {
            foreach (var segment in SignatureLines.Segments(text))
            {
                yield return segment;
            }
        }
    }

    private (Candidate? Candidate, double Domain) Weigh(CompanyRun run, string? label, Person person, bool own)
    {
        var text = run.Where.Tokens;
        if (text.IsIdeographic(run.First))
        {
            return WeighIdeographic(run, own);
        }

        var domain = 0.0;
        if (label is not null && CompanyTrim.ByDomain(run, label, out domain) is { } trimmed)
        {
            run = trimmed;
        }

        if (CompanyTrim.Plain(run, exclusions) is not { } plain)
        {
            return (null, 0);
        }

        run = plain;
        var value = run.Value;
        if (exclusions.Has(value) || TextFold.Letters(value).Length < 2 || (run.Where.Kind == StretchKind.SmallPrint && domain < DomainMatch.Enough))
        {
            return (null, 0);
        }

        domain = domain < DomainMatch.Enough ? 0 : domain;
        var words = Enumerable.Range(run.First, run.Last - run.First + 1).Where(i => text.Tokens[i].Kind == TokenKind.Word).ToList();
        var names = person.Name is null ? [] : NameMatch.Words(TextFold.Fold(person.Name));
        var isPerson = domain == 0 && !run.HasForm && names.Count > 0 && words.All(i => names.Contains(text.Tokens[i].Folded) || text.Tokens[i].Length == 1);
        var surname = own && run.Where.Kind == StretchKind.Signature && names.Count > 1 && words.Count > 1
            && words.Any(i => names[^1] == text.Tokens[i].Folded) && !words.Any(i => names[0] == text.Tokens[i].Folded);
        if (isPerson || (domain == 0 && words.Any(i => Lexicon.IsTitle(text.Tokens[i].Folded)) && !run.HasForm && !surname))
        {
            return (null, 0);
        }

        var signs = Signs(run, words, person, own, domain) + (surname ? 0.8 : 0);
        return (new Candidate(value, run.Evidence, (5 * domain) + signs, domain > 0 ? "the mail domain explains it" : "named as their company"), domain);
    }

    private static double Signs(CompanyRun run, List<int> words, Person person, bool own, double domain)
    {
        var text = run.Where.Tokens;
        var score = run.HasForm ? 1.0 : 0;
        score += words.Any(i => Lexicon.IsCompanyWord(text.Tokens[i].Folded)) ? 0.6 : 0;
        score += Cue(text, run.First);
        score += own && run.Where.Kind == StretchKind.Signature ? 1.2 : own ? 0.2 : 0;
        score += run.Where.Kind == StretchKind.Subject ? (domain > 0 ? -0.2 : 0.1) : 0;
        score -= run.Where.Kind == StretchKind.SmallPrint ? 0.5 : 0;
        score += 0.1 * Math.Min(words.Count, 4);
        if (person.Name is { } name && run.Where.Kind != StretchKind.Subject)
        {
            var names = NameMatch.Words(TextFold.Fold(name));
            var (first, last) = text.Sentence(run.First);
            score += Enumerable.Range(first, last - first + 1).Any(i => names.Contains(text.Tokens[i].Folded)) ? 0.9 : 0;
            score += Enumerable.Range(first, last - first + 1).Any(i => Lexicon.IsTitle(text.Tokens[i].Folded)) ? 0.3 : 0;
        }

        return score;
    }

    private static double Cue(TokenizedText text, int first)
    {
        var before = first - 1;
        while (before >= 0 && text.Tokens[before].Kind == TokenKind.LineBreak)
        {
            before--;
        }

        if (before < 0)
        {
            return 0;
        }

        // "the Atlas Group": the article stands between.
        if (before > 0 && text.Tokens[before].Folded is "the" or "het" or "der" or "die" or "le" or "la" or "el" or "o" or "a" or "firma" or "firm" or "societe" or "empresa" or "azienda")
        {
            before--;
        }

        return Lexicon.CompanyCues.TryGetValue(text.Tokens[before].Folded, out var kind)
            ? kind switch { "at" => 0.9, "runs" => 1.2, _ => 0.4 }
            : 0;
    }

    private (Candidate? Candidate, double Domain) WeighIdeographic(CompanyRun run, bool own)
    {
        var value = run.Value;
        return exclusions.Has(value)
            ? (null, 0)
            : (new Candidate(value, run.Evidence, (run.HasForm ? 3 : 2) + (own ? 0.5 : 0), "named with its form of company or address"), 0);
    }
}
