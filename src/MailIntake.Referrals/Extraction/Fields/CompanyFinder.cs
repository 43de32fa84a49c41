using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>
/// Finds the company of a person: of all runs of words that may be a company's name, the one that the person's mail
/// domain
/// explains best; else the one with the most signs of it (a legal form, "at" before it, the person's own signature, the
/// person's name in the sentence). What belongs to us or the other side is excluded.
/// </summary>
internal sealed partial class CompanyFinder(Exclusions exclusions)
{
    private const double Enough = 1.85;

    /// <summary>Without the mail domain's help only the person's own signature counts: for an introducer whose text is
    /// about somebody else's company.</summary>
    public bool OwnSignatureOnly { get; init; }

    /// <summary>The best candidate and whether the mail domain explains it; null where no words name the
    /// company.</summary>
    public (Candidate Candidate, double Domain)? Find(IReadOnlyList<Stretch> texts, Person person, Func<Stretch,
        bool> isOwn)
    {
        var label = person.BusinessDomain is { } domain ? MailDomain.Label(domain) : null;
        IReadOnlyList<string> names = person.Name is null ? [] : NameMatch.Words(TextFold.Fold(person.Name));
        (Candidate Candidate, double Domain)? best = null;
        var rival = 0.0;
        var subjects = texts.Where(t => t.Kind == StretchKind.Subject).Select(t => TextFold.Letters(t.Text)).ToList();
        var denied = DeniedNames.Find(texts);
        foreach (var text in texts)
        {
            foreach (var run in Runs(text, isOwn(text)))
            {
                var (candidate, match) = Weigh(run, label, person, names, isOwn(text));
                if (candidate is not null && DeniedNames.Has(denied, candidate.Value))
                {
                    continue;
                }

                if (candidate is not null && OwnSignatureOnly && match == 0
                    && !(isOwn(text) && text.Kind == StretchKind.Signature))
                {
                    continue;
                }

                if (candidate is not null && text.Kind != StretchKind.Subject && match == 0
                    && subjects.Any(t => t.Contains(TextFold.Letters(candidate.Value), StringComparison.Ordinal)))
                {
                    candidate = candidate with { Score = candidate.Score + 0.4 };
                }

                if (candidate is null)
                {
                    continue;
                }

                if (best is null || candidate.Score > best.Value.Candidate.Score)
                {
                    rival = best is { } old
                        && !Same(old.Candidate.Value, candidate.Value) ? Math.Max(rival, old.Candidate.Score) : rival;
                    best = (candidate, match);
                }
                else if (!Same(best.Value.Candidate.Value, candidate.Value))
                {
                    rival = Math.Max(rival, candidate.Score);
                }
            }
        }

        // Beside a business domain that explains nothing, words alone must speak clearly; without any person, or rival,
        // less will do.
        var enough = label is not null ? 2.1 : person.Name is null ? 1.4 : Enough;
        enough = label is null && best is { } only && !OwnSignatureOnly && IsNamed(only.Candidate.Value)
            && rival < only.Candidate.Score - 0.25 ? 1.0 : enough;
        return best is { } found
            && (found.Domain >= DomainMatch.Enough || found.Candidate.Score >= enough) ? found : null;
    }

