using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>Knows lines of letters by what they are: a closing formula, a phone's line, a postscript, a rule, a sentence
/// of prose. The words are those of signoffs.tsv.</summary>
internal static class LetterLines
{
    public const int LongestShort = 110;

    private const int LongestClosing = 60;
    private const int LongestMobile = 120;
    private const int ProseWords = 4;
    private const int WrappedProseWords = 9;
    private const int RunOnProse = 12;
    private const string RuleCharacters = "-_=*~#+|—–―─━═•·.";
    private const string ClosingMarks = ",.! :-…、。，،;！~";

    private static readonly WordSet Closings = WordSet.Of("Words.signoffs.tsv", "closing");
    private static readonly WordFilter ClosingWords = FilterOf(Closings.Words);
    private static readonly WordSet Joints = WordSet.Of("Words.signoffs.tsv", "and");
    private static readonly WordSet Places = WordSet.Of("Words.signoffs.tsv", "place");
    private static readonly Beginnings Mobiles = new("mobile");
    private static readonly string[] Devices = [.. WordSet.Of("Words.signoffs.tsv", "device").Words];
    private static readonly string[] MobileEnds = [.. WordSet.Of("Words.signoffs.tsv", "mobile-end").Words];
    private static readonly Beginnings Postscripts = new("postscript");

    public static bool IsClosing(ReadOnlySpan<char> text, AuthorName author)
    {
        text = text.Trim("*_ >");
        if (text.Length is < 1 or > LongestClosing || !ClosingWords.MayBegin(text))
        {
            return false;
        }

        Span<char> buffer = stackalloc char[LongestClosing];
        var folded = (ReadOnlySpan<char>)buffer[..Folding.Fold(text, buffer)];
        folded = folded.TrimEnd(ClosingMarks);
        if (Closings.Contains(folded))
        {
            return true;
        }

        // "Best, Dana", "LG Kathi", "Gruß Tobias", "Cheers - Owen": a formula and a name of one or two words.
        for (var space = folded.LastIndexOf(' '); space > 0; space = folded[..space].LastIndexOf(' '))
        {
            var head = folded[..space].TrimEnd(",.!-–: ");
            if (head.Length > 1 && Closings.Contains(head))
            {
                var rest = folded[space..].Trim(" ,.!-–&");
                return IsJoined(rest) || (rest.Count(' ') <= 2 && rest.Length <= 30
                    && (author.Is(rest) || HasOnlyNameWords(text, WithoutFirst(rest, Places))));
            }
        }

        return false;
    }

    /// <summary>"Thank you and kind regards", "Ďakujem a prajem pekný deň": the second of two formulas.</summary>
    private static bool IsJoined(ReadOnlySpan<char> rest) =>
        Closings.Contains(rest) || Closings.Contains(WithoutFirst(rest, Joints));

    private static ReadOnlySpan<char> WithoutFirst(ReadOnlySpan<char> text, WordSet words)
    {
        var space = text.IndexOf(' ');
        return space > 0 && words.Contains(text[..space]) ? text[(space + 1)..] : text;
    }

