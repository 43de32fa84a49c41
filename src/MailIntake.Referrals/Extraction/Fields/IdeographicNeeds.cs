using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>The need in Japanese, Chinese and Korean: the words before を検討 and its kin, behind 想找 and its
/// kin, up to the clause's edge.</summary>
internal static class IdeographicNeeds
{
    private const int Longest = 24;

    public static Candidate? Find(Stretch stretch)
    {
        var text = stretch.Text;
        return Best(stretch, text, IdeographicWords.NeedBefore, true)
            ?? Best(stretch, text, IdeographicWords.NeedBehind, false);
    }

    private static Candidate? Best(Stretch stretch, string text, string[] cues, bool before)
    {
        foreach (var cue in cues)
        {
            var at = text.IndexOf(cue, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            int start = before ? at : at + cue.Length, end = start;
            if (before)
            {
                while (start > 0 && end - start < Longest && !IsEdge(text[start - 1], true))
                {
                    start--;
                }
            }
            else
            {
                while (end < text.Length && end - start < Longest && !IsEdge(text[end], false))
                {
                    end++;
                }
            }

            while (start < end && char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '的' or '等' or 'の'))
            {
                end--;
            }

            foreach (var opening in IdeographicWords.NeedOpenings)
            {
                if (before && text.AsSpan(start, end - start).IndexOf(opening) is >= 0 and var opened)
                {
                    start += opened + opening.Length;
                }
            }

            if (start < end && text[start] is >= '\u3040' and <= '\u309f')
            {
                continue;
            }

            // "来年4月の導入を検討", "예산은 약 5천만 원": a time or an amount, no need.
            if (end - start is >= 2 and < Longest && !text.AsSpan(start, end - start).ContainsAnyInRange('0', '9'))
            {
                return new Candidate(text[start..end], stretch.Evidence(start, end - start), 1.4, $"by \"{cue}\"");
            }
        }

        return null;
    }

    private static bool IsEdge(char c, bool before) =>
        char.IsPunctuation(c) && c is not ('・' or '-' or 'ー' or '&' or '/') || c is '\n'
        || (before && c is 'は' or 'が' or 'で' or 'も' or 'に' or '对' or '對');
}
