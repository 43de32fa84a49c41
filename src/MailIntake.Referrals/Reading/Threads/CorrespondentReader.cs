using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>
/// Reads the people of a header line as clients show them: <c>Rosa &lt;a@b&gt;</c>, <c>"Doe, John" &lt;a@b&gt;</c>,
/// <c>a@b&lt;mailto:a@b&gt;</c>, <c>Doe, John [mailto:a@b]</c>, names alone, lists with commas or semicolons.
/// </summary>
internal static class CorrespondentReader
{
    private const int MostPeople = 20_000;
    private const string EscapedBracket = "&lt";
    private const string NameDecoration = " \t\n\r\"'*,;:<>[]()„“”‚‘’«»";

    private static readonly WordSet Suffixes = WordSet.Of("Words.names.tsv", "suffix");

    /// <summary>The only person of a From or Reply-To line.</summary>
    public static Correspondent? ReadOne(VisibleText text, int start, int end, string label)
    {
        var value = text.Text.AsSpan(start, end - start);
        var people = value.Count('@') > 1 ? ReadList(text, start, end, label) : [];
        return people.Count > 1 && !IsSamePerson(people) ? people[0] : Read(text, start, end, label);
    }

    public static List<Correspondent> ReadList(VisibleText text, int start, int end, string label)
    {
        var people = new List<Correspondent>();
        foreach (var (from, to) in JoinReversedNames(text.Text, Split(text.Text, start, end)))
        {
            if (people.Count >= MostPeople)
            {
                break;
            }

            if (Read(text, from, to, label) is { } person)
            {
                people.Add(person);
            }
        }

        return people;
    }

    /// <summary>"Doe, John" becomes "John Doe"; quotes, asterisks and brackets around go.</summary>
    public static string? CleanName(ReadOnlySpan<char> written)
    {
        // "</O=NORTHWIND/OU=EXCHANGE/CN=RECIPIENTS/CN=HOKAFOR>" is Exchange's own address.
        var directory = written.IndexOf("/O=", StringComparison.OrdinalIgnoreCase);
        var name = Collapse(TrimName(directory >= 0 ? written[..directory] : written));
        if (name.EndsWith(EscapedBracket, StringComparison.Ordinal))
        {
            name = name[..^EscapedBracket.Length].TrimEnd();
        }

        name = name.Contains('\\', StringComparison.Ordinal)
            ? name.Replace("\\\"", "\"", StringComparison.Ordinal)
            : name;
        if (name.Length == 0 || name.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var comma = name.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && name.IndexOf(',', comma + 1) < 0)
        {
            var (last, first) = (name[..comma].Trim(), name[(comma + 1)..].Trim());
            if (IsNamePart(last) && IsNamePart(first) && !IsSuffix(first))
            {
                return $"{first} {last}";
            }
        }

        return name;
    }

    /// <summary>Brackets that the name has whole are its own: "Owen Pryce (Sales)".</summary>
    private static ReadOnlySpan<char> TrimName(ReadOnlySpan<char> written)
    {
        var trimmed = written.Trim(NameDecoration);
        var rest = written[(written.IndexOf(trimmed) + trimmed.Length)..];
        if (trimmed.Count('(') == trimmed.Count(')') + 1 && rest.StartsWith(')') && trimmed.Length > 0)
        {
            return written.Slice(written.IndexOf(trimmed), trimmed.Length + 1);
        }

        return trimmed;
    }

    private static bool IsSamePerson(List<Correspondent> people) =>
        people.TrueForAll(p => p.Address is not null && p.Address.Equals(people[0].Address));

    private static Correspondent? Read(VisibleText text, int start, int end, string label)
    {
        while (start < end && (char.IsWhiteSpace(text.Text[start]) || text.Text[start] is ',' or ';' or '*'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text.Text[end - 1]) || text.Text[end - 1] is ',' or ';' or '*'))
        {
            end--;
        }

        if (start >= end)
        {
            return null;
        }

        var written = text.Text.Substring(start, end - start);
        var (address, nameEnd, nameStart) = FindAddress(written);
        if (address is null)
        {
            foreach (var link in text.LinksWithin(start, end - start))
            {
                if (link.Href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
                    && EmailAddress.TryParse(Uri.UnescapeDataString(link.Href[7..].Split('?')[0]), out address))
                {
                    break;
                }
            }
        }

        var name = CleanName(written.AsSpan(0, nameEnd));
        if (name is null && nameStart < written.Length)
        {
            // a@b (Rosa Delgado)
            var behind = written.AsSpan(nameStart).Trim();
            name = behind.Length > 2 && behind[0] == '(' ? CleanName(behind) : null;
        }

        if (name is not null && (name.Contains('@', StringComparison.Ordinal) || IsOwnAddress(name, address)))
        {
            name = EmailAddress.TryParse(name, out var asName) && !asName.Equals(address) ? name : null;
        }

        if (name is null && address is null)
        {
            return null;
        }

