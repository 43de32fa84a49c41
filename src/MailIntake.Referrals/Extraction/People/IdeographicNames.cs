using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Names in Chinese, Japanese and Korean writing: what stands before 様, さん, 氏, 先生, 女士, 님, with its
/// given name where a space parts the two.</summary>
internal static class IdeographicNames
{
    private static readonly string[] Behind = ["様", "さま", "さん", "氏", "殿", "先生", "女士", "小姐", "经理", "님", "씨"];

    /// <summary>Looks at the run of ideographs at the token and returns the token to go on with.</summary>
    public static int Add(Stretch stretch, int token, List<NameMention> found)
    {
        var text = stretch.Tokens;
        var run = text.Word(token).ToString();
        foreach (var behind in Behind)
        {
            for (var at = run.IndexOf(behind, StringComparison.Ordinal); at >= 0; at = run.IndexOf(behind, at + behind.Length, StringComparison.Ordinal))
            {
                var start = at;
                while (start > 0 && IsNameLetter(run[start - 1]) && at - start < 5)
                {
                    start--;
                }

                AddName(stretch, token, run, start, at, found);
            }
        }

        return token + 1;
    }

    private static void AddName(Stretch stretch, int token, string run, int start, int end, List<NameMention> found)
    {
        var name = run[start..end];
        if (name.Length is 0 or > 5 || name[^1] is '客' or '社'
            || name is "皆" or "担当者" or "御社" or "貴社" or "奥")
        {
            return;
        }

        var text = stretch.Tokens;
        var first = token;
        if (start == 0 && token > 0 && text.IsIdeographic(token - 1) && text.Tokens[token].Start - text.Tokens[token - 1].End == 1
            && text.Tokens[token - 1].Length <= 4)
        {
            first = token - 1;
            name = $"{text.Word(first)} {name}";
        }

        found.Add(new NameMention(stretch, first, token, first, name));
    }

    // Kanji and katakana make names; hiragana are mostly grammar.
    private static bool IsNameLetter(char c) => c is (>= '\u3400' and <= '\u9fff') or (>= '\u30a0' and <= '\u30ff') or (>= '\uac00' and <= '\ud7af') or '々';
}
