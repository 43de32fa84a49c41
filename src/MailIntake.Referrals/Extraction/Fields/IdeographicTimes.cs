using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Times in Japanese, Chinese and Korean: 来年4月, 今年の秋, 第3四半期, 年内, 明年三月, 내년 3월.</summary>
internal static class IdeographicTimes
{
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

            var nearby = text.AsSpan(Math.Max(0, start - 4), Math.Min(text.Length - Math.Max(0, start - 4), length + 16));
            var score = 1.2 - (0.05 * seen++);
            foreach (var project in IdeographicWords.TimeProjects)
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
        var opening = IdeographicWords.Times.Where(o => text.AsSpan(start).StartsWith(o, StringComparison.Ordinal))
            .OrderByDescending(o => o.Length).FirstOrDefault();
        if (opening is { Length: 1 } && start > 0 && text[start - 1] != 'の')
        {
            return 0;
        }

        // "国庆节前", "추석 연휴 전", "お盆前": a feast or season with "before" right behind it.
        foreach (var feast in IdeographicWords.Feasts)
        {
            if (text.AsSpan(start).StartsWith(feast, StringComparison.Ordinal))
            {
                var close = IdeographicWords.TimeTails.FirstOrDefault(t =>
                    text.AsSpan(start + feast.Length).StartsWith(t, StringComparison.Ordinal));
                return close is null ? 0 : feast.Length + close.Length;
            }
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

        if (opening is null && SpanAt(text, start) is var span and > 0)
        {
            return span;
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

            foreach (var tail in IdeographicWords.TimeTails)
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

        if (opening is not null && SpanAt(text, end) is var again and > 0)
        {
            return end + again - start;
        }

        return opening is null || opening is "今年" or "来年" or "내년" or "올해"
            && end - start == opening.Length ? 0 : end - start;
    }

    // "3ヶ月以内", "半年内", "6개월 이내": a count, its unit and "within". Or a second time behind the first: 明年第一季度.
    private static int SpanAt(string text, int start)
    {
        var i = start;
        while (i < text.Length && i - start < 5 && (char.IsAsciiDigit(text[i]) || "一二三四五六七八九十半两兩".Contains(text[i], StringComparison.Ordinal)))
        {
            i++;
        }

        if (i > start)
        {
            foreach (var unit in IdeographicWords.TimeUnits)
            {
                if (text.AsSpan(i).StartsWith(unit, StringComparison.Ordinal))
                {
                    var end = i + unit.Length;
                    var within = IdeographicWords.TimeWithin.FirstOrDefault(w =>
                        text.AsSpan(end).StartsWith(w, StringComparison.Ordinal));
                    return within is null ? 0 : end + within.Length - start;
                }
            }
        }

        return IdeographicWords.Times.FirstOrDefault(t => t.Length > 1
            && text.AsSpan(start).StartsWith(t, StringComparison.Ordinal) && t[0] is '第' or '一' or '二' or '三' or '四' or '上' or '下')
            ?.Length ?? 0;
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
