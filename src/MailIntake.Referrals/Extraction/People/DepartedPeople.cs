using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>People of whom the mail says that they have left ("Edson saiu da Vale Azul", "Jane is no longer there"): the
/// words of their names as they stand before it.</summary>
internal static class DepartedPeople
{
    private const int MostWords = 4;

    public static List<string[]> Find(IReadOnlyList<Stretch> texts)
    {
        var found = new List<string[]>();
        foreach (var text in texts)
        {
            if (text.Kind != StretchKind.Body)
            {
                continue;
            }

            foreach (var hit in Lexicon.Departed.All(text.Tokens))
            {
                if (hit.Value == "name" && !text.Tokens.IsCapitalised(Math.Min(hit.Last + 1, text.Tokens.Tokens.Length - 1)))
                {
                    continue;
                }

                var name = NameBefore(text.Tokens, hit.First);
                if (name.Length > 0)
                {
                    found.Add(name);
                }
            }
        }

        return found;
    }

    public static bool Has(List<string[]> departed, string? name)
    {
        if (name is null || departed.Count == 0)
        {
            return false;
        }

        var words = NameMatch.Words(TextFold.Fold(name));
        return departed.Exists(d => Array.TrueForAll(d, words.Contains));
    }

    private static string[] NameBefore(TokenizedText text, int hit)
    {
        var words = new List<string>();
        for (var i = hit - 1; i >= 0 && words.Count < MostWords && text.SentenceOf[i] == text.SentenceOf[hit]; i--)
        {
            if (text.Tokens[i].Kind == TokenKind.LineBreak)
            {
                continue;
            }

            if (!text.IsCapitalised(i) || Lexicon.Honorifics.Contains(text.Tokens[i].Folded)
                || Lexicon.NameStopWords.Contains(text.Tokens[i].Folded))
            {
                break;
            }

            words.Insert(0, text.Tokens[i].Folded);
        }

        return [.. words];
    }
}
