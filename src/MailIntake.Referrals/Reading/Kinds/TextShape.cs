namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// The lines of a text that mail systems write whatever their language: raw header fields of a returned message,
/// lines of an SMTP dialogue, lists of addresses. One pass, a look at each line's first characters.
/// </summary>
internal readonly record struct TextShape(int RawFields, int SmtpLines, int AddressLines)
{
    /// <summary>Fields that no client shows in a forward's header block or in a quotation.</summary>
    private static readonly string[] Raw =
    [
        "Received:", "Return-Path:", "Message-ID:", "MIME-Version:", "Content-Type:", "Content-Transfer-Encoding:",
        "DKIM-Signature:", "In-Reply-To:", "References:", "X-Mailer:", "User-Agent:", "X-Originating-IP:",
        "Authentication-Results:", "Reporting-MTA:", "Final-Recipient:", "Original-Recipient:", "Diagnostic-Code:",
        "Remote-MTA:", "Arrival-Date:",
    ];

    public bool HasReturnedMessage => RawFields >= 2;

    public static TextShape Of(ReadOnlySpan<char> text)
    {
        var (raw, smtp, addresses) = (0, 0, 0);
        foreach (var written in text.EnumerateLines())
        {
            var line = written.TrimStart(" \t>|*•");
            if (line.Length < 4)
            {
                continue;
            }

            if (IsSmtp(line, written))
            {
                smtp++;
            }
            else if (line[0] is (>= 'A' and <= 'X') or 'm' or 'r' && IsRaw(line))
            {
                raw++;
            }
            else if (IsAddress(line))
            {
                addresses++;
            }
        }

        return new TextShape(raw, smtp, addresses);
    }

    /// <summary>"550 5.1.1 ...", "5.1.1 ...", "#5.1.1", ">>> RCPT TO", "&lt;&lt;&lt; 550".</summary>
    private static bool IsSmtp(ReadOnlySpan<char> line, ReadOnlySpan<char> written)
    {
        var quoted = written.TrimStart(" \t");
        if (line.StartsWith("<<< ") || quoted.StartsWith(">>> "))
        {
            return true;
        }

        var code = line.TrimStart("#<(:");
        return code.Length > 6 && code[0] is '4' or '5' && char.IsAsciiDigit(code[2])
            && ((code[1] == '.' && code[3] == '.' && char.IsAsciiDigit(code[4]))
                || (code[1] is >= '0' and <= '7' && code[3] is ' ' or '-' or ':' && !char.IsWhiteSpace(code[4])));
    }

    private static bool IsRaw(ReadOnlySpan<char> line)
    {
        var colon = line[..Math.Min(28, line.Length)].IndexOf(':');
        if (colon < 8)
        {
            return false;
        }

        var name = line[..(colon + 1)];
        foreach (var field in Raw)
        {
            if (name.Equals(field, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>An address alone on its line, or before a colon that ends it or begins the reason.</summary>
    private static bool IsAddress(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf('@');
        if (at <= 0)
        {
            return false;
        }

        var end = line.IndexOf(' ');
        var word = (end < 0 ? line : line[..end]).TrimEnd();
        return at < word.Length - 1 && !word.Contains('/')
            && (end < 0 || word[^1] is ':' or '>' or ',' || (word[0] == '<' && word[^1] == '>'));
    }
}
