using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Companies in Chinese, Japanese and Korean writing: by their legal form, before or behind the name, by a word
/// that ends company names (病院, 集团, 재단), or by the 様 and 御中 of address.</summary>
internal static class IdeographicCompanies
{
    private const int LongestName = 22;

    public static bool StartsAt(TokenizedText text, int i) => text.IsIdeographic(i);

    public static int Add(Stretch stretch, int token, List<CompanyRun> runs)
    {
        var text = stretch.Tokens;
        var run = text.Word(token).ToString();
        if (ByForm(run) is { } formed)
        {
            runs.Add(new CompanyRun(stretch, token, token, true) { Inside = formed });
        }
        else if (ByEnding(run) is { } ending)
        {
            runs.Add(new CompanyRun(stretch, token, token, false) { Inside = ending });
        }
        else if (Addressed(run) is { } addressed)
        {
            runs.Add(new CompanyRun(stretch, token, token, false) { Inside = addressed });
        }

        return token + 1;
    }

    private static (int Start, int Length)? ByForm(string run)
    {
        foreach (var form in IdeographicWords.Forms)
        {
            var at = run.IndexOf(form, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            int start = at, end = at + form.Length;
            if (end < run.Length && IsName(run[end]) && !IsTitleNext(run, end))
            {
                end = NameEnd(run, end);
            }
            else
            {
                start = NameStart(run, at);
            }

            return end - start > form.Length ? (start, end - start) : null;
        }

        return null;
    }

    private static (int Start, int Length)? ByEnding(string run)
    {
        foreach (var word in IdeographicWords.Companies)
        {
            var at = run.IndexOf(word, StringComparison.Ordinal);
            if (at <= 0)
            {
                continue;
            }

            var start = NameStart(run, at);
            var end = at + word.Length;

            // A longer ending may follow: "医疗" in "明德医疗集团".
            while (IdeographicWords.Companies.FirstOrDefault(w => run.AsSpan(end).StartsWith(w, StringComparison.Ordinal)) is { } more)
            {
                end += more.Length;
            }

            return start < at && end - start is >= 3 and <= LongestName ? (start, end - start) : null;
        }

        return null;
    }

    // What stands before 様 in a heading ("ミナト様のご紹介"), longer than a person's name.
    private static (int Start, int Length)? Addressed(string run)
    {
        var at = run.IndexOf('様', StringComparison.Ordinal);
        at = at < 0 ? run.IndexOf("御中", StringComparison.Ordinal) : at;
        if (at <= 0)
        {
            return null;
        }

        var start = NameStart(run, at);
        return at - start >= 5 ? (start, at - start) : null;
    }

    private static int NameEnd(string run, int at)
    {
        while (at < run.Length && IsName(run[at]) && !IsTitleNext(run, at))
        {
            at++;
        }

        return at;
    }

    // "総務部長" and the like behind the name are not of it.
    private static bool IsTitleNext(string run, int at)
    {
        foreach (var title in IdeographicWords.Titles)
        {
            var found = run.AsSpan(at).IndexOf(title);
            if (found is >= 0 and <= 4 && (found == 0 || IdeographicWords.Ending(run.AsSpan(at, found + 1), IdeographicWords.Departments) is not null
                || IdeographicWords.Ending(run.AsSpan(at, found), IdeographicWords.Departments) is not null))
            {
                return true;
            }
        }

        return false;
    }

    private static int NameStart(string run, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestName && IsName(run[start - 1]))
        {
            start--;
        }

        // A name in hiragana ("ひかり食品株式会社") reaches to the start of the run; a particle before it does not.
        if (start is > 0 and <= 6 && IsHiragana(run[start - 1]) && run[start - 1] is not ('の' or 'は' or 'が' or 'を' or 'に' or 'と' or 'で' or 'も' or 'た' or 'る' or 'す')
            && run[..start].All(c => !IsHiragana(c) || c is not ('の' or 'は' or 'が' or 'を')))
        {
            start = 0;
        }

        return start;
    }

    private static bool IsHiragana(char c) => c is >= '\u3040' and <= '\u309f';

    private static bool IsName(char c) =>
        c is (>= '\u3400' and <= '\u9fff') or (>= '\u30a0' and <= '\u30ff') or (>= '\uac00' and <= '\ud7af') or 'ー' or '々';
}
