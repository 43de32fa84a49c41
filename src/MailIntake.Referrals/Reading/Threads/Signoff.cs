using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>A message's own lines, divided: its words, its signature, its legal notices. Line numbers of the
/// body.</summary>
internal sealed record OwnLines(List<int> Text, List<int> Signature, List<int> Notices);

/// <summary>
/// Divides a message's own lines into words, signature and notices. The signature begins at "-- ", at a client's
/// signature element, at the closing formula or at the author's name near the end; the closing formula belongs to
/// it.
/// </summary>
internal sealed class Signoff(RenderedBody body)
{
    private const int MostLines = 16;
    private const int LongestClosing = 60;
    private const int LongestLine = 110;
    private const int NoticeLines = 40;

    private static readonly WordSet Closings = WordSet.Of("Words.signoffs.tsv", "closing");
    private static readonly string[] Mobiles = [.. WordSet.Of("Words.signoffs.tsv", "mobile").Words];
    private static readonly PhraseTable Disclaimers = PhraseTable.Beginnings("Words.signoffs.tsv", "disclaimer");
    private static readonly PhraseTable Banners = PhraseTable.Beginnings("Words.signoffs.tsv", "banner");

    private string[] _author = [];

    /// <param name="own">The message's lines in their order, blank ones included.</param>
    /// <param name="author">The author's name, where known.</param>
    public OwnLines Divide(List<int> own, string? author)
    {
        _author = author is null ? [] : Folding.Fold(author).Split([' ', ',', '.', '"', '(', ')'],
            StringSplitOptions.RemoveEmptyEntries);
        var result = new OwnLines([], [], []);
        var first = SkipBanner(own, result.Notices);
        var end = TrimBlank(own, first, own.Count);
        var notice = FindNotice(own, first, end);
        var start = FindStart(own, first, notice);
        for (var i = first; i < end; i++)
        {
            var isMarked = body.Lines[own[i]].Has(LineMarks.Signature);
            (i >= notice ? result.Notices : i >= start || isMarked ? result.Signature : result.Text).Add(own[i]);
        }

        MovePostscript(result);
        return result;
    }

    private int FindStart(List<int> own, int first, int end)
    {
        end = TrimBlank(own, first, end);
        var start = Delimiter(own, first, end) ?? end;
        start = Marked(own, first, start);
        start = Mobile(own, first, start);
        start = TrimBlank(own, first, start);
        start = Closing(own, first, start) ?? Name(own, first, start) ?? start;
        return start;
    }

    private int TrimBlank(List<int> own, int first, int end)
    {
        while (end > first && body.Lines[own[end - 1]].IsBlank)
        {
            end--;
        }

        return end;
    }

    private int SkipBanner(List<int> own, List<int> notices)
    {
        var first = 0;
        var seen = 0;
        for (var i = 0; i < own.Count && seen < 4; i++)
        {
            var text = body.LineText(own[i]);
            if (text.Trim().IsEmpty)
            {
                continue;
            }

            seen++;
            if (text.Length is > 12 and < 600 && Mentions(text, Banners))
            {
                notices.AddRange(own.GetRange(first, i + 1 - first));
                first = i + 1;
            }
        }

        return first;
    }

    /// <summary>Where the legal notices begin that end the message.</summary>
    private int FindNotice(List<int> own, int first, int end)
    {
        var notice = end;
        for (var i = end - 1; i > first && i >= end - NoticeLines; i--)
        {
            var text = body.LineText(own[i]);
            if (text.Length >= 40 && Mentions(text, Disclaimers) && HasTextBefore(own, first, i))
            {
                notice = i;
            }
        }

        // A wrapped notice begins with its paragraph.
        while (notice < end && notice > first + 1 && body.LineText(own[notice - 1]).Length >= 50)
        {
            notice--;
        }

        return notice;
    }

    private bool HasTextBefore(List<int> own, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (!body.Lines[own[i]].IsBlank)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"-- " (RFC 3676 section 4.3); the space is often lost, and East Asia writes a long dash.</summary>
    private int? Delimiter(List<int> own, int first, int end)
    {
        for (var i = Math.Max(first, end - 30); i < end; i++)
        {
            if (body.LineText(own[i]).TrimEnd() is "--" or "—" or "——" or "―" or "---" or "__" or "--­")
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>A client's signature element that ends the message.</summary>
    private int Marked(List<int> own, int first, int end)
    {
        var start = end;
        for (var i = end - 1; i >= first; i--)
        {
            var line = body.Lines[own[i]];
            if (line.Has(LineMarks.Signature))
            {
                start = i;
            }
            else if (!line.IsBlank)
            {
                break;
            }
        }

        return start;
    }

    private int Mobile(List<int> own, int first, int end)
    {
        var seen = 0;
        for (var i = end - 1; i >= first && seen < 4; i--)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            seen++;
            if (text.Length <= 90 && IsMobile(text))
            {
                return i;
            }
        }

        return end;
    }

    private static bool IsMobile(ReadOnlySpan<char> text)
    {
        var folded = Folding.Fold(text.TrimStart("*_<>[( "));
        return Array.Exists(Mobiles, m => folded.StartsWith(m, StringComparison.Ordinal));
    }

    /// <summary>The topmost closing formula below which all is short lines.</summary>
    private int? Closing(List<int> own, int first, int end)
    {
        int? found = null;
        var lines = 0;
        for (var i = end - 1; i >= first && lines < MostLines; i--)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            lines++;
            if (IsClosing(text))
            {
                found = i;
            }
            else if (!IsShort(text))
            {
                break;
            }
        }

        return found;
    }

    private bool IsClosing(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestClosing)
        {
            return false;
        }

        var folded = Folding.Fold(text.Trim("*_ ")).TrimEnd(',', '.', '!', ' ', ':', '-', '…', '、', '。', '，', ';');
        if (Closings.Contains(folded))
        {
            return true;
        }

        // "Best, Dana", "LG Kathi", "Gruß Tobias", "Cheers - Owen": a formula and a name of one or two words.
        for (var space = folded.Length; space > 0; space = folded.LastIndexOf(' ', space - 1))
        {
            var head = folded.AsSpan(0, space).TrimEnd(",.!-–: ");
            if (space < folded.Length && head.Length > 1 && Closings.Contains(head))
            {
                var rest = folded.AsSpan(space).Trim(" ,.!-–");
                return rest.Count(' ') <= 2 && rest.Length <= 30 && (IsName(rest) || HasOnlyNameWords(text, rest));
            }
        }

        return false;
    }