        var where = text.Locate(start, end - start);
        return new Correspondent(name, address, written, where with { Part = label });
    }

    private static bool IsOwnAddress(string name, EmailAddress? address) =>
        address is not null && name.Equals(address.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The first address in the text, where the name before it ends, and where the text behind it
    /// begins.</summary>
    public static (EmailAddress? Address, int NameEnd, int Behind) FindAddress(ReadOnlySpan<char> text)
    {
        var from = 0;
        while (from < text.Length && text[from..].IndexOf('@') is >= 0 and var offset)
        {
            var at = from + offset;
            var left = at;
            while (left > from && IsLocalCharacter(text[left - 1]))
            {
                left--;
            }

            var right = at + 1;
            while (right < text.Length && (char.IsLetterOrDigit(text[right]) || text[right] is '.' or '-' or '_'))
            {
                right++;
            }

            // "mailto:a@b" keeps its scheme out; a sentence's dot is none of the domain's.
            var colon = text[left..at].LastIndexOf(':');
            left = colon >= 0 ? left + colon + 1 : left;
            var candidate = text[left..right].TrimEnd(".-_").TrimStart("'.-");
            if (candidate.Contains('.') && EmailAddress.TryParse(candidate.ToString(), out var address))
            {
                var nameEnd = colon >= 0 ? left - colon - 1 : left;
                return (address, Math.Max(0, nameEnd), right < text.Length && text[right] is '>' or ']' ? right + 1
                    : right);
            }

            from = at + 1;
        }

        return (null, text.Length, text.Length);
    }

    private static bool IsLocalCharacter(char c) =>
        char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '%' or '\'' or '=' or '&' or '/' or '!' or '#'
            or '$' or '^' or '~' or '`' or '{' or '}' or '?' or ':';

    /// <summary>Cuts at separators outside quotes and brackets: at semicolons alone where there are any.</summary>
    private static List<(int Start, int End)> Split(string text, int start, int end)
    {
        var semicolon = HasOutside(text, start, end, ';');
        var pieces = new List<(int, int)>();
        var from = start;
        foreach (var at in Outside(text, start, end))
        {
            if (text[at] is ';' or '；' || (!semicolon && text[at] is ',' or '，' or '、'))
            {
                pieces.Add((from, at));
                from = at + 1;
            }
        }

        pieces.Add((from, end));
        return pieces;
    }

    private static bool HasOutside(string text, int start, int end, char wanted)
    {
        foreach (var at in Outside(text, start, end))
        {
            if (text[at] == wanted)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<int> Outside(string text, int start, int end)
    {
        var inQuotes = false;
        var depth = 0;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                inQuotes = !inQuotes;
            }
            else if (!inQuotes && c is '<' or '[' or '(')
            {
                depth++;
            }
            else if (!inQuotes && c is '>' or ']' or ')')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (!inQuotes && depth == 0)
            {
                yield return i;
            }
        }
    }

    /// <summary>"Doe, John &lt;a@b&gt;" without quotes was cut in two: a single word without an address goes with the
    /// next piece where that has one given name and an address.</summary>
    private static IEnumerable<(int Start, int End)> JoinReversedNames(string text, List<(int Start, int End)> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            var (start, end) = pieces[i];
            if (i + 1 < pieces.Count && text[end] == ',' && IsSurnameAlone(text.AsSpan(start, end - start))
                && IsGivenNameWithRest(text.AsSpan(pieces[i + 1].Start, pieces[i + 1].End - pieces[i + 1].Start),
                    pieces.Count == 2))
            {
                end = pieces[++i].End;
            }

            yield return (start, end);
        }
    }

    private static bool IsSurnameAlone(ReadOnlySpan<char> text)
    {
        text = text.Trim(NameDecoration);
        return text.Length is > 1 and < 40 && !text.Contains('@') && IsNamePart(text) && text.Count(' ') <= 1
            && (text.Count(' ') == 0 || char.IsLower(text[0]));
    }

    private static bool IsGivenNameWithRest(ReadOnlySpan<char> text, bool isWhole)
    {
        var address = FindAddress(text);
        var name = text[..address.NameEnd].Trim(NameDecoration);

        // "Petersen, Heike (Papierfabrik Hohenau)": the company in brackets is no part of the name.
        if (address.Address is null && text.IndexOf('(') is > 0 and var bracket && text.TrimEnd(" \t\r\n;").EndsWith(")"))
        {
            name = text[..bracket].Trim(NameDecoration);
        }

        return name.Length is > 0 and < 40 && IsNamePart(name) && name.Count(' ') <= 2
            && (address.Address is not null || (isWhole && name.Count(' ') == 0));
    }

    private static bool IsNamePart(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!(char.IsLetter(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark
                || c is ' ' or '-' or '.' or '\'' or '’'))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    private static bool IsSuffix(string text) => Suffixes.Contains(Folding.Fold(text.TrimEnd('.')));

    private static string Collapse(ReadOnlySpan<char> text)
    {
        Span<char> buffer = text.Length <= 256 ? stackalloc char[256] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                buffer[length++] = c;
            }
            else if (length > 0 && buffer[length - 1] != ' ')
            {
                buffer[length++] = ' ';
            }
        }

        return buffer[..length].TrimEnd().ToString();
    }
}
