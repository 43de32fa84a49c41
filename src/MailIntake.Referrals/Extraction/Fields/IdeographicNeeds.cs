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
                while (start > 0 && end - start < Longest && !IsEdge(text[start - 1], true)
                    && !(text[start - 1] == ' ' && start > 1 && text[start - 2] is '은' or '는' or '이' or '가' or '서' or '로'))
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

            if (IdeographicWords.Times.Contains(text[start..end]))
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

    /// <summary>The words around, as far as they are one noun: 予約 to 予約受付の一元化.</summary>
    public static (int Start, int End) Phrase(string text, int start, int end)
    {
        var limit = end + Longest / 2;
        while (start > 0 && limit - start < Longest && IsNoun(text, start - 1))
        {
            start--;
        }

        while (end < text.Length && end < limit && IsNoun(text, end))
        {
            end++;
        }

        while (end > start + 1 && text[end - 1] == 'の')
        {
            end--;
        }

        while (start < end - 1 && text[start] == 'の')
        {
            start++;
        }

        return (start, end);
    }

    // Hangul takes its particle along; a space ends it.
    private static bool IsNoun(string text, int i) =>
        (TextFold.IsIdeographic(text[i]) && (text[i] is < '\u3040' or > '\u309f')) || text[i] is 'の' or '・' or 'ー';

    private static bool IsEdge(char c, bool before) =>
        char.IsPunctuation(c) && c is not ('・' or '-' or 'ー' or '&' or '/') || c is '\n'
        || (before && c is 'は' or 'が' or 'で' or 'も' or 'に' or '对' or '對' or '用' or '做');
}
