namespace MailIntake.Mail.Mime;

/// <summary>What stands between two separators of an address list, taken apart but not yet judged.</summary>
internal sealed record AddressSegment
{
    private const string Junk = "<>()[]{}'\",;:`";

    /// <summary>The words outside brackets and comments, quotes removed, white space collapsed.</summary>
    public required string Phrase { get; init; }

    /// <summary>What stood in angle brackets, or null.</summary>
    public string? Bracket { get; init; }

    public string? Comment { get; init; }

    public bool IsQuoted { get; init; }

    public bool IsInGroup { get; init; }

    public int JoinedCount { get; init; } = 1;

    public int Start { get; init; }

    public int End { get; init; }

    /// <summary>',' or ';', or NUL at the end.</summary>
    public char Terminator { get; init; }

    public bool HasAddress =>
        Bracket is not null || Phrase.Contains('@', StringComparison.Ordinal)
        || Comment?.Contains('@', StringComparison.Ordinal) == true;

    public AddressSegment JoinedWith(AddressSegment next) => next with
    {
        Phrase = $"{Phrase}, {next.Phrase}".TrimEnd(',', ' '),
        Comment = next.Comment ?? Comment,
        Start = Start,
        JoinedCount = JoinedCount + next.JoinedCount,
    };

    /// <returns>Null where nothing stands here.</returns>
    public MailboxAddress? ToMailbox()
    {
        var name = Phrase;
        var address = Bracket is null ? null : ReadAddress(Bracket);
        if (address is null && Phrase.Contains('@', StringComparison.Ordinal))
        {
            address = TakeAddress(ref name);
        }

        if (address is null && Comment is not null && (address = ReadAddress(Comment)) is not null)
        {
            return new MailboxAddress(CleanName(name, address), address, Start, End - Start);
        }

        var clean = CleanName(name, address) ?? (address is null ? null : CleanName(Comment ?? "", address));
        return clean is null && address is null ? null : new MailboxAddress(clean, address, Start, End - Start);
    }

    private static EmailAddress? ReadAddress(string text)
    {
        var value = text.AsSpan().Trim().Trim("<>'").Trim();
        value = WithoutScheme(value);
        if (value.Length > 0 && value[0] == '@' && value.LastIndexOf(':') is var route and > 0)
        {
            // RFC 5321 appendix C: the route is ignored.
            value = value[(route + 1)..];
        }

        var query = value.IndexOf('?');
        if (query > 0 && text.Contains("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            value = value[..query];
        }

        if (EmailAddress.TryParse(value.ToString(), out var address))
        {
            return address;
        }

        // RFC 5322 section 4.4 allows white space around "@" and dots.
        return value.Length <= EmailAddress.MaxLength * 2 && value.ContainsAny(' ', '\t')
            && EmailAddress.TryParse(string.Concat(value.ToString().Split([' ', '\t'])), out address) ? address : null;
    }

    private static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> value)
    {
        foreach (var scheme in (ReadOnlySpan<string>)["mailto:", "smtp:"])
        {
            if (value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            {
                return value[scheme.Length..].Trim();
            }
        }

        return value;
    }

    /// <summary>The last word that is an address; the words before and after it are the name.</summary>
    private static EmailAddress? TakeAddress(ref string phrase)
    {
        if (EmailAddress.TryParse(phrase, out var whole))
        {
            phrase = "";
            return whole;
        }

        var end = phrase.Length;
        while (end > 0)
        {
            var start = phrase.LastIndexOf(' ', end - 1) + 1;
            var word = phrase.AsSpan(start, end - start);
            if (word.Contains('@') && ReadAddress(word.Trim(Junk).ToString()) is { } address)
            {
                phrase = $"{phrase.AsSpan(0, start)}{phrase.AsSpan(end)}";
                return address;
            }

            end = start - 1;
        }

        if (phrase.Length <= EmailAddress.MaxLength * 2 && ReadAddress(phrase) is { } spaced)
        {
            phrase = "";
            return spaced;
        }

        return null;
    }

    /// <summary>Outlook puts names in single quotes; many programs repeat the address as the name.</summary>
    private static string? CleanName(string name, EmailAddress? address)
    {
        var clean = name.AsSpan().Trim();
        if (clean.Length > 1 && clean[0] == '\'' && clean[^1] == '\'')
        {
            clean = clean[1..^1].Trim();
        }

        if (clean.Length == 0)
        {
            return null;
        }

        var bare = clean.Trim("<>[]()");
        return address is not null && bare.Equals(address.ToString(), StringComparison.OrdinalIgnoreCase)
            ? null
            : clean.ToString();
    }
}
