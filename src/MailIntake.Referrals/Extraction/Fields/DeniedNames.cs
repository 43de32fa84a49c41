using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Names that the mail takes back: "it's Initech, not Initrode", "nicht Müller, sondern Möller".</summary>
internal static class DeniedNames
{
    private const int MostWords = 4;

    public static List<string> Find(IReadOnlyList<Stretch> texts)
    {
        var found = new List<string>();
        foreach (var text in texts)
        {
            if (text.Kind != StretchKind.Body)
            {
                continue;
            }

            var tokens = text.Tokens;
            for (var i = 1; i + 1 < tokens.Tokens.Length; i++)
            {
                if (IsNot(tokens.Tokens[i].Folded) && tokens.IsCapitalised(i + 1) && IsCorrection(tokens, i)
                    && NameAt(tokens, i + 1) is { Length: >= 4 } name)
                {
                    found.Add(name);
                }
            }
        }

        return found;
    }

    public static bool Has(List<string> denied, string value)
    {
        if (denied.Count == 0)
        {
            return false;
        }

        var letters = TextFold.Letters(value);
        return denied.Exists(d => letters.StartsWith(d, StringComparison.Ordinal)
            || d.StartsWith(letters, StringComparison.Ordinal));
    }

    private static bool IsNot(string word) =>
        word is "not" or "nicht" or "pas" or "no" or "nao" or "non" or "niet" or "inte" or "ikke" or "nie" or "ne"
            or "ei" or "не";

    // A comma or dash and a name before it ("Initech, not Initrode"), or "but" behind it ("nicht Müller, sondern").
    private static bool IsCorrection(TokenizedText text, int not)
    {
        var before = not - 1;
        if ((text.Tokens[before].IsMark(',') || text.Tokens[before].IsMark('-') || text.Tokens[before].IsMark('(')
            || text.Tokens[before].Folded is "and" or "und" or "et" or "y" or "e" or "en")
            && before > 0 && (text.IsCapitalised(before - 1) || LegalForms.EndAt(text, before - 1) is not null))
        {
            return true;
        }

        for (var i = not + 2; i < text.Tokens.Length && i <= not + 6 && text.SentenceOf[i] == text.SentenceOf[not]; i++)
        {
            if (text.Tokens[i].Folded is "but" or "sondern" or "mais" or "sino" or "mas" or "bensi" or "maar" or "utan"
                or "men" or "lecz" or "tylko" or "ale" or "vaan" or "а")
            {
                return text.IsCapitalised(Math.Min(i + 1, text.Tokens.Length - 1));
            }
        }

        return false;
    }

    private static string NameAt(TokenizedText text, int first)
    {
        var last = first;
        while (last + 1 < text.Tokens.Length && last - first + 1 < MostWords && text.IsCapitalised(last + 1)
            && text.SentenceOf[last + 1] == text.SentenceOf[first])
        {
            last++;
        }

        return TextFold.Letters(text.Slice(first, last));
    }
}
