using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>
/// Finds the company of a person: of all runs of words that may be a company's name, and the name the person's mail
/// domain spells, the one with most in its favour (<see cref="CompanySigns"/>). What belongs to us or the other side is
/// excluded.
/// </summary>
internal sealed partial class CompanyFinder(CompanySigns signs, Exclusions exclusions, Introduction introduction)
{
    private const int MostCandidates = 80;

    /// <summary>The prospect's companies, where the partner's is looked for.</summary>
    public IReadOnlyList<string> OfProspects { get; init; } = [];

    /// <summary>Told what was weighed, where somebody asks.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>The company and how probable it is beside the others; null where the mail names none.</summary>
    public FoundCompany? Find(IReadOnlyList<Stretch> texts, Person person, Func<Stretch, bool> isOwn)
    {
        var candidates = Candidates(texts, person, isOwn);
        var nothing = new Signs();
        nothing.Add(signs.Nothing);
        nothing.Add(signs.NothingWithDomain, person.BusinessDomain is not null);
        nothing.Add(signs.NothingUnnamed, person.Name is null);
        var scores = candidates.Select(c => c.Signs.Score).Append(nothing.Score).ToList();
        var (index, probability) = Choice.Strongest(scores);
        if (index < candidates.Count)
        {
            probability = WithVariants(candidates, scores, index);
        }

        Explanation?.Add(new ExplainedChoice(signs.Choice,
            [.. candidates.Select(c => (Name: (string?)c.Value, c.Signs)).Append((null, nothing))
                .Select((c, i) => new ExplainedCandidate(c.Name, null, c.Signs, Choice.Probability(scores, i)))],
            index));
        return index < candidates.Count ? candidates[index] with { Probability = probability } : null;
    }

    // "Kaveri Sugars" and "Kaveri Sugars & Distilleries" are one company, however far its name goes.
    private static double WithVariants(List<FoundCompany> candidates, List<double> scores, int winner)
    {
        var own = TextFold.Letters(candidates[winner].Value);
        var sum = 0.0;
        for (var i = 0; i < candidates.Count; i++)
        {
            var other = TextFold.Letters(candidates[i].Value);
            sum += own.Contains(other, StringComparison.Ordinal) || other.Contains(own, StringComparison.Ordinal)
                ? Choice.Probability(scores, i) : 0;
        }

        return sum;
    }

    private List<FoundCompany> Candidates(IReadOnlyList<Stretch> texts, Person person, Func<Stretch, bool> isOwn)
    {
        var label = person.BusinessDomain is { } domain ? MailDomain.Label(domain) : null;
        IReadOnlyList<string> names = person.Name is null ? [] : NameMatch.Words(TextFold.Fold(person.Name));
        var found = new Dictionary<string, FoundCompany>(StringComparer.Ordinal);
        var denied = DeniedNames.Find(texts);
        foreach (var text in texts)
        {
            var own = isOwn(text);
            foreach (var (run, match) in Runs(text, own, label).SelectMany(r => Trimmed(r, label, names)))
            {
                var value = Nominative(run);
                if (!MayBe(run, value, match, names, own) || DeniedNames.Has(denied, value))
                {
                    continue;
                }

                var key = TextFold.Letters(value);
                if (!found.TryGetValue(key, out var candidate))
                {
                    if (found.Count >= MostCandidates)
                    {
                        break;
                    }

                    candidate = new FoundCompany(value, run.Evidence, new Signs(), match);
                    candidate.Signs.Add(signs.Later, found.Count > 0);
                    found.Add(key, candidate);
                }
                else
                {
                    candidate.Signs.Add(signs.Times);
                    if (text.Kind == StretchKind.Body && candidate.Evidence.How is not FoundHow.Body)
                    {
                        found[key] = candidate = candidate with { Value = value, Evidence = run.Evidence };
                    }
                }

                AddSigns(candidate.Signs, run, person, names, own, match, label);
            }
        }

        AddSubject(found, texts);
        AddNested(found);
        var candidates = found.Values.ToList();
        if (label is not null && CompanyValue.FromDomain(person.BusinessDomain!, texts) is { } spelt
            && !found.ContainsKey(TextFold.Letters(spelt)) && !exclusions.Has(spelt))
        {
            var candidate = new FoundCompany(spelt, person.AddressEvidence ?? person.NameEvidence!, new Signs(), 0);
            candidate.Signs.Add(signs.FromDomain);
            candidate.Signs.Add(signs.FromDomainShort, spelt.Length <= 5);
            candidates.Add(candidate);
        }

        return candidates;
    }

    private void AddSubject(Dictionary<string, FoundCompany> found, IReadOnlyList<Stretch> texts)
    {
        foreach (var subject in texts.Where(t => t.Kind == StretchKind.Subject).Select(t => TextFold.Letters(t.Text)))
        {
            foreach (var (key, candidate) in found)
            {
                candidate.Signs.Add(signs.SubjectToo, !candidate.Signs.Has(signs.InSubject)
                    && subject.Contains(key, StringComparison.Ordinal));
            }
        }
    }

