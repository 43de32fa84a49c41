using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Job titles in Chinese, Japanese and Korean: the word that ends titles with the department before it
/// ("経理部長", "采购总监", "財務部 課長"), near the person's name.</summary>
internal static class IdeographicTitles
{
    public static Candidate? Find(Stretch stretch, Person person, bool own)
    {
        var text = stretch.Tokens;
        var family = person.Name?.Split(' ', '\u3000')[0] ?? "";
        Candidate? best = null;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            if (!text.IsIdeographic(i) || TitleIn(text.Word(i).ToString()) is not { } title)
            {
                continue;
            }

            var start = text.Tokens[i].Start + title.Start;
            var length = title.Length;
            if (family.Length is > 0 and <= 4 && length > family.Length
                && text.Text.AsSpan(start).StartsWith(family, StringComparison.Ordinal))
            {
                start += family.Length;
                length -= family.Length;
            }

            if (title.Start == 0 && i > 0 && text.IsIdeographic(i - 1)
                && text.Tokens[i].Start - text.Tokens[i - 1].End == 1
                && IdeographicWords.Ending(text.Word(i - 1), IdeographicWords.Departments) is not null
                && text.Tokens[i - 1].Length <= 12)
            {
                length += start - text.Tokens[i - 1].Start;
                start = text.Tokens[i - 1].Start;
            }

            // "IT主管"
            if (title.Start == 0 && i > 0 && !text.IsIdeographic(i - 1) && text.Tokens[i - 1].Kind == TokenKind.Word
                && text.Tokens[i - 1].End == text.Tokens[i].Start && text.Tokens[i - 1].Length <= 3)
            {
                length += text.Tokens[i - 1].Length;
                start = text.Tokens[i - 1].Start;
            }

            var (first, last) = text.Sentence(i);
            var sentence = text.Text.AsSpan(text.Tokens[first].Start, text.Tokens[last].End - text.Tokens[first].Start);
            var near = family.Length > 0 && sentence.Contains(family, StringComparison.Ordinal);
            var away = near ? Math.Abs(text.Text.IndexOf(family, text.Tokens[first].Start, StringComparison.Ordinal) - start) : 0;
            var score = (near ? 2.5 - Math.Min(0.5, away * 0.01) + (Math.Min(length - 2, 6) * 0.06) : 0) + (own && stretch.Kind == StretchKind.Signature ? 2.5 : 0);
            if (score >= 2 && (best is null || score > best.Score))
            {
                best = new Candidate(stretch.Text.Substring(start, length), stretch.Evidence(start, length), score,
                    "stands by their name");
            }
        }

        return best;
    }

    private static (int Start, int Length)? TitleIn(string run)
    {
        foreach (var title in IdeographicWords.Titles)
        {
            var at = run.IndexOf(title, StringComparison.Ordinal);
            if (at < 0 || (at + title.Length < run.Length && run[at + title.Length] is '会' or '合'))
            {
                continue;
            }

            var start = at;
            while (start > 0 && IsDepartmentLetter(run[start - 1]) && at - start < 8)
            {
                start--;
            }

            // The company before the department is not of the title.
            foreach (var company in IdeographicWords.Companies.Concat(IdeographicWords.Forms))
            {
                var end = run.AsSpan(start, at - start).LastIndexOf(company);
                if (end > 0)
                {
                    start += end + company.Length;
                    break;
                }
            }

            return (start, at + title.Length - start);
        }

        return null;
    }

    private static bool IsDepartmentLetter(char c) => !IdeographicWords.IsGrammar(c)
        && c is (>= '\u3400' and <= '\u9fff') or (>= '\u30a0' and <= '\u30ff') or (>= '\uac00' and <= '\ud7af') or 'ー'
        && c is not '様';
}
