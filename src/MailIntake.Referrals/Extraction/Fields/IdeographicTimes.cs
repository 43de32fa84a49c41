using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Times in Japanese, Chinese and Korean: 来年4月, 今年の秋, 第3四半期, 年内, 明年三月, 내년 3월.</summary>
internal static class IdeographicTimes
{
    private static readonly string[] Openings =
        ["来年", "再来年", "今年", "年内", "年度内", "今期", "来期", "来年度", "今年度", "今夏", "今秋", "明年", "今年底", "年底", "上半年", "下半年", "第一季度",
        "第二季度", "第三季度", "第四季度",
         "第1四半期", "第2四半期", "第3四半期", "第4四半期", "内年", "내년", "올해", "상반기", "하반기", "春", "夏", "秋", "冬"];

    private static readonly string[] Projects =
        ["稼働", "導入", "開始", "決定", "希望", "予定", "上线", "启动", "实施", "决定", "도입", "가동", "시작", "までに", "头", "之前", "前"];

    public static IEnumerable<Candidate> Find(Stretch stretch)
    {
        var text = stretch.Text;
        var seen = 0;
        for (var start = 0; start < text.Length; start++)
        {
            if (!TextFold.IsIdeographic(text[start]) && !char.IsAsciiDigit(text[start]))
            {
                continue;
            }

            var length = LengthAt(text, start);
            if (length == 0)
            {
                continue;
            }

            var nearby = text.AsSpan(start, Math.Min(text.Length - start, length + 12));
            var score = 1.2 - (0.05 * seen++);
            foreach (var project in Projects)
            {
                score += nearby.Contains(project, StringComparison.Ordinal) ? 0.4 : 0;
            }

            yield return new Candidate(text.Substring(start, length), stretch.Evidence(start, length), score,
                "a time by words of a project");
            start += length;
        }
    }

    private static int LengthAt(string text, int start)
    {
        var opening = Openings.Where(o => text.AsSpan(start).StartsWith(o, StringComparison.Ordinal))
            .OrderByDescending(o => o.Length).FirstOrDefault();
        if (opening is { Length: 1 } && start > 0 && text[start - 1] != 'の')
        {
            return 0;
        }

        var end = start + (opening?.Length ?? 0);
        if (opening is not null && end < text.Length && text[end] is 'の' or '度' or '中' or '底' or ' ')
        {
            end += end + 1 < text.Length
                && (char.IsAsciiDigit(text[end + 1]) || "春夏秋冬夏".Contains(text[end + 1], StringComparison.Ordinal)) ? 1
                : 0;
        }

        foreach (var month in new[] { "十一月", "十二月", "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月" })
        {
            if (opening is not null && text.AsSpan(end).StartsWith(month, StringComparison.Ordinal))
            {
                end += month.Length;
                return end - start;
            }
        }

        var digits = end;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]) && digits - end < 4)
        {
            digits++;
        }

        if (digits > end && digits < text.Length && text[digits] is '月' or '월' or '年' or '년')
        {
            end = digits + 1;
            if (text[digits] is '年' or '년' && LengthOfMonth(text, end) is var month && month > 0)
            {
                end += month;
            }

            foreach (var tail in new[] { "まで", "末", "初旬", "中旬", "下旬", "頃", "底", "前" })
            {
                if (text.AsSpan(end).StartsWith(tail, StringComparison.Ordinal))
                {
                    end += tail.Length;
                    break;
                }
            }

            // "6月3日" is a day, likely an appointment or the letter's date.
            return end < text.Length && char.IsAsciiDigit(text[end]) && opening is null ? 0 : end - start;
        }

        if (opening is not null && end < text.Length && "春夏秋冬".Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }

        return opening is null || opening is "今年" or "来年" or "내년" or "올해"
            && end - start == opening.Length ? 0 : end - start;
    }

    private static int LengthOfMonth(string text, int at)
    {
        var i = at;
        while (i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == ' ') && i - at < 3)
        {
            i++;
        }

        return i > at && i < text.Length && text[i] is '月' or '월' ? i + 1 - at : 0;
    }
}
