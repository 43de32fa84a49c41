using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>A company's name as it is entered.</summary>
internal static class CompanyValue
{
    /// <summary>A typed value less what follows the name: a place behind a comma, a remark in brackets.</summary>
    public static string Of(string written)
    {
        var value = written.Trim().Trim('"', '*', '„', '“', '”');
        var text = new TokenizedText(value);
        for (var i = 1; i < text.Tokens.Length; i++)
        {
            var token = text.Tokens[i];
            if ((token.IsMark(',') || token.IsMark('(') || token.IsMark(';'))
                && (i + 1 >= text.Tokens.Length || LegalForms.EndAt(text, i + 1) is null))
            {
                return value[..token.Start].TrimEnd();
            }

            if (token.Kind == TokenKind.Mark && token.Folded is "-" or "|" && value[token.Start - 1] == ' ')
            {
                return value[..token.Start].TrimEnd();
            }
        }

        return value.TrimEnd('様');
    }

    /// <summary>The name a business domain suggests: "protea-packaging.example" gives "Protea
    /// Packaging".</summary>
    /// <remarks>None for a family's own domain, and none where people write in a script without capitals, in which the
    /// company's name stands unseen more often than not.</remarks>
    public static string? FromDomain(string domain, IEnumerable<Stretch> texts)
    {
        var label = MailDomain.Label(domain);
        if (label.EndsWith("family", StringComparison.Ordinal) || label.StartsWith("family", StringComparison.Ordinal)
            || label.EndsWith("familie", StringComparison.Ordinal) || IsWithoutCapitals(texts))
        {
            return null;
        }

        var words = label.Split('-', StringSplitOptions.RemoveEmptyEntries)
            .Select(w => char.ToUpperInvariant(w[0]) + w[1..]);
        return string.Join(' ', words);
    }

    private static bool IsWithoutCapitals(IEnumerable<Stretch> texts)
    {
        int latin = 0, other = 0;
        foreach (var text in texts.Where(t => t.Kind is StretchKind.Body or StretchKind.Subject))
        {
            foreach (var c in text.Text)
            {
                latin += c < '\u0250' && char.IsLetter(c) ? 1 : 0;
                other += c > '\u0590' && char.IsLetter(c) && !char.IsUpper(c) && !char.IsLower(c) ? 1 : 0;
            }
        }

        return other * 3 > latin;
    }
}