    private static bool HasOnlyNameWords(ReadOnlySpan<char> text, ReadOnlySpan<char> rest)
    {
        var tail = text[Math.Max(0, text.Length - rest.Length)..].Trim(" ,.!-");
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

    private int? Name(List<int> own, int first, int end)
    {
        int? found = null;
        var lines = 0;
        for (var i = end - 1; i >= first && lines < MostLines; i--)
        {
            var text = body.LineText(own[i]).Trim();
            if (text.IsEmpty)
            {
                continue;
            }

            lines++;
            if (BeginsWithName(text, isLast: lines == 1))
            {
                found = i;
            }
            else if (!IsShort(text) || EndsSentence(text))
            {
                break;
            }
        }

        // The only line of a message is no signature.
        return found is { } start && !HasTextBefore(own, first, start) ? null : found;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text) => text.Length > 45
        && text[^1] is '.' or '?' or '!' or '。';

    /// <summary>"Rosa", "/Jonas", "Lachlan Byrne | Director | ...", "M." as the last line.</summary>
    private bool BeginsWithName(ReadOnlySpan<char> text, bool isLast)
    {
        var core = text.Trim("/-–—~*_ ,.");
        if (core.IsEmpty || core.Length > LongestLine || IsKeyed(core))
        {
            return false;
        }

        var end = core.IndexOfAny('|', '/', ',');
        end = end < 0 ? core.IndexOf(" - ") : end;
        end = end < 0 ? core.IndexOf(" – ") : end;
        var head = Folding.Fold(end > 0 ? core[..end] : core);
        if (head.Length > 60)
        {
            return false;
        }

        if (IsName(head))
        {
            return true;
        }

        // Initials: "M.", "BT", "R."
        return isLast && core.Length <= 3 && !core.ContainsAnyInRange('0', '9') && char.IsUpper(core[0]);
    }

    /// <summary>"Referred by: Rosa Delgado" is a line of a list.</summary>
    private static bool IsKeyed(ReadOnlySpan<char> text) =>
        text.IndexOfAny(':', '：') is > 0 and var colon && colon < text.Length - 1
            && !text[..colon].ContainsAny('|', ',');

    /// <summary>The author's whole name, or a part of it that stands for the person; a few words around are
    /// titles.</summary>
    private bool IsName(ReadOnlySpan<char> folded)
    {
        if (_author.Length == 0 || folded.Length < 2 || !MentionsAuthor(folded))
        {
            return false;
        }

        var parts = _author;
        var words = folded.ToString().Split([' ', '.', ','], StringSplitOptions.RemoveEmptyEntries);
        var known = words.Count(w => Array.Exists(parts, p => p == w || (w.Length == 1 && p[0] == w[0])));
        if (known == 0 || !Array.Exists(words, w => w.Length > 1 && parts.Contains(w)))
        {
            // Names of East Asia are written without a space on one side or the other.
            return words.Length == 1 && string.Concat(parts) == words[0];
        }

        return words.Length <= 6 && known * 2 >= words.Length;
    }

    private bool MentionsAuthor(ReadOnlySpan<char> folded)
    {
        foreach (var part in _author)
        {
            if (part.Length > 1 && folded.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsShort(ReadOnlySpan<char> text) => text.Length <= LongestLine;

    private static bool Mentions(ReadOnlySpan<char> text, PhraseTable phrases) =>
        phrases.IsIn(Folding.Fold(text[..Math.Min(text.Length, 400)]));

    /// <summary>"PS: ..." behind the signature is text again.</summary>
    private void MovePostscript(OwnLines lines)
    {
        var at = lines.Signature.FindIndex(l => IsPostscript(body.LineText(l)));
        if (at > 0)
        {
            lines.Text.AddRange(lines.Signature[at..]);
            lines.Signature.RemoveRange(at, lines.Signature.Count - at);
        }
    }

    private static bool IsPostscript(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return (text.StartsWith("PS") || text.StartsWith("P.S") || text.StartsWith("P.D") || text.StartsWith("PD:"))
            && text.Length > 5 && !char.IsLetterOrDigit(text[2]);
    }
}
