using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Extraction.Text;

/// <summary>A mail address in running text. <paramref name="SpeltOut"/>: written so that robots do not get
/// it.</summary>
internal readonly record struct AddressMention(Stretch Where, int Start, int Length, EmailAddress Address,
    bool SpeltOut)
{
    public int End => Start + Length;

    public Evidence Evidence => Where.Evidence(Start, Length);
}

/// <summary>Finds mail addresses in text: as they are, and spelt out ("jane at initech dot com", "jane [at] x [dot]
/// com").</summary>
internal static class AddressScanner
{
    private const int MostAddresses = 200;

    private static readonly HashSet<string> At =
        ["at", "arroba", "chiocciola", "aet", "ät", "kukac", "malpa", "zavinac"];
    private static readonly HashSet<string> Dot =
        ["dot", "punkt", "point", "punto", "ponto", "punt", "kropka", "piste", "tecka"];

    public static IReadOnlyList<AddressMention> Find(Stretch stretch) => stretch.Once(Scan);

    private static List<AddressMention> Scan(Stretch stretch)
    {
        var found = new List<AddressMention>();
        var text = stretch.Text;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0
            && found.Count < MostAddresses; at = text.IndexOf('@', at + 1))
        {
            int start = at, end = at + 1;
            while (start > 0 && IsLocal(text[start - 1]))
            {
                start--;
            }

            while (end < text.Length && IsDomain(text[end]))
            {
                end++;
            }

            var mail = text[start..end].TrimEnd('.', '-', '_');
            var skip = mail.Length - mail.TrimStart('.', '-', '\'').Length;
            if (mail.LastIndexOf('.') > mail.LastIndexOf('@') && EmailAddress.TryParse(mail[skip..], out var address))
            {
                found.Add(new AddressMention(stretch, start + skip, mail.Length - skip, address, false));
            }
        }

        FindSpeltOut(stretch, found);
        return found;
    }

    private static bool IsLocal(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '\''
        || (c > 0x7f && char.IsLetter(c) && !TextFold.IsIdeographic(c));

    private static bool IsDomain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'
        || (c > 0x7f && char.IsLetter(c) && !TextFold.IsIdeographic(c));

    private static void FindSpeltOut(Stretch stretch, List<AddressMention> found)
    {
        var text = stretch.Tokens;
        var tokens = text.Tokens;
        for (var i = 1; i < tokens.Length && found.Count < MostAddresses; i++)
        {
            var at = AfterMarker(tokens, i, At, out var bracketed);
            if (at is null || !tokens[i - 1].IsWordOrNumber)
            {
                continue;
            }

            var first = LocalStart(tokens, i - 1);
            var domain = Domain(text, at.Value, bracketed, out var last);
            // "Write her at priscilla dot underhill at maple dot example": another "at" follows, the first was grammar.
            if (domain is null || (AfterMarker(tokens, last + 1, At, out var more) is { } next
                && Domain(text, next, more, out _) is not null))
            {
                continue;
            }

            var local = LocalPart(text, first, i - 1);
            if (EmailAddress.TryParse($"{local}@{domain}", out var address))
            {
                found.Add(new AddressMention(stretch, tokens[first].Start, tokens[last].End - tokens[first].Start,
                    address, true));
            }
        }
    }

    // The token after "at", "(at)", "[at]"; null where there is no such word.
    private static int? AfterMarker(Token[] tokens, int i, HashSet<string> words, out bool bracketed)
    {
        bracketed = false;
        if (i >= tokens.Length)
        {
            return null;
        }

        if (tokens[i].Kind == TokenKind.Word && words.Contains(tokens[i].Folded))
        {
            return i + 1;
        }

        if (i + 2 < tokens.Length && (tokens[i].IsMark('(') || tokens[i].IsMark('[') || tokens[i].IsMark('{'))
            && (words.Contains(tokens[i + 1].Folded) || (ReferenceEquals(words, At) && tokens[i + 1].IsMark('@')))
            && (tokens[i + 2].IsMark(')') || tokens[i + 2].IsMark(']') || tokens[i + 2].IsMark('}')))
        {
            bracketed = true;
            return i + 3;
        }

        return null;
    }

    private static int LocalStart(Token[] tokens, int last)
    {
        var first = last;
        while (first >= 2
            && ((tokens[first - 1].Kind == TokenKind.Mark && tokens[first - 1].Folded is "." or "_"
            && tokens[first - 1].End == tokens[first].Start
                    && tokens[first - 2].End == tokens[first - 1].Start)
                || Dot.Contains(tokens[first - 1].Folded))
            && tokens[first - 2].IsWordOrNumber)
        {
            first -= 2;
        }

        return first;
    }

    private static string LocalPart(TokenizedText text, int first, int last)
    {
        var local = new System.Text.StringBuilder();
        for (var i = first; i <= last; i++)
        {
            local.Append(Dot.Contains(text.Tokens[i].Folded) ? "." : text.Word(i));
        }

        return local.ToString();
    }

    // A domain whose dots are spelt out; behind a bracketed "at" real dots will do.
    private static string? Domain(TokenizedText text, int first, bool bracketed, out int last)
    {
        var tokens = text.Tokens;
        last = first;
        if (first >= tokens.Length || !tokens[first].IsWordOrNumber)
        {
            return null;
        }

        var domain = text.Word(first).ToString();
        var spelt = false;
        for (var i = first + 1; i < tokens.Length;)
        {
            var dot = AfterMarker(tokens, i, Dot, out _) ?? (tokens[i].IsMark('.') && tokens[i].End < text.Text.Length
                && !char.IsWhiteSpace(text.Text[tokens[i].End]) ? i + 1 : null);
            if (dot is not null && !tokens[i].IsMark('.') && dot + 1 < tokens.Length
                && tokens[dot.Value].Kind == TokenKind.LineBreak)
            {
                dot++;
            }

            if (dot is null || dot >= tokens.Length || tokens[dot.Value].Kind != TokenKind.Word)
            {
                break;
            }

            spelt |= !tokens[i].IsMark('.');
            domain += "." + text.Word(dot.Value).ToString();
            last = dot.Value;
            i = last + 1;
        }

        return domain.Contains('.', StringComparison.Ordinal) && (spelt || bracketed) ? domain : null;
    }
}
