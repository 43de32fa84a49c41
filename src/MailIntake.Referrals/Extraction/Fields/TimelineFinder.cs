using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The timeline as written: a short phrase around a month, quarter, season or feast, with the word that opens
/// it ("before the Christmas peak", "bis zum 1. Juli"). Appointments ("Thursday after 2") are none.</summary>
internal static partial class TimelineFinder
{
    private const int LongestTail = 8;
    private const int LongMonth = 5;
    private const double Enough = 1.45;

    public static Candidate? Find(IReadOnlyList<Stretch> texts)
    {
        Candidate? best = null;
        foreach (var text in texts.Where(t => t.Kind == StretchKind.Body))
        {
            foreach (var candidate in IdeographicTimes.Find(text).Concat(Phrases(text)))
            {
                if (best is null || candidate.Score > best.Score)
                {
                    best = candidate;
                }
            }
        }

        return best is { Score: >= Enough } ? best : null;
    }

    private static IEnumerable<Candidate> Phrases(Stretch stretch)
    {
        var text = stretch.Tokens;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if ((Anchor(text, i) ?? YearAlone(stretch, i)) is not { } anchor)
            {
                continue;
            }

            var (first, lead) = Lead(text, i);
            var last = Tail(text, anchor.Last);
            if (Behind(text, last) is { } closed)
            {
                last = closed;
                lead = Math.Max(lead, 0.5);
            }

            var score = anchor.Weight + lead + ProjectWords(text, i) + YearIn(stretch, first, last)
                - Appointment(text, first, last);
            yield return new Candidate(
                string.Join(' ',
                text.Slice(first, last).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)),
                stretch.EvidenceOfTokens(first, last), score, "a time by words of a project");
            i = last;
        }

        foreach (var strong in Strong(stretch))
        {
            yield return strong;
        }
    }

    private static (int Last, double Weight)? Anchor(TokenizedText text, int i)
    {
        var token = text.Tokens[i];
        if (token.Kind == TokenKind.Number)
        {
            return DateAt(text, i);
        }

        if (token.Kind != TokenKind.Word)
        {
            return null;
        }

        if (token.Folded is ['q' or 't' or 'h', >= '1' and <= '4'] && text.IsCapitalised(i))
        {
            return (i, 1.0);
        }

        if (Lexicon.TimeWords.At(text, i) is not { } hit)
        {
            return null;
        }

        // "may", "mar", "jul", "an", "fall" are months and seasons only with a capital, a day or a lead before them.
        var lead = i > 0
            && (text.Tokens[i - 1].Kind == TokenKind.Number
            || Lexicon.TimeContext.GetValueOrDefault(text.Tokens[i - 1].Folded) == "filler"
            || (Lexicon.TimeWords.At(text, i - 1) is { } before
            && before.Value is "lead" or "limit" or "strong" or "edge" or "near"));
        lead |= Behind(text, hit.Last) is not null;
        return hit.Value switch
        {
            "month" => Lexicon.TimeContext.GetValueOrDefault(token.Folded) == "homograph"
                ? (lead && text.IsCapitalised(i) ? (hit.Last, 1.0) : null)
                : lead || text.IsCapitalised(i) ? (hit.Last, 1.0) : token.Length >= LongMonth ? (hit.Last, 0.9) : null,
            "quarter" => lead ? (hit.Last, text.Tokens[i - 1].Folded is "a" ? 0.3 : 1.0) : (hit.Last, 0.7),
            "season" => lead
            || SeasonLead(text, i) ? (hit.Last, token.Folded is "estate" or "ete" or "fall" ? 0.5 : 0.9) : null,
            "event" => lead
            || SeasonLead(text, i) ? (hit.Last, token.Folded is "an" or "anno" or "jul" ? 0.3 : 0.9) : null,
            "span" => EdgeBefore(text, i) ? (hit.Last, 0.9)
                : NearBefore(text, i) || CountBefore(text, i) ? (hit.Last, 0.6) : null,
            "whole" => (hit.Last, 1.25),
            "asap" => (hit.Last, 0.9),
            _ => null,
        };
    }

    private static bool NearBefore(TokenizedText text, int i)
    {
        for (var k = i - 1; k >= 0 && k >= i - 3 && text.SentenceOf[k] == text.SentenceOf[i]; k--)
        {
            if (Lexicon.TimeWords.At(text, k) is { } hit && hit.Value is "near" or "strong")
            {
                return true;
            }
        }

        return i + 1 < text.Tokens.Length && text.Tokens[i + 1].Folded is "que" && i + 2 < text.Tokens.Length
            && text.Tokens[i + 2].Folded is "viene" or "vem";
    }

    // "end of the year", "eind van het jaar"
    private static bool EdgeBefore(TokenizedText text, int i)
    {
        for (var k = i - 1; k >= 0 && k >= i - 4 && text.SentenceOf[k] == text.SentenceOf[i]; k--)
        {
            if (Lexicon.TimeWords.At(text, k) is { Value: "edge" } hit && hit.Last < i)
            {
                return true;
            }

            if (Lexicon.TimeContext.GetValueOrDefault(text.Tokens[k].Folded) != "filler")
            {
                return false;
            }
        }

        return false;
    }

    // "within 6-8 weeks", "in drei Monaten": a count, and before it a word that makes it a time to come.
    private static bool CountBefore(TokenizedText text, int i)
    {
        var counted = false;
        for (var k = i - 1; k >= 0 && k >= i - 6 && text.SentenceOf[k] == text.SentenceOf[i]; k--)
        {
            var word = text.Tokens[k].Folded;
            if (text.Tokens[k].Kind == TokenKind.Number || Lexicon.TimeContext.GetValueOrDefault(word) == "count")
            {
                counted = true;
            }
            else if (counted && text.Tokens[k].Kind == TokenKind.Word)
            {
                return Lexicon.TimeWords.At(text, k) is { Value: "lead" or "limit" or "strong" or "near" };
            }
            else if (text.Tokens[k].Kind == TokenKind.Word)
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsFuture(string word) => Lexicon.TimeContext.GetValueOrDefault(word) == "future";

    private static bool SeasonLead(TokenizedText text, int i)
    {
        for (var k = i - 1; k >= 0 && k >= i - 4 && text.SentenceOf[k] == text.SentenceOf[i]; k--)
        {
            if (Lexicon.TimeWords.At(text, k) is { } hit && hit.Value is "near" or "strong" or "lead" or "limit" or "edge"
                && hit.Phrase is not ("a" or "i" or "do" or "w" or "de"))
            {
                return true;
            }
        }

        return false;
    }

    // Back over "by the end of", "bis zum 1.", "spätestens im".
    private static (int First, double Weight) Lead(TokenizedText text, int anchor)
    {
        int first = anchor, i = anchor - 1;
        var weight = 0.0;
        var steps = 0;
        while (i >= 0 && steps++ < 6 && text.SentenceOf[i] == text.SentenceOf[anchor])
        {
            var token = text.Tokens[i];
            var value = token.IsWordOrNumber ? Lexicon.TimeWords.At(text, i)?.Value : null;
            if (value is "lead" or "limit" or "strong" or "near" or "edge")
            {
                first = i;
                weight = Math.Max(weight, value is "strong" ? 0.6 : value is "limit" || IsFuture(token.Folded) ? 0.5
                    : token.Folded.Length > 1 ? 0.4 : 0.1);
            }
            else if (!(token.Kind == TokenKind.Number && token.Length <= 4) && token.Kind != TokenKind.LineBreak
                && Lexicon.TimeContext.GetValueOrDefault(token.Folded) != "filler" && !token.IsMark('.') && !token.IsMark('\''))
            {
                break;
            }
            else if (token.Kind == TokenKind.Number)
            {
                first = i;
            }

            i--;
        }

        return (first, weight);
    }

    private static int Tail(TokenizedText text, int last)
    {
        var i = last + 1;
        while (i < text.Tokens.Length && i <= last + 3 && text.SentenceOf[i] == text.SentenceOf[last])
        {
            var token = text.Tokens[i];
            if (token.Kind == TokenKind.Number && (token.Length is 4 or 2 or 1)
                && token.Start - text.Tokens[i - 1].End <= 1)
            {
                return i;
            }

            if (Lexicon.TimeWords.At(text, i) is { Value: "month" or "near" or "quarter" }
                || token.IsMark('/') || Lexicon.TimeContext.GetValueOrDefault(token.Folded) is "filler" or "tail")
            {
                i++;
                continue;
            }

            break;
        }

        return i > last + 1 && text.Tokens[i - 1].IsWordOrNumber && Lexicon.TimeWords.At(text, i - 1) is { } end
            && end.Value is "month" or "quarter" ? i - 1 : last;
    }

    private static double ProjectWords(TokenizedText text, int anchor)
    {
        var (first, last) = text.Sentence(anchor);
        for (var i = Math.Max(first, anchor - 16); i <= Math.Min(last, anchor + 8); i++)
        {
            if (Lexicon.TimeContext.GetValueOrDefault(text.Tokens[i].Folded) == "project")
            {
                return 0.6;
            }
        }

        return 0;
    }

    // Weekdays and clock times nearby: a meeting, not a timeline.
    private static double Appointment(TokenizedText text, int first, int last)
    {
        var (from, to) = text.Sentence(first);
        var penalty = IsDenied(text, first) ? 0.8 : 0.0;
        for (var i = Math.Max(from, first - 6); i <= Math.Min(to, last + 6); i++)
        {
            if (Lexicon.TimeWords.At(text, i)?.Value == "greeting")
            {
                return 2;
            }

            if (Lexicon.TimeWords.At(text, i)?.Value == "day"
                || Lexicon.TimeContext.GetValueOrDefault(text.Tokens[i].Folded) == "appointment")
            {
                penalty = Math.Max(penalty, 0.8);
            }
        }

        return penalty;
    }

    // "nothing before 2027", "not till August"
    private static bool IsDenied(TokenizedText text, int first)
    {
        for (var i = first - 1; i >= 0 && i >= first - 4 && text.SentenceOf[i] == text.SentenceOf[first]
            && text.Tokens[i].Kind != TokenKind.Mark; i--)
        {
            if (Lexicon.TimeContext.GetValueOrDefault(text.Tokens[i].Folded) == "negation")
            {
                return true;
            }
        }

        return false;
    }

    // "before the Christmas peak", "by silage season", "antes de la siega del año que viene": the opening word is
    // enough.
    private static IEnumerable<Candidate> Strong(Stretch stretch)
    {
        var text = stretch.Tokens;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (Lexicon.TimeWords.At(text, i) is not { Value: "strong" or "limit" } hit
                || hit.Phrase is "after" or "entro")
            {
                continue;
            }

            var last = hit.Last;
            for (var k = hit.Last + 1; k < text.Tokens.Length && k <= hit.Last + LongestTail
                && text.SentenceOf[k] == text.SentenceOf[i]; k++)
            {
                if (text.Tokens[k].Kind == TokenKind.Mark && text.Tokens[k].Folded is not ("-" or "'" or "&" or "."))
                {
                    break;
                }

                if (Lexicon.NeedWords.Contains("stop " + text.Tokens[k].Folded)
                    || Lexicon.NeedWords.Contains("join " + text.Tokens[k].Folded)
                    || Lexicon.TimeContext.GetValueOrDefault(text.Tokens[k].Folded) == "end")
                {
                    break;
                }

                last = text.Tokens[k].IsWordOrNumber ? k : last;
            }

            var moment = Moment(text, hit.Last + 1, last);
            if (last > hit.Last && (moment > 0 || hit.Value == "strong"))
            {
                yield return new Candidate(
                    string.Join(' ',
                    text.Slice(i, last).Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries)),
                    stretch.EvidenceOfTokens(i, last), 1.0 + Math.Max(ProjectWords(text, i), moment)
                    + (moment > 0 ? 0.5 : 0)
                    - Appointment(text, i, last),
                    "opened by a word of time");
            }
        }
    }

    // "before the audit", "przed remontem": what projects wait for.
    private static double Moment(TokenizedText text, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (Lexicon.TimeWords.At(text, i) is { Value: "moment" or "season" or "event" })
            {
                return 0.5;
            }
        }

        return 0;
    }
}
