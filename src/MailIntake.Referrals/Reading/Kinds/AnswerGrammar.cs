using System.Numerics;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// What a text is made of that holds a plain phrase of an automatic answer: which parts of such answers it has (until
/// when, that one answers later, whom to ask, that mail is not read), and how many sentences speak of something else. A
/// person who is away and answers all the same says the one and then the other. Words are in answers.tsv.
/// </summary>
internal readonly record struct AnswerGrammar(
    bool SaysAway, int Parts, int PlainSentences, int OtherSentences, int Words)
{
    /// <summary>Greetings and names are no sentences.</summary>
    private const int ShortestSentence = 4;
    private const int CharactersOfAWord = 3;
    public const char FirstRunOn = '\u2e80';

    private static readonly string[] Roles = ["when", "back", "instead", "access", "away"];
    private const int Away = 1 << 4;

    private static readonly PhraseTable Table = new("Kinds.answers.tsv");

    /// <param name="folded">What was newly written.</param>
    /// <param name="plain">Phrases of automatic answers in it, by their place in <paramref name="folded"/>.</param>
    public static AnswerGrammar Of(string folded, List<FoundPhrase> plain)
    {
        var found = Table.Find(folded);
        var (parts, plainSentences, others, words) = (0, 0, 0, 0);
        var (f, p) = (0, 0);
        for (var start = 0; start < folded.Length;)
        {
            var end = SentenceEnd(folded, start);
            var (isPlain, isRelated) = (false, false);
            for (; p < plain.Count && plain[p].Start < end; p++)
            {
                isRelated = true;
                isPlain |= plain[p].Weight >= AutomaticAnswers.Plain;
            }

            for (; f < found.Count && found[f].Start < end; f++)
            {
                var role = Array.IndexOf(Roles, found[f].Role);
                parts |= role < 0 ? 0 : 1 << role;
                // A day alone may be of anything.
                isRelated |= role != 0 && found[f].Role != "common";
            }

            var length = CountWords(folded.AsSpan(start..end));
            words += length;
            plainSentences += isPlain ? 1 : 0;
            others += !isRelated && length >= ShortestSentence ? 1 : 0;
            start = end;
        }

        var saysAway = (parts & Away) != 0;
        return new AnswerGrammar(
            saysAway, BitOperations.PopCount((uint)(parts & ~Away)), plainSentences, others, words);
    }

    /// <summary>A word that stands in any letter, so that it names nobody.</summary>
    public static bool IsCommon(ReadOnlySpan<char> word) => Table.Find(Folding.Fold(word)).Count > 0;

    /// <summary>"until Monday".</summary>
    public static bool BeginsWhen(ReadOnlySpan<char> folded) =>
        Table.Find(folded.ToString()) is [{ Role: "when", Start: 0 }, ..];

    /// <summary>Behind the mark and its space; not behind the point of a date ("9. March").</summary>
    private static int SentenceEnd(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is '。' or '！' or '？' || (text[i] is '.' or '!' or '?' && i + 1 < text.Length
                && text[i + 1] == ' ' && i > start && !char.IsAsciiDigit(text[i - 1])))
            {
                return i + 1;
            }
        }

        return text.Length;
    }

    private static int CountWords(ReadOnlySpan<char> sentence)
    {
        var (words, runOn) = (0, 0);
        for (var i = 0; i < sentence.Length; i++)
        {
            if (sentence[i] >= FirstRunOn)
            {
                runOn++;
            }
            else if (char.IsLetterOrDigit(sentence[i]) && (i == 0 || !char.IsLetterOrDigit(sentence[i - 1])))
            {
                words++;
            }
        }

        return words + (runOn / CharactersOfAWord);
    }
}