    // "Bodegones La Alacena" here and "La Alacena" there.
    private void AddNested(Dictionary<string, FoundCompany> found)
    {
        foreach (var (key, candidate) in found)
        {
            foreach (var (other, longer) in found)
            {
                if (other.Length > key.Length && other.Contains(key, StringComparison.Ordinal))
                {
                    candidate.Signs.Add(signs.Longer);
                    longer.Signs.Add(signs.Shorter);
                }
            }
        }
    }

    // As the mail domain cuts the run, and as it stands without greetings and loose words.
    private IEnumerable<(CompanyRun Run, double Domain)> Trimmed(CompanyRun run, string? label, IReadOnlyList<string> names)
    {
        if (run.Where.Tokens.IsIdeographic(run.First))
        {
            yield return (run, 0);
            yield break;
        }

        CompanyRun? explained = null;
        if (label is not null && CompanyTrim.ByDomain(run, label, exclusions, out var domain) is { } part
            && domain >= DomainMatch.Enough)
        {
            explained = part;
            yield return (part, domain);
        }

        if (CompanyTrim.Plain(run, exclusions, names) is { } plain
            && (explained is not { } done || (done.First, done.Last) != (plain.First, plain.Last)))
        {
            var match = label is null || explained is null ? 0 : CompanyTrim.Match(plain, label);
            yield return (plain, match >= DomainMatch.Enough ? match : 0);
        }
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

    private static IEnumerable<CompanyRun> Runs(Stretch text, bool own, string? label)
    {
        foreach (var run in CompanyRuns.Find(text))
        {
            yield return run;
        }

        if (label is not null)
        {
            foreach (var run in CompanyRuns.Spelling(text, label))
            {
                yield return run;
            }
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

    private bool MayBe(CompanyRun run, string value, double domain, IReadOnlyList<string> names, bool own)
    {
        var text = run.Where.Tokens;
        if (text.IsIdeographic(run.First))
        {
            return !(run.Where.Kind == StretchKind.Signature && !own) && !exclusions.Has(value)
                && !exclusions.IsSpeaker(run.Where.Text, run.Start + run.Length);
        }

        if (exclusions.Has(value) || TextFold.Letters(value).Length < 2
            || (run.Where.Kind == StretchKind.SmallPrint && domain == 0))
        {
            return false;
        }

        if (domain > 0)
        {
            return !IsPerson(run, names);
        }

        var words = run.Words;
        if (words.TrueForAll(i => text.Tokens[i].Length == 1) || LegalForms.EndAt(text, words[0]) >= words[^1])
        {
            return false;
        }

        // "Cat Muir" signs for Catriona Muir.
        if (!run.HasForm && names.Count > 1 && words.Count == 2 && text.Tokens[words[1]].Folded == names[^1]
            && names[0].StartsWith(text.Tokens[words[0]].Folded, StringComparison.Ordinal))
        {
            return false;
        }

        var family = HasFamilyName(run, names);
        var surname = family && own && run.Where.Kind == StretchKind.Signature;
        var ownName = !run.HasForm && words.Exists(i => names.Contains(text.Tokens[i].Folded)) && !family
            && !words.Exists(i => Lexicon.IsCompanyWord(text.Tokens[i].Folded));
        return !ownName && !IsPerson(run, names)
            && (run.HasForm || surname || !words.Exists(i => Lexicon.IsTitle(text.Tokens[i].Folded)));
    }

    private static bool IsPerson(CompanyRun run, IReadOnlyList<string> names) =>
        !run.HasForm && names.Count > 0 && run.Words.TrueForAll(i =>
            names.Contains(run.Where.Tokens.Tokens[i].Folded) || run.Where.Tokens.Tokens[i].Length == 1);

    private static bool HasFamilyName(CompanyRun run, IReadOnlyList<string> names) =>
        names.Count > 1 && run.Words.Count > 1
        && run.Words.Exists(i => names[^1] == run.Where.Tokens.Tokens[i].Folded)
        && !run.Words.Exists(i => names[0] == run.Where.Tokens.Tokens[i].Folded);

    private void AddSigns(Signs borne, CompanyRun run, Person person, IReadOnlyList<string> names, bool own,
        double domain, string? label)
    {
        var hasLabel = label is not null;
        var text = run.Where.Tokens;
        borne.Add(signs.OwnSignature, own && run.Where.Kind == StretchKind.Signature);
        borne.Add(signs.OwnSignatureFree, own && run.Where.Kind == StretchKind.Signature && !hasLabel);
        borne.Add(signs.OthersSignature, !own && run.Where.Kind == StretchKind.Signature);
        borne.Add(signs.OwnWords, own);
        borne.Add(signs.PartnersWords, introduction.Theirs.Contains(run.Where.Passage));
        borne.Add(signs.OurWords, introduction.Ours.Contains(run.Where.Passage));
        borne.Add(signs.InSubject, run.Where.Kind == StretchKind.Subject);
        borne.Add(signs.InSmallPrint, run.Where.Kind == StretchKind.SmallPrint);
        borne.Add(signs.Domain, domain);
        borne.Add(signs.DomainWhole, domain >= 0.9);
        borne.Add(signs.OtherDomain, domain == 0 && hasLabel);
        if (text.IsIdeographic(run.First))
        {
            borne.Add(signs.Ideographic);
            borne.Add(signs.IdeographicForm, run.HasForm);
            return;
        }

        var words = run.Words;
        borne.Add(signs.Unexplained, domain > 0 ? Unexplained(run, label!) : 0);
        borne.Add(signs.PlaceBehind, words.Count > 1 && words[^1] > run.First + 1 && !run.HasForm
            && Lexicon.PlacePrepositions.Contains(text.Tokens[words[^1] - 1].Folded));
        borne.Add(signs.Article, words.Count > 1 && Lexicon.CompanyArticles.Contains(text.Tokens[run.First].Folded));
        borne.Add(signs.Form, run.HasForm);
        borne.Add(signs.TradeWord, words.Exists(i => Lexicon.IsCompanyWord(text.Tokens[i].Folded)));
        borne.Add(signs.SingleWord, words.Count == 1 && domain == 0);
        borne.Add(signs.Words, domain == 0 ? Math.Min(words.Count, 4) : 0);
        borne.Add(signs.Capitals, words.TrueForAll(i => IsUpper(text.Word(i))));
        borne.Add(signs.Family, HasFamilyName(run, names));
        borne.Add(signs.OpensSentence, run.First == 0 || text.Tokens[run.First - 1].IsMark(':')
            || text.SentenceOf[run.First - 1] != text.SentenceOf[run.First]);
        borne.Add(signs.AloneOnLine, IsAlone(run));
        borne.Add(signs.Closes, run.Where.Kind == StretchKind.Body
            && run.Where.Text.AsSpan(run.Start + run.Length).Trim(" \t\r\n.,!").Length == 0);
        borne.Add(signs.OwnFirm, NamesOwnFirm(text, run.First));
        borne.Add(signs.ProspectsCompany,
            OfProspects.Any(p => TextFold.Letters(p) == TextFold.Letters(run.Value)));
        AddCue(borne, text, run.First, names);
        borne.Add(signs.Wants,
            words.Count > 1 && run.Where.Kind == StretchKind.Body && Wants(text, run.First, run.Last));
        borne.Add(signs.BesideAddress, person.AddressEvidence is { } address && run.Where.Text.AsSpan(
            text.LineStart(run.Start), text.LineEnd(run.Start) - text.LineStart(run.Start))
            .Contains(address.Words, StringComparison.Ordinal));
        if (run.Where.Kind != StretchKind.Subject)
        {
            var (first, last) = text.Sentence(run.First);
            for (var i = first; i <= last; i++)
            {
                borne.Add(signs.BesidePerson, names.Contains(text.Tokens[i].Folded));
                borne.Add(signs.BesideTitle, Lexicon.IsTitle(text.Tokens[i].Folded));
            }
        }
    }

    // The number of words of which the label shows no beginning; three are as bad as more.
    private static int Unexplained(CompanyRun run, string label)
    {
        var letters = TextFold.Letters(label);
        var count = 0;
        foreach (var i in run.Words)
        {
            var token = run.Where.Tokens.Tokens[i];
            if (CompanyRuns.IsJoining(token) || LegalForms.EndAt(run.Where.Tokens, i) is not null)
            {
                continue;
            }

            var (plain, german) = DomainMatch.Spellings(run.Where.Tokens.Word(i));
            count += letters.Contains(plain[..Math.Min(3, plain.Length)], StringComparison.Ordinal)
                || letters.Contains(german[..Math.Min(3, german.Length)], StringComparison.Ordinal) ? 0 : 1;
        }

        return Math.Min(3, count);
    }

    private static bool IsAlone(CompanyRun run)
    {
        var text = run.Where.Text.AsSpan();
        var (start, end) = (run.Where.Tokens.LineStart(run.Start), run.Where.Tokens.LineEnd(run.Start));
        return text[start..run.Start].Trim().Length == 0
            && run.Start + run.Length <= end && text[(run.Start + run.Length)..end].Trim(" \t\r,.|").Length == 0;
    }

    private static bool IsUpper(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>A company that may be meant. <paramref name="Domain"/>: how far it explains the person's mail domain, 0 to
/// 1.</summary>
internal sealed record FoundCompany(string Value, Evidence Evidence, Signs Signs, double Domain)
{
    public double Probability { get; init; }

    public FieldValue Give() => new(Value, Math.Round(Probability, 2), Evidence);
}
