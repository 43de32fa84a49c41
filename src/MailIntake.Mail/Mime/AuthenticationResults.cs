using System.Text;

namespace MailIntake.Mail.Mime;

/// <summary>
/// One Authentication-Results field (RFC 8601): who says it and what it found. Which field may be believed is the
/// reader's business: anybody can write one.
/// </summary>
public sealed record AuthenticationResults(string? AuthServId, IReadOnlyList<AuthenticationMethod> Methods)
{
    /// <summary>The findings in short: <c>dkim=pass spf=pass dmarc=pass</c>.</summary>
    public string Verdict =>
        Methods.Count == 0 ? "no result" : string.Join(' ', Methods.Select(m => $"{m.Name}={m.Result}"));

    /// <summary>Reads the field's unfolded value; comments are dropped, what is torn is left out.</summary>
    public static AuthenticationResults Parse(string value)
    {
        string? servId = null;
        var methods = new List<AuthenticationMethod>();
        var first = true;
        foreach (var statement in Statements(value))
        {
            var words = Words(statement);
            if (words.Count > 0 && first && !words[0].Contains('=', StringComparison.Ordinal))
            {
                servId = words[0].Trim('"').ToLowerInvariant();
            }
            else if (words.Count > 0 && Pair(words[0]) is { } result)
            {
                var name = result.Key.Split('/')[0];
                methods.Add(new AuthenticationMethod(
                    name,
                    result.Value.ToLowerInvariant(),
                    [.. words.Skip(1).Select(Pair).OfType<KeyValuePair<string, string>>()]));
            }

            first = false;
        }

        return new AuthenticationResults(servId, methods);
    }

    /// <summary>dmarc=pass, or an aligned dkim or spf pass where the domain has no DMARC record (dmarc=none, or no
    /// result), for <paramref name="domain"/>. Alignment is strict or by the organisational parent (one is a subdomain
    /// of the other). "bestguesspass" is Exchange Online's word for a domain without a record that would have passed.
    /// </summary>
    /// <param name="headerFromRequired">There must be a DMARC result that names the domain itself (header.from).</param>
    public bool Proves(string domain, bool headerFromRequired = false)
    {
        var dmarc = Methods.FirstOrDefault(m => m.Name == "dmarc");
        var headerFrom = dmarc?.Property("header.from");
        if (headerFrom is null ? headerFromRequired : !Same(headerFrom, domain))
        {
            return false;
        }

        if (dmarc is { Result: not "none" })
        {
            return dmarc.Result is "pass" or "bestguesspass";
        }

        return Methods.Any(m => m.Result == "pass" && m.Name switch
        {
            "dkim" => Aligned(m.Property("header.d") ?? AfterAt(m.Property("header.i")), domain),
            "spf" => Aligned(AfterAt(m.Property("smtp.mailfrom")), domain),
            _ => false,
        });
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool Aligned(string? signer, string domain) =>
        signer is { Length: > 0 } && signer.Contains('.', StringComparison.Ordinal)
        && (Same(signer, domain)
            || domain.EndsWith("." + signer, StringComparison.OrdinalIgnoreCase)
            || signer.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));

    private static string? AfterAt(string? value) => value?[(value.LastIndexOf('@') + 1)..];

    private static KeyValuePair<string, string>? Pair(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals <= 0
            ? null
            : new(word[..equals].ToLowerInvariant(), word[(equals + 1)..].Trim('"'));
    }

    /// <summary>The words of a statement. White space within quotes is none: a quoted local part is its sender's text
    /// ("x header.d=partner.example "@evil.example). RFC 8601 allows white space around the method's "=".</summary>
    private static List<string> Words(string statement)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quoted = false;
        var spaced = false;
        foreach (var c in statement)
        {
            quoted ^= c == '"';
            if (!quoted && char.IsWhiteSpace(c))
            {
                spaced = word.Length > 0;
                continue;
            }

            if (spaced && (words.Count > 0 || (c != '=' && word[^1] != '=')))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            spaced = false;
            word.Append(c);
        }

        if (word.Length > 0)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    /// <summary>The value cut at ";" outside quotes, comments (which nest) taken out.</summary>
    private static IEnumerable<string> Statements(string value)
    {
        var statement = new StringBuilder();
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length && (quoted || depth > 0))
            {
                i++;
            }
            else if (depth == 0 && c == '"')
            {
                quoted = !quoted;
                statement.Append(c);
            }
            else if (!quoted && c == '(')
            {
                depth++;
            }
            else if (!quoted && c == ')' && depth > 0)
            {
                depth--;
                statement.Append(' ');
            }
            else if (!quoted && depth == 0 && c == ';')
            {
                yield return statement.ToString();
                statement.Clear();
            }
            else if (depth == 0)
            {
                statement.Append(c);
            }
        }

        yield return statement.ToString();
    }
}

/// <summary>One method's result: <c>dmarc=pass header.from=example.com</c>. Names are lower-case.</summary>
public sealed record AuthenticationMethod(
    string Name,
    string Result,
    IReadOnlyList<KeyValuePair<string, string>> Properties)
{
    public string? Property(string name) => Properties.FirstOrDefault(p => p.Key == name).Value;
}