    private static bool Same(string left, string right)
    {
        string a = TextFold.Letters(left), b = TextFold.Letters(right);
        return a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal);
    }

    // A word of trade or a legal form, and a name beside it.
    private static bool IsNamed(string value)
    {
        var words = value.Split(' ');
        return words.Length >= 2 && words.Any(w => Lexicon.IsCompanyWord(TextFold.Fold(w).TrimEnd('.', ',')));
    }

    // "mit der Rheinischen Kugel AG" is the Rheinische Kugel AG.
    private static string Nominative(CompanyRun run)
    {
        var value = run.Value;
        var text = run.Where.Tokens;
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        return space > 6 && run.First > 0 && text.Tokens[run.First - 1].Folded == "der"
            && value[..space].EndsWith("ischen", StringComparison.Ordinal)
            ? value[..(space - 1)] + value[space..]
            : value;
    }

    private static IEnumerable<CompanyRun> Runs(Stretch text, bool own)
    {
        foreach (var run in CompanyRuns.Find(text))
        {
            yield return run;
        }

        // In the person's own signature a whole line may be the company, whatever its letters ("Coopérative forestière
        // de Matane").
        if (own && text.Kind == StretchKind.Signature)
        {
            foreach (var segment in SignatureLines.Segments(text))
            {
                yield return segment;
            }
        }
    }

    private (Candidate? Candidate, double Domain) Weigh(CompanyRun run, string? label, Person person,
        IReadOnlyList<string> names, bool own)
    {
        var text = run.Where.Tokens;
        if (text.IsIdeographic(run.First))
        {
            return WeighIdeographic(run, own);
        }

        var domain = 0.0;
        if (label is not null && CompanyTrim.ByDomain(run, label, exclusions, out domain) is { } trimmed)
        {
            run = trimmed;
        }

        if ((domain >= DomainMatch.Enough ? run : CompanyTrim.Plain(run, exclusions, names)) is not { } plain)
        {
            return (null, 0);
        }

        run = plain;
        var value = Nominative(run);
        if (exclusions.Has(value) || TextFold.Letters(value).Length < 2
            || (run.Where.Kind == StretchKind.SmallPrint && domain < DomainMatch.Enough))
        {
            return (null, 0);
        }

        domain = domain < DomainMatch.Enough ? 0 : domain;
        var words = Enumerable.Range(run.First, run.Last - run.First + 1).Where(i =>
            text.Tokens[i].Kind == TokenKind.Word).ToList();
        if (domain == 0 && words.All(i => text.Tokens[i].Length == 1))
        {
            return (null, 0);
        }

        // "Cat Muir" signs for Catriona Muir.
        if (domain == 0 && !run.HasForm && names.Count > 1 && words.Count == 2
            && text.Tokens[words[1]].Folded == names[^1]
            && names[0].StartsWith(text.Tokens[words[0]].Folded, StringComparison.Ordinal))
        {
            return (null, 0);
        }

        var isPerson = !run.HasForm && names.Count > 0
            && words.All(i => names.Contains(text.Tokens[i].Folded) || text.Tokens[i].Length == 1);
        var family = names.Count > 1 && words.Count > 1 && words.Any(i => names[^1] == text.Tokens[i].Folded)
            && !words.Any(i => names[0] == text.Tokens[i].Folded);
        var surname = family && own && run.Where.Kind == StretchKind.Signature;
        var ownName = domain == 0 && !run.HasForm && words.Any(i => names.Contains(text.Tokens[i].Folded)) && !family
            && !words.Any(i => Lexicon.IsCompanyWord(text.Tokens[i].Folded));
        isPerson |= ownName;
        if (isPerson
            || (domain == 0 && words.Any(i => Lexicon.IsTitle(text.Tokens[i].Folded)) && !run.HasForm && !surname))
        {
            return (null, 0);
        }

        var signs = Signs(run, words, person, names, own, domain) + (family ? 0.8 : 0);
        return (new Candidate(value, run.Evidence, (5 * domain) + signs, domain > 0 ? "the mail domain explains it"
            : "named as their company"), domain);
    }

    private static double Signs(CompanyRun run, List<int> words, Person person, IReadOnlyList<string> names,
        bool own, double domain)
    {
        var text = run.Where.Tokens;
        var score = run.HasForm ? 1.0 : 0;
        score += words.Any(i => Lexicon.IsCompanyWord(text.Tokens[i].Folded)) ? 0.6 : 0;
        score += run.First == 0 || text.Tokens[run.First - 1].IsMark(':')
            || text.SentenceOf[run.First - 1] != text.SentenceOf[run.First]
            ? words.Count > 1 && words.Any(i => Lexicon.IsCompanyWord(text.Tokens[i].Folded)) ? 0.5 : 0 : 0;
        score += Cue(text, run.First, names);
        score += words.Count > 1 && run.Where.Kind == StretchKind.Body && Wants(text, run.First, run.Last) ? 1.2 : 0;
        score += own && run.Where.Kind == StretchKind.Signature ? person.BusinessDomain is null ? 1.5 : 1.2 : own ? 0.2
            : 0;
        score += run.Where.Kind == StretchKind.Subject ? (domain > 0 ? -0.2 : 0.1) : 0;
        score -= run.Where.Kind == StretchKind.SmallPrint ? 0.5 : 0;
        score += 0.1 * Math.Min(words.Count, 4);
        if (person.Name is not null && run.Where.Kind != StretchKind.Subject)
        {
            var (first, last) = text.Sentence(run.First);
            score += Enumerable.Range(first, last - first + 1).Any(i => names.Contains(text.Tokens[i].Folded)) ? 0.9
                : 0;
            score += Enumerable.Range(first, last - first + 1).Any(i => Lexicon.IsTitle(text.Tokens[i].Folded)) ? 0.3
                : 0;
        }

        return score;
    }

    private (Candidate? Candidate, double Domain) WeighIdeographic(CompanyRun run, bool own)
    {
        var value = run.Value;
        var foreign = run.Where.Kind == StretchKind.Signature && !own;
        if (foreign || exclusions.Has(value) || exclusions.IsSpeaker(run.Where.Text, run.Start + run.Length))
        {
            return (null, 0);
        }

        var score = (run.HasForm ? 3.5 : 2.6) + (own
            && run.Where.Kind == StretchKind.Signature ? 1.5 : 0) - (run.Where.Kind == StretchKind.Subject ? 0.2 : 0);
        return (new Candidate(value, run.Evidence, score, "named with its form of company or address"), 0);
    }
}
