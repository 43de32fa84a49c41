using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Our person the prospect is introduced to, always as the directory has them: on the introduction's To or Cc
/// and
/// greeted or named in it; else who got the mail and passes it on; else who the partner asks for by name.</summary>
internal static class RepChoice
{
    public static (Rep Rep, Evidence Evidence, double Confidence)? Find(IReadOnlyList<Passage> passages,
        Introduction introduction, Sides sides)
    {
        var scores = new Dictionary<Rep, (double Score, Evidence Evidence)>();
        void Add(Rep rep, double score, Evidence evidence)
        {
            var old = scores.GetValueOrDefault(rep);
            scores[rep] = (old.Score + score, old.Evidence is null || score > 1.5 ? evidence : old.Evidence);
        }

        foreach (var passage in passages)
        {
            var order = 0.0;
            foreach (var person in passage.Recipients)
            {
                if (!sides.IsTrack(person) && sides.RepOf(person) is { } rep)
                {
                    Add(rep, 3 - order,
                        new Evidence(person.Written, person.Where, passage.IsOuter ? FoundHow.Header
                        : FoundHow.ForwardHeader));
                    order += 0.4;
                }
            }

            if (passage.Author is { } author && sides.RepOf(author) is { } writer)
            {
                Add(writer, 1.6,
                    new Evidence(author.Written, author.Where, passage.IsOuter ? FoundHow.Header
                    : FoundHow.ForwardHeader));
            }
        }

        foreach (var text in passages.Where(p => !introduction.Ours.Contains(p)).SelectMany(p => p.Stretches).Where(s =>
            s.Kind != StretchKind.SmallPrint))
        {
            foreach (var (rep, evidence, whole) in Named(text, sides))
            {
                Add(rep, whole ? 1.2 : 0.8, evidence);
            }
        }

        if (scores.Count == 0)
        {
            return null;
        }

        var ranked = scores.OrderByDescending(s => s.Value.Score).ToList();
        var unsure = ranked.Count > 1 && ranked[1].Value.Score > ranked[0].Value.Score - 0.3;
        var named = ranked[0].Value.Score < 1.5;
        return (ranked[0].Key,
            ranked[0].Value.Evidence with { How = named ? FoundHow.Directory : ranked[0].Value.Evidence.How }, unsure
            ? 0.6 : named ? 0.75 : 0.95);
    }

    // Each rep once a text: whole name, the first name where no other name follows, or the last behind a form of
    // address.
    private static IEnumerable<(Rep Rep, Evidence Evidence, bool Whole)> Named(Stretch text, Sides sides)
    {
        var tokens = text.Tokens.Tokens;
        var seen = new HashSet<Rep>();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!text.Tokens.IsCapitalised(i))
            {
                continue;
            }

            foreach (var (rep, _, words) in sides.Names.RepsNamed(Bare(tokens[i].Folded)))
            {
                var first = Bare(tokens[i].Folded) == words[0];
                var whole = first && words.Count > 1 && i + 1 < tokens.Length
                    && words.Skip(1).Contains(Bare(tokens[i + 1].Folded));
                if ((whole || (first && !SurnameFollows(text.Tokens, i)) || (!first && HasHonorific(tokens, i)))
                    && !OnlySpokenTo(tokens, i) && seen.Add(rep))
                {
                    yield return (rep, text.EvidenceOfTokens(i, whole ? i + 1 : i), whole);
                }
            }
        }
    }

    // "the other deal, of which I spoke to Paul": no word that this prospect is his.
    private static bool OnlySpokenTo(Token[] tokens, int i)
    {
        for (var k = i - 1; k >= Math.Max(0, i - 3); k--)
        {
            if (tokens[k].Folded is "spoke" or "talked" or "discussed" or "told" or "parle" or "gesprochen" or "hable"
                or "hablado" or "falei" or "parlato" or "gesproken" or "pratat")
            {
                return true;
            }
        }

        return false;
    }

    private static string Bare(string folded) => folded.EndsWith("'s", StringComparison.Ordinal) ? folded[..^2]
        : folded;

    private static bool HasHonorific(Token[] tokens, int i) =>
        i > 0 && (Vocabulary.Lexicon.Honorifics.Contains(tokens[i - 1].Folded)
            || (tokens[i - 1].IsMark('.') && i > 1 && Vocabulary.Lexicon.Honorifics.Contains(tokens[i - 2].Folded)));

    // "Paul Berg, solutions engineer" of the partner is not our Paul.
    private static bool SurnameFollows(TokenizedText text, int i) =>
        i + 1 < text.Tokens.Length && text.IsCapitalised(i + 1) && text.Tokens[i + 1].Length > 2
            && !Vocabulary.Lexicon.NameStopWords.Contains(text.Tokens[i + 1].Folded);
}
