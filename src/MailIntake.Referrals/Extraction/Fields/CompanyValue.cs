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

    /// <summary>The name a business domain suggests, with little confidence: "protea-packaging.example" gives "Protea
    /// Packaging".</summary>
    public static FieldValue FromDomain(string domain, Evidence evidence)
    {
        var words = MailDomain.Label(domain).Split('-', StringSplitOptions.RemoveEmptyEntries)
            .Select(w => char.ToUpperInvariant(w[0]) + w[1..]);
        return new FieldValue(string.Join(' ', words), 0.55, evidence);
    }
}
