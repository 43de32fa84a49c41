using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// The author of a message as a signature names him: whole, by a part or by initials, with a title around; and by his
/// own address. Where the mail gives no name, the address's words stand for it.
/// </summary>
internal sealed class AuthorName
{
    private const int LongestName = 60;
    private const int LongestLine = 110;
    private const int SharedLetters = 3;

    private static readonly char[] Dividers = [' ', ',', '.', '"', '(', ')', '_', '-'];

    private readonly string[] _parts;
    private readonly string? _address;
    private readonly string? _site;

    private AuthorName(string[] parts, string? address, string? site)
    {
        _parts = parts;
        _address = address;
        _site = site;
    }

    public static AuthorName Of(Correspondent? author)
    {
        var address = author?.Address;
        var name = author?.Name is { Length: > 0 } known ? known : address?.LocalPart ?? "";
        return new AuthorName(Folding.Fold(name).Split(Dividers, StringSplitOptions.RemoveEmptyEntries),
            address?.ToString(), address is null ? null : "www." + address.Domain);
    }

    /// <summary>"Rosa", "/Jonas", "Lachlan Byrne | Director | ...", "M." as the last line.</summary>
    public bool Begins(ReadOnlySpan<char> text, bool isLast)
    {
        var core = text.Trim("/-–—~*_ ,.");
        if (core.IsEmpty || core.Length > LongestLine || IsKeyed(core))
        {
            return false;
        }

        var end = core.IndexOfAny('|', '/', ',');
        end = end < 0 ? core.IndexOf(" - ") : end;
        end = end < 0 ? core.IndexOf(" – ") : end;
        var head = end > 0 ? core[..end] : core;
        if (head.Length <= LongestName)
        {
            Span<char> folded = stackalloc char[LongestName];
            if (Is(folded[..Folding.Fold(head, folded)]))
            {
                return true;
            }
        }

        // Initials: "M.", "BT", "R."
        return isLast && core.Length <= 3 && !core.ContainsAnyInRange('0', '9') && char.IsUpper(core[0]);
    }

    /// <summary>The whole name, or a part of it that stands for the person; a few words around are titles.</summary>
    public bool Is(ReadOnlySpan<char> folded)
    {
        if (folded.Length < 2 || _parts.Length == 0)
        {
            return false;
        }

        return IsMentioned(folded) ? IsMostOf(folded) : IsShortForm(folded);
    }

    /// <summary>The line holds the author's own address or his company's site.</summary>
    public bool HasAddress(ReadOnlySpan<char> text) =>
        (_address is not null && text.Contains(_address, StringComparison.OrdinalIgnoreCase))
            || (_site is not null && text.Contains(_site, StringComparison.OrdinalIgnoreCase));

    /// <summary>The line holds an address of another house.</summary>
    public bool HasForeignAddress(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1])
            && (_site is null || !text[(at + 1)..].StartsWith(_site.AsSpan(4), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>"Referred by: Rosa Delgado" is a line of a list.</summary>
    public static bool IsKeyed(ReadOnlySpan<char> text) =>
        text.IndexOfAny(':', '：') is > 0 and var colon && colon < text.Length - 1
            && !text[..colon].ContainsAny('|', ',');

    private bool IsMentioned(ReadOnlySpan<char> folded)
    {
        foreach (var part in _parts)
        {
            if (part.Length > 1 && folded.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsMostOf(ReadOnlySpan<char> folded)
    {
        var words = folded.ToString().Split(Dividers, StringSplitOptions.RemoveEmptyEntries);
        var known = 0;
        var isWhole = false;
        foreach (var word in words)
        {
            var isPart = Array.IndexOf(_parts, word) >= 0;
            isWhole |= isPart && word.Length > 1;
            known += isPart || (word.Length == 1 && Array.Exists(_parts, p => p[0] == word[0])) ? 1 : 0;
        }

        if (!isWhole)
        {
            // Names of East Asia are written without a space on one side or the other.
            return words.Length == 1 && string.Concat(_parts) == words[0];
        }

        return words.Length <= 6 && known * 2 >= words.Length;
    }

    /// <summary>"Lou" of Louise, "Kathi" of Katharina.</summary>
    private bool IsShortForm(ReadOnlySpan<char> folded)
    {
        if (folded.Length is < SharedLetters or > 8 || folded.ContainsAny(' ', '.', '@'))
        {
            return false;
        }

        foreach (var part in _parts)
        {
            if (part.Length > folded.Length && part.AsSpan().StartsWith(folded[..SharedLetters]))
            {
                return true;
            }
        }

        return false;
    }
}
