using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Companies in Chinese, Japanese and Korean writing: by their legal form, before or behind the name, or by the
/// 様 and 御中 of address.</summary>
internal static class IdeographicCompanies
{
    private static readonly string[] Forms =
    [
        "株式会社", "有限会社", "合同会社", "合資会社", "一般社団法人", "医療法人社団", "医療法人財団", "医療法人", "社会福祉法人", "学校法人", "独立行政法人",
        "股份有限公司", "有限责任公司", "有限公司", "集团", "주식회사", "의료법인",
    ];

    private static readonly string[] Kinds = ["病院", "医院", "クリニック", "大学", "銀行", "医院", "公司", "병원", "의원", "클리닉"];

    public static bool StartsAt(TokenizedText text, int i) => text.IsIdeographic(i);

    public static int Add(Stretch stretch, int token, List<CompanyRun> runs)
    {
        var text = stretch.Tokens;
        var run = text.Word(token).ToString();
        if (NameIn(run) is { } name)
        {
            runs.Add(new CompanyRun(stretch, token, token, Forms.Any(f => run.Contains(f, StringComparison.Ordinal))) { Inside = name });
        }
        else if (AddressedIn(run) is { } addressed)
        {
            runs.Add(new CompanyRun(stretch, token, token, false) { Inside = addressed });
        }

        return token + 1;
    }

    /// <summary>The name inside a run of ideographs, with its place in the run; null where none is sure.</summary>
    private static (int Start, int Length)? NameIn(string run)
    {
        foreach (var form in Forms)
        {
            var at = run.IndexOf(form, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            int end = at + form.Length, start = at;
            while (end < run.Length && IsName(run[end]))
            {
                end++;
            }

            if (end == at + form.Length)
            {
                while (start > 0 && (IsName(run[start - 1]) || (start == at && run[start - 1] is not ('の' or 'は' or 'が' or 'を' or 'に' or 'と'))))
                {
                    start--;
                }

                start = IsWholeHiraganaStart(run, start) ? 0 : start;
            }

            return end - start > form.Length ? (start, end - start) : null;
        }

        foreach (var kind in Kinds)
        {
            var at = run.IndexOf(kind, StringComparison.Ordinal);
            if (at > 0)
            {
                var start = at;
                while (start > 0 && IsName(run[start - 1]))
                {
                    start--;
                }

                return start < at ? (start, at + kind.Length - start) : null;
            }
        }

        return null;
    }

    /// <summary>What stands before 様 in a heading ("ミナト物流様のご紹介"), longer than a person's name.</summary>
    private static (int Start, int Length)? AddressedIn(string run)
    {
        var at = run.IndexOf('様', StringComparison.Ordinal);
        if (at <= 0)
        {
            return null;
        }

        var start = at;
        while (start > 0 && (IsName(run[start - 1]) || (run[start - 1] is >= '\u3040' and <= '\u309f' && start - 1 < 4 && at - start > 1)))
        {
            start--;
        }

        return at - start >= 4 ? (start, at - start) : null;
    }

    private static bool IsWholeHiraganaStart(string run, int start) =>
        start is > 0 and <= 4 && run[..start].All(c => c is >= '\u3040' and <= '\u309f') && !run[..start].Contains('の', StringComparison.Ordinal);

    private static bool IsName(char c) =>
        c is (>= '\u3400' and <= '\u9fff') or (>= '\u30a0' and <= '\u30ff') or (>= '\uac00' and <= '\ud7af') or 'ー' or '々';
}
