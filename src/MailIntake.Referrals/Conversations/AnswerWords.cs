using System.Collections.Frozen;
using System.Text;

namespace MailIntake.Referrals.Conversations;

/// <summary>What a word or phrase of an answer means.</summary>
internal enum AnswerMeaning
{
    Yes,
    No,
    Withdraw,
    Later,
    Status,
    Question,
    But,
    Thanks,
    Greeting,
}

/// <summary>The vocabulary of answers (<c>answer-words.tsv</c>): phrases of all languages together.</summary>
internal static class AnswerWords
{
    private static readonly FrozenDictionary<string, AnswerMeaning> Phrases = Load();
    private static readonly int Longest = Phrases.Keys.Max(p => p.Count(c => c == ' ') + 1);

    /// <summary>The meanings of the phrases in a line, in their order; null stands for words without a meaning.</summary>
    public static IReadOnlyList<AnswerMeaning?> Read(string line)
    {
        var words = Words(line);
        var meanings = new List<AnswerMeaning?>();
        for (var at = 0; at < words.Count;)
        {
            var length = Math.Min(Longest, words.Count - at);
            AnswerMeaning meaning = default;
            while (length > 0 && !Phrases.TryGetValue(string.Join(' ', words.Skip(at).Take(length)), out meaning))
            {
                length--;
            }

            meanings.Add(length > 0 ? meaning : null);
            at += Math.Max(1, length);
        }

        return meanings;
    }

    /// <summary>Lower-case words; letters, digits and symbols such as 👍 count, punctuation does not.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in line.Normalize().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '\'' or '’' or '@')
            {
                word.Append(rune.Value == '’' ? "'" : Rune.ToLowerInvariant(rune).ToString());
                continue;
            }

            Flush();
            if (Rune.IsSymbol(rune) && rune.Value > 0x2000)
            {
                words.Add(rune.ToString());
            }
        }

        Flush();
        return words;

        void Flush()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString().Trim('\''));
                word.Clear();
            }
        }
    }

    private static FrozenDictionary<string, AnswerMeaning> Load()
    {
        using var stream = typeof(AnswerWords).Assembly.GetManifestResourceStream(typeof(AnswerWords), "answer-words.tsv")
            ?? throw new System.Diagnostics.UnreachableException("answer-words.tsv is not embedded");
        using var reader = new StreamReader(stream);
        var phrases = new Dictionary<string, AnswerMeaning>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var language, var meaning, var list] && !language.StartsWith('#'))
            {
                foreach (var phrase in list.Split('|'))
                {
                    phrases.TryAdd(string.Join(' ', Words(phrase)), Enum.Parse<AnswerMeaning>(meaning, ignoreCase: true));
                }
            }
        }

        return phrases.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
