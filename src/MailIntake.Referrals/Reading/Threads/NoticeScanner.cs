using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Finds what is nobody's word in a message's own lines: the banner that a gateway puts on top, and the legal
/// notices and list footers at the end.</summary>
internal readonly ref struct NoticeScanner(RenderedBody body, List<int> own, AuthorName author)
{
    private const int BannerLines = 6;
    private const int LongestBanner = 600;
    private const int LongestTag = 40;
    private const int NoticeLines = 40;
    private const int ShortestNotice = 40;
    private const int ShortestRunOnNotice = 15;
    private const int ShortestFooter = 9;
    private const int SureLength = 100;
    private const int LongestFolded = 400;

    private static readonly PhraseTable Notices =
        PhraseTable.Beginnings("Words.signoffs.tsv", "disclaimer", "footer", "print");
    private static readonly PhraseTable Banners = PhraseTable.Beginnings("Words.signoffs.tsv", "banner");
    private static readonly WordSet Tags = WordSet.Of("Words.signoffs.tsv", "tag");

    /// <summary>Where the message begins below the banner; the banner's lines go to the notices.</summary>
    public int SkipBanner(List<int> notices)
    {
        var first = 0;
        var seen = 0;
        var isHeading = true;
        for (var i = 0; i < own.Count && seen < BannerLines; i++)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            seen++;
            var isBanner = IsBanner(text, isContinued: first == i && first > 0);
            if (isBanner && isHeading)
            {
                notices.AddRange(own.GetRange(first, i + 1 - first));
                first = i + 1;
            }
            else if (first == 0 || i > first)
            {
                // A heading, a rule or a picture's words may stand over the banner; a letter's words may not.
                isHeading = text.Length <= LongestTag && !HasLowerWord(text);
            }

            if (!isHeading)
            {
                break;
            }
        }

        return first;
    }

    private static bool IsBanner(ReadOnlySpan<char> text, bool isContinued)
    {
        if (text.Length > LongestBanner)
        {
            return false;
        }

        Span<char> buffer = stackalloc char[LongestFolded];
        var folded = (ReadOnlySpan<char>)buffer[..Folding.Fold(text[..Math.Min(text.Length, LongestFolded)], buffer)];
        var core = folded.Trim("[](){}<>*_!=-#:|~ \u26a0\ufe0f");
        if (core.Length <= LongestTag && Tags.Contains(core) && (text.Length > core.Length || IsUpper(text)))
        {
            return true;
        }

        var word = core.IndexOfAny(':', ' ', '!');
        var isWarning = word > 0 && Tags.Contains(core[..word]);
        return text.Length > 12 && Banners.Find(folded) is [var phrase, ..]
            && (phrase.Start <= 30 || isWarning || isContinued);
    }

    private static bool IsUpper(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasLowerWord(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLower(text[i]) && (i == 0 || text[i - 1] == ' '))
            {
                return true;
            }
        }

        return text[^1] is ',' or '，' or '、' or '،';
    }

    /// <summary>Where the notices begin that end the message.</summary>
    public int FindNotice(int first, int end)
    {
        var notice = end;
        var firstText = LetterLines.FirstText(body, own, first, end);
        var lowest = Math.Max(first + 1, end - NoticeLines);
        for (var i = end - 1; i >= lowest; i--)
        {
            var text = body.LineText(own[i]);
            if (text.Length < ShortestFooter)
            {
                continue;
            }

            if (IsNotice(text, i, end) && firstText < i && !IsSignedBelow(i, notice))
            {
                notice = i;
            }
        }

        if (notice == end)
        {
            return end;
        }

        // A wrapped notice begins with its paragraph; a list's footer with its rule.
        while (notice > first + 1 && body.LineText(own[notice - 1]) is var above
            && (above.Length >= 50 || (above.Length >= 10 && LetterLines.IsRule(above.Trim())))
            && firstText < notice - 1)
        {
            notice--;
        }

        return notice;
    }

    private bool IsNotice(ReadOnlySpan<char> text, int line, int end)
    {
        text = text.TrimStart();
        var isLong = text.Length >= ShortestNotice || (text.Length >= ShortestRunOnNotice && text[0] > '\u2e80');
        Span<char> buffer = stackalloc char[LongestFolded];
        var folded = (ReadOnlySpan<char>)buffer[..Folding.Fold(text[..Math.Min(text.Length, LongestFolded)], buffer)];
        var disclaimers = 0;
        foreach (var found in Notices.Find(folded))
        {
            switch (found.Role)
            {
                case "print":
                case "footer" when found.Start <= 2 || LetterLines.IsRule(body.LineText(own[line - 1]).Trim()):
                    return true;
                case "disclaimer":
                    disclaimers++;
                    break;
            }
        }

        return isLong && disclaimers > 0
            && (disclaimers > 1 || text[0] > '\u2e80' || ParagraphLength(line, end) >= SureLength);
    }

    private int ParagraphLength(int line, int end)
    {
        var length = 0;
        for (var i = line; i < end && !body.Lines[own[i]].IsBlank && length < SureLength; i++)
        {
            length += body.Lines[own[i]].Length;
        }

        return length;
    }

    /// <summary>The author's name stands below: then it is his own word on what is confidential.</summary>
    private bool IsSignedBelow(int line, int end)
    {
        for (var i = line + 1; i < end; i++)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.Length is > 1 and <= LongestTag && author.Begins(text, isLast: false))
            {
                return true;
            }
        }

        return false;
    }
}
