using System.Globalization;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The introduction's own date, as its author's clock showed it: the introducer's inner message, else the
/// message
/// they passed on, else (for a live introduction) the mail itself.</summary>
internal static class IntroductionDate
{
    public static FieldValue? Find(IReadOnlyList<Passage> passages, Introduction introduction, Sides sides)
    {
        // The oldest of the introducer's own messages; for a live introduction the mail itself.
        var own = introduction.Theirs.Where(p => p.Date?.Local is not null).OrderByDescending(p => p.Age)
            .FirstOrDefault();
        var passage = own;
        if (passages.Count > 1 && own is { IsOuter: true })
        {
            var live = own.Recipients.Any(c => !sides.IsOurs(c));
            passage = live ? own : passages.FirstOrDefault(p => !p.IsOuter && p.Date?.Local is not null) ?? own;
        }

        passage ??= passages.FirstOrDefault(p => !p.IsOuter && p.Date?.Local is not null)
            ?? passages.FirstOrDefault(p => p.IsOuter && p.Date?.Local is not null);
        if (passage?.Date is not { Local: { } local } date)
        {
            return null;
        }

        var typed = passages.Count == 1 && !passages[0].Recipients.Any(c => !sides.IsTrack(c));
        var evidence = new Evidence(date.Text, date.Where, passage.IsOuter ? FoundHow.Header : FoundHow.ForwardHeader);
        return new FieldValue(local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), typed ? 0.7 : own is not null
            ? 0.95 : 0.9, evidence);
    }
}