    /// <summary>A line that a phone or a mail program adds.</summary>
    public static bool IsMobile(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("*_<>[( \u2063\u200b");
        if (text.Length is < 4 or > LongestMobile)
        {
            return false;
        }

        Span<char> buffer = stackalloc char[LongestMobile];
        var folded = (ReadOnlySpan<char>)WithoutLinks(buffer[..Folding.Fold(text, buffer)]);
        if (Mobiles.Begin(folded) && (!IsProse(text) || HasDevice(folded)))
        {
            return true;
        }

        folded = folded.TrimEnd(" .。)]*");
        foreach (var end in MobileEnds)
        {
            if (folded.EndsWith(end, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Sent from the office this morning: both forms." names neither a device nor a program.</summary>
    private static bool HasDevice(ReadOnlySpan<char> folded)
    {
        foreach (var device in Devices)
        {
            if (folded.Contains(device, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"PS: ..."; the table says how it begins, a sign behind it is needed: "PST" is none.</summary>
    public static bool IsPostscript(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("*_ (");
        if (text.Length < 5 || !Postscripts.MayBegin(text[0]))
        {
            return false;
        }

        Span<char> buffer = stackalloc char[12];
        var folded = (ReadOnlySpan<char>)buffer[..Folding.Fold(text[..Math.Min(12, text.Length)], buffer)];
        return Postscripts.Length(folded) is > 0 and var end && end < folded.Length
            && (!char.IsLetterOrDigit(folded[end]) || folded[0] > '\u1100');
    }

    /// <summary>Nothing but dashes, stars, lines and the like, two or more.</summary>
    public static bool IsRule(ReadOnlySpan<char> text) =>
        text.Length >= 2 && !text.ContainsAnyExcept(RuleCharacters + " ");

    /// <summary>A sentence, or a line of one: signatures hold names, titles and numbers.</summary>
    public static bool IsProse(ReadOnlySpan<char> text)
    {
        if (text.Length < RunOnProse || text[0] is '"' or '“' or '„' or '«' or '\'' or '*' or '_' or '「'
            || text.ContainsAny('@', '|') || text.Contains("www.", StringComparison.Ordinal)
            || text.Contains("://", StringComparison.Ordinal))
        {
            return false;
        }

        var isSentence = text.TrimEnd(")\"”» ") is [.., '.' or '?' or '!' or '。' or '？' or '！'];
        if (text[0] > '\u2e80')
        {
            return isSentence;
        }

        var (words, lower) = CountWords(text);
        return isSentence ? words >= ProseWords && lower * (words > ProseWords + 1 ? 3 : 2) >= words
            : words >= WrappedProseWords && lower * 3 >= words * 2;
    }

    /// <summary>One to four words with capitals, or a few characters of a script without them.</summary>
    public static bool IsNameLike(ReadOnlySpan<char> text)
    {
        text = text.Trim(" *_-–—/");
        if (text.Length is < 1 or > 40 || text[^1] is '?' or '!' or ':' || text.ContainsAnyInRange('0', '9'))
        {
            return false;
        }

        if (text[0] > '\u2e80')
        {
            return text.Length <= 8;
        }

        var (words, lower) = CountWords(text);
        return words <= 4 && lower == 0;
    }

    /// <summary>Not all of the lines [first, end) of a message are blank.</summary>
    public static bool HasText(RenderedBody body, List<int> own, int first, int end) =>
        FirstText(body, own, first, end) < end;

    /// <summary>The first of the lines [first, end) of a message that is not blank; its end where all are.</summary>
    public static int FirstText(RenderedBody body, List<int> own, int first, int end)
    {
        var line = first;
        while (line < end && body.Lines[own[line]].IsBlank)
        {
            line++;
        }

        return line;
    }

    public static bool IsShort(ReadOnlySpan<char> text) => text.Length <= LongestShort;

    private static (int Words, int Lower) CountWords(ReadOnlySpan<char> text)
    {
        var (words, lower) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ' && (i == 0 || text[i - 1] == ' '))
            {
                words++;
                lower += char.IsLower(text[i]) ? 1 : 0;
            }
        }

        return (words, lower);
    }

    private static bool HasOnlyNameWords(ReadOnlySpan<char> text, ReadOnlySpan<char> rest)
    {
        var tail = text.TrimEnd(ClosingMarks);
        tail = tail[Math.Max(0, tail.Length - rest.Length)..].Trim(" ,.!-");
        if (tail.IsEmpty || !char.IsUpper(tail[0]))
        {
            return false;
        }

        foreach (var range in tail.Split(' '))
        {
            var word = tail[range].Trim(",.!-");
            if (!word.IsEmpty && !char.IsUpper(word[0]) && word.Length > 3)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"Sent from Mail&lt;https://...&gt; for Windows": what is in angle brackets goes.</summary>
    private static Span<char> WithoutLinks(Span<char> text)
    {
        var open = text.IndexOf('<');
        if (open < 0)
        {
            return text;
        }

        var to = open;
        var isInside = false;
        for (var i = open; i < text.Length; i++)
        {
            isInside = text[i] == '<' || (isInside && text[i] != '>');
            if (!isInside && text[i] != '>')
            {
                text[to++] = text[i];
            }
        }

        return text[..to];
    }

    private static WordFilter FilterOf(IEnumerable<string> words)
    {
        var filter = new WordFilter();
        foreach (var word in words)
        {
            filter.Add(word);
        }

        return filter;
    }

    /// <summary>Phrases of a role of signoffs.tsv that stand at the beginning of a line, found by their first
    /// character.</summary>
    private sealed class Beginnings
    {
        private readonly Dictionary<char, string[]> _byCharacter;

        public Beginnings(string role) =>
            _byCharacter = WordSet.Of("Words.signoffs.tsv", role).Words.GroupBy(w => w[0])
                .ToDictionary(g => g.Key, g => g.OrderByDescending(w => w.Length).ToArray());

        public bool MayBegin(char first) => _byCharacter.ContainsKey(Folding.Fold(first));

        public bool Begin(ReadOnlySpan<char> folded) => Length(folded) > 0;

        public int Length(ReadOnlySpan<char> folded)
        {
            if (!folded.IsEmpty && _byCharacter.TryGetValue(folded[0], out var phrases))
            {
                foreach (var phrase in phrases)
                {
                    if (folded.StartsWith(phrase, StringComparison.Ordinal))
                    {
                        return phrase.Length;
                    }
                }
            }

            return 0;
        }
    }
}
