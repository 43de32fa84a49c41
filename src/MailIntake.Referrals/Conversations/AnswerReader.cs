using System.Collections.Immutable;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// Reads a sender's answer in the light of what was asked. Only the newly written words count. A confirmation must be
/// said; what cannot be understood for certain is unclear, and a person looks.
/// </summary>
public static class AnswerReader
{
    private const int LongestExcerpt = 200;

    public static Heard Read(EmailReading reading, Conversation conversation, PartnerDirectory directory)
    {
        var by = reading.Email.From.FirstOrDefault()?.Address;
        if (reading.Kind is EmailKind.AutoReply or EmailKind.Bounce)
        {
            var kind = reading.Kind == EmailKind.Bounce ? HeardKind.Bounced : HeardKind.Automatic;
            return Heard.OfAll(conversation, kind, Excerpt.Of(reading.NewText.Text, LongestExcerpt), by);
        }

        var lines = AnswerLine.Split(AnswerText.Of(reading));
        var about = conversation.Referrals.Count == 1
            ? [Judge(lines, conversation, conversation.Referrals[0], directory)]
            : Concerned(conversation)
                .Select(r => (Referral: r, Lines: LinesFor(r, lines, conversation)))
                .Where(x => x.Lines.Count > 0)
                .Select(x => Judge(x.Lines, conversation, x.Referral, directory))
                .ToList();
        return about.Count > 0
            ? new Heard(about, by)
            : Heard.OfAll(conversation, HeardKind.Unclear, Excerpt.Of(reading.NewText.Text, LongestExcerpt), by);
    }

    /// <summary>An answer speaks of what is open; where nothing is, of everything.</summary>
    private static List<Referral> Concerned(Conversation conversation)
    {
        var open = conversation.Referrals.Where(r => r.IsOpen || r.State == ReferralState.InReview).ToList();
        return open.Count > 0 ? open : [.. conversation.Referrals];
    }

    /// <summary>The lines that speak of one referral among several: those with its number (or its question's), and
    /// those without any number where nothing is numbered.</summary>
    private static List<AnswerLine> LinesFor(Referral referral, IReadOnlyList<AnswerLine> lines, Conversation conversation)
    {
        var numbered = lines.Any(l => l.Numbers.Count > 0);
        return [.. lines.Where(l => numbered
            ? l.Numbers.Any(n => QuestionOf(n, conversation)?.Number is { } asked
                ? asked == referral.Number
                : conversation.Asked.Count == 0 && n == referral.Number)
            : conversation.Asked.Count == 0 || conversation.Asked.Any(q => q.Number == referral.Number))];
    }

    /// <summary>The question with that number in our last letter, or null where it asked for confirmation.</summary>
    private static Question? QuestionOf(int number, Conversation conversation) =>
        number > 0 && number <= conversation.Asked.Count ? conversation.Asked[number - 1] : null;

    private static HeardAbout Judge(
        IReadOnlyList<AnswerLine> lines,
        Conversation conversation,
        Referral referral,
        PartnerDirectory directory)
    {
        var text = VisibleText.Concat([.. lines.Select(l => l.Text)]);
        var asked = conversation.Asked.Where(q => q.Number == referral.Number).Select(q => q.Field).ToList();
        var found = Values(lines, conversation, asked, directory);
        var changes = ImmutableSortedDictionary.CreateBuilder<FieldName, FieldValue>();
        foreach (var (field, value) in found)
        {
            if (referral.Draft.Text(field) != value.Value)
            {
                changes[field] = value;
            }
        }

        var meanings = lines.SelectMany(l => AnswerWords.Read(l.Words)).ToList();
        var kind = KindOf(meanings, text.Text, changes.Count > 0, found.Count > 0, asked.Count > 0, referral);
        return new HeardAbout(referral.Number, kind, Excerpt.Of(text.Text, LongestExcerpt))
        {
            Values = kind is HeardKind.Answered or HeardKind.Corrected
                ? changes.ToImmutable()
                : ImmutableSortedDictionary<FieldName, FieldValue>.Empty,
        };
    }

    /// <summary>A numbered line answers its question; the other lines together answer what was asked.</summary>
    private static List<(FieldName Field, FieldValue Value)> Values(
        IReadOnlyList<AnswerLine> lines,
        Conversation conversation,
        List<FieldName> asked,
        PartnerDirectory directory)
    {
        var found = new List<(FieldName Field, FieldValue Value)>();
        var others = new List<VisibleText>();
        foreach (var line in lines)
        {
            if (line.Numbers is [var number] && QuestionOf(number, conversation) is { } question)
            {
                found.AddRange(AnswerValues.Find(line.Text, [question.Field], directory));
            }
            else
            {
                others.Add(line.Text);
            }
        }

        var open = asked.Where(f => !found.Exists(v => v.Field == f)).ToList();
        found.AddRange(AnswerValues.Find(VisibleText.Concat(others), open, directory));
        found.RemoveAll(f => f.Field != FieldName.ConsentToContact && IsNoValue(f.Value.Value));
        return found;
    }

    /// <summary>"Yes please" and "I don't know" answer a question and are no company.</summary>
    private static bool IsNoValue(string value)
    {
        var meanings = AnswerWords.Read(value);
        return meanings.Contains(AnswerMeaning.But) || (meanings.Count > 0 && meanings.All(m => m is not null));
    }

    private static HeardKind KindOf(
        List<AnswerMeaning?> meanings,
        string text,
        bool changes,
        bool values,
        bool asked,
        Referral referral)
    {
        bool Says(AnswerMeaning meaning) => meanings.Contains(meaning);
        bool Opens(AnswerMeaning meaning) => meanings.Find(m => m is not AnswerMeaning.Thanks) == meaning
            && meanings.Count > 0;
        var onlyThat = meanings.TrueForAll(m => m is not null);
        var confirmation = !asked && (referral.Shown || referral.State is not ReferralState.NeedsInfo);

        if (changes)
        {
            return asked ? HeardKind.Answered : HeardKind.Corrected;
        }

        // A bare "no" to a question refuses the answer, not the referral.
        if ((Says(AnswerMeaning.Withdraw) || (Opens(AnswerMeaning.No) && onlyThat && !asked))
            && !Says(AnswerMeaning.Yes) && !Says(AnswerMeaning.But))
        {
            return HeardKind.Withdrawn;
        }

        if (Opens(AnswerMeaning.Yes) && confirmation)
        {
            return Says(AnswerMeaning.But) || Says(AnswerMeaning.Later) || Says(AnswerMeaning.Withdraw)
                || Says(AnswerMeaning.No) || IsDoubted(text)
                ? HeardKind.Unclear
                : HeardKind.Confirmed;
        }

        if (Says(AnswerMeaning.Status) && !values)
        {
            return HeardKind.StatusAsked;
        }

        if (Says(AnswerMeaning.Later) && !values && meanings.Count <= 12)
        {
            return HeardKind.Postponed;
        }

        return text.AsSpan().IndexOfAny('?', '？') >= 0 && !Opens(AnswerMeaning.Yes)
            ? HeardKind.Questioned
            : HeardKind.Unclear;
    }

    /// <summary>"YES? What does that mean?": the yes itself is asked.</summary>
    private static bool IsDoubted(string text)
    {
        var sentence = text.AsSpan(0, Math.Max(0, text.AsSpan().IndexOfAny('?', '？')));
        sentence = sentence[(sentence.LastIndexOfAny('.', '!', '\n') + 1)..].Trim();
        return sentence.Length > 0 && sentence.Count(' ') == 0;
    }
}
