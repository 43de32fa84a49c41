using System.Collections.Frozen;
using System.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Text;

/// <summary>Whether words are meant for a machine, not for a reader: phrases that address one or use the names of our
/// own fields (machine-orders.txt), a call to leave instructions aside (order-words.tsv), a program's output, a
/// transcript of talk with a model.</summary>
internal static class MachineOrders
{
    /// <summary>Between "ignore" and "instructions", in words.</summary>
    private const int Reach = 7;

    /// <summary>Cyrillic and Greek letters that pass for Latin ones, and those.</summary>
    private const string Lookalikes = "аасеорхуіјѕԁԛԝАВСЕНКМОРТХІЅοαιυνρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

    private const string Latin = "aaceopxyijsdqwABCEHKMOPTXISoaiuvpABEZHIKMNOPTYX";

    private static readonly string[] Verbs = Words("verb");
    private static readonly string[] Nouns = Words("noun");

    private static readonly FrozenSet<char> First = Verbs.Concat(Nouns).Select(w => w[0]).ToFrozenSet();

    public static bool In(string text)
    {
        if (IsData(text) || IsTranscript(text))
        {
            return true;
        }

        var tokens = new TokenizedText(WithoutLookalikes(text));
        return Lexicon.MachineOrders.All(tokens).Any() || SetsInstructionsAside(tokens);
    }

    private static bool SetsInstructionsAside(TokenizedText text)
    {
        int verb = int.MinValue, noun = int.MinValue, word = 0;
        foreach (var token in text.Tokens)
        {
            if (!token.IsWordOrNumber)
            {
                continue;
            }

            word++;
            if (!First.Contains(token.Folded.Length > 0 ? token.Folded[0] : ' '))
            {
                continue;
            }

            verb = Begins(token.Folded, Verbs) ? word : verb;
            noun = Begins(token.Folded, Nouns) ? word : noun;
            if (verb > 0 && noun > 0 && Math.Abs(verb - noun) <= Reach)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Begins(string word, string[] stems)
    {
        foreach (var stem in stems)
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // {"status":"done","fields":{...}}, ```json: a program's output, nothing a person wrote.
    private static bool IsData(string paragraph)
    {
        var trimmed = paragraph.AsSpan().Trim();
        return (trimmed is ['{' or '[', .., '}' or ']'] && trimmed.Count("\":") >= 2)
            || (trimmed.StartsWith("```") && trimmed.Count("\":") + trimmed.Count(": ") > 0);
    }

    // "Assistant: ..." and "User: ..." by turns, or a heading "### System:".
    private static bool IsTranscript(string paragraph)
    {
        bool machine = false, person = false;
        foreach (var line in paragraph.AsSpan().EnumerateLines())
        {
            var start = line.TrimStart();
            machine |= start.StartsWith("Assistant:", StringComparison.OrdinalIgnoreCase)
                || start.StartsWith("AI:", StringComparison.OrdinalIgnoreCase);
            if (start is ['#', '#', ..] && start.TrimStart('#').TrimStart() is var heading
                && (heading.StartsWith("system", StringComparison.OrdinalIgnoreCase)
                    || heading.StartsWith("assistant", StringComparison.OrdinalIgnoreCase)
                    || heading.StartsWith("instruction", StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }

            person |= start.StartsWith("User:", StringComparison.OrdinalIgnoreCase)
                || start.StartsWith("Human:", StringComparison.OrdinalIgnoreCase);
        }

        return machine && person;
    }

    // Words that mix alphabets are written to be seen and not to be found.
    private static string WithoutLookalikes(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0370', '\u052f'))
        {
            return text;
        }

        var plain = new StringBuilder(text);
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            var latin = false;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                latin |= char.IsAsciiLetter(text[end++]);
            }

            for (var i = start; latin && i < end; i++)
            {
                var at = text[i] < '\u0370' ? -1 : Lookalikes.IndexOf(text[i], StringComparison.Ordinal);
                plain[i] = at < 0 ? text[i] : Latin[at];
            }

            start = Math.Max(end, start + 1);
        }

        return plain.ToString();
    }

    private static string[] Words(string role) =>
        [.. Tables.Rows("order-words.tsv").Where(r => r[1] == role).Select(r => TextFold.Fold(r[0]))];
}
