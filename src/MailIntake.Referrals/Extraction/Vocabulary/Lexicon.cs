using System.Collections.Frozen;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Vocabulary;

/// <summary>The word tables, read once.</summary>
internal static class Lexicon
{
    public static readonly FrozenSet<string> Titles = Tables.Words("titles.txt");
    public static readonly FrozenSet<string> TitleModifiers = Tables.Words("title-modifiers.txt");
    public static readonly FrozenSet<string> Honorifics = Tables.Words("honorifics.txt");
    public static readonly FrozenSet<string> NameSuffixes = Tables.Words("name-suffixes.txt");
    public static readonly FrozenSet<string> Particles = Tables.Words("particles.txt");
    public static readonly FrozenSet<string> RoleWords = Tables.Words("role-words.txt");
    public static readonly FrozenSet<string> CompanyWords = Tables.Words("company-words.txt");
    public static readonly FrozenSet<string> NameStopWords = Tables.Words("name-stop-words.txt");
    public static readonly FrozenDictionary<string, string> RoleMailboxes = Tables.Map("role-mailboxes.txt");
    public static readonly FrozenDictionary<string, string> Keys = Tables.Map("keys.tsv");
    public static readonly PhraseTable CompanyCues = new("company-cues.tsv");
    public static readonly FrozenDictionary<string, string> Transliteration = Tables.Map("transliteration.tsv");
    private static readonly FrozenDictionary<string, string> RussianLetters = Tables.Rows("transliteration.tsv")
        .Where(r => r.Length > 2).GroupBy(r => TextFold.Fold(r[0]), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Last()[2], StringComparer.Ordinal);
    public static readonly PhraseTable MoneyContext = new("money-context.tsv");
    public static readonly PhraseTable TimeWords = new("time-words.tsv");
    public static readonly FrozenDictionary<string, string> TimeContext = Tables.Map("time-context.tsv");
    public static readonly PhraseTable Motion = new("motion.tsv");
    public static readonly PhraseTable Credit = new("credit.tsv");
    public static readonly PhraseTable Consent = new("consent.tsv");
    public static readonly PhraseTable Closings = new("closings.txt");
    public static readonly PhraseTable MachineOrders = new("machine-orders.txt");
    public static readonly PhraseTable Disclaimers = new("disclaimers.txt");
    public static readonly PhraseTable Assistants = new("assistants.txt");
    public static readonly PhraseTable ThanksForIntro = new("thanks-for-intro.txt");
    public static readonly PhraseTable AssistantWords = new("assistant-words.txt");
    public static readonly PhraseTable FirstPerson = new("first-person.txt");
    public static readonly PhraseTable PhoneLabels = new("phone-labels.tsv");
    public static readonly PhraseTable Corrections = new("corrections.txt");
    public static readonly PhraseTable CompanyWants = new("company-wants.txt");
    public static readonly PhraseTable Departed = new("departed.txt");
    public static readonly PhraseTable PersonCues = new("person-cues.txt");
    public static readonly PhraseTable ContactCues = new("contact-cues.tsv");
    public static readonly PhraseTable OwnFirm = new("own-firm.txt");
    public static readonly PhraseTable Bystanders = new("bystanders.txt");
    public static readonly FrozenSet<string> PlacePrepositions = Tables.Words("place-prepositions.txt");
    public static readonly FrozenSet<string> CompanyArticles = Tables.Words("company-articles.txt");
    public static readonly FrozenSet<string> Copulas = Tables.Words("copulas.txt");

    /// <summary>Of the words between a person and a company, those that stand before a person as well.</summary>
    public static readonly FrozenSet<string> PersonOrCompanyCues = Tables.Words("person-or-company-cues.txt");
    public static readonly FrozenSet<string> NeedStopWords = Tables.Words("need-stop-words.txt");
    public static readonly FrozenSet<string> NeedWords = Tables.Rows("need-words.tsv")
        .Select(r => $"{r[1]} {TextFold.Fold(r[0])}").ToFrozenSet(StringComparer.Ordinal);
    public static readonly PhraseTable NeedCues = new("need-cues.tsv");

    private static readonly FrozenSet<(string, string)> TitleEdges = Tables.Rows("title-edges.tsv")
        .Select(r => (r[1], TextFold.Fold(r[0]))).ToFrozenSet();

    private static readonly string[] TitleEndings =
        [.. Titles.Where(t => t.StartsWith('-')).Select(t => t[1..])];

    private static readonly string[] CompanyEndings =
        [.. CompanyWords.Where(t => t.StartsWith('-')).Select(t => t[1..])];

    /// <summary>A word that makes a phrase a job title.</summary>
    public static bool IsTitle(string folded) =>
        Titles.Contains(folded) || EndsLike(folded, TitleEndings) || IsJoined(folded, Titles);

    /// <summary>Whether the word stands so at a title's edge, by the kinds of title-edges.tsv.</summary>
    public static bool TitleEdge(string kind, string folded) => TitleEdges.Contains((kind, folded));

    public static bool IsCompanyWord(string folded) =>
        CompanyWords.Contains(folded) || EndsLike(folded, CompanyEndings) || IsJoined(folded, CompanyWords);

    /// <summary>What stands for an office or team before the "@": "general", "team", "machine"; null for a
    /// person.</summary>
    public static string? RoleOf(string localPart) =>
        RoleMailboxes.GetValueOrDefault(TextFold.Fold(localPart).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8',
            '9'));

    /// <summary>The text in Latin letters, as addresses spell it.</summary>
    public static string Latin(string text)
    {
        var folded = TextFold.Fold(text);
        return folded.All(char.IsAscii)
            ? folded
            : string.Concat(folded.Select(c => Transliteration.TryGetValue(c.ToString(), out var latin) ? latin
            : c.ToString()));
    }

    /// <summary>As <see cref="Latin"/>, as Russian spells what Ukrainian spells otherwise (г as g, и as i).</summary>
    public static string LatinOfRussian(string text) =>
        string.Concat(TextFold.Fold(text).Select(c => RussianLetters.TryGetValue(c.ToString(), out var russian) ? russian
            : Transliteration.TryGetValue(c.ToString(), out var latin) ? latin : c.ToString()));

    private static bool EndsLike(string folded, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (folded.Length > ending.Length + 1 && folded.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // "IT-Leiter", "chairman/ceo": one of the parts says it.
    private static bool IsJoined(string folded, FrozenSet<string> words)
    {
        var at = folded.LastIndexOf('-');
        return at > 0 && (words.Contains(folded[(at + 1)..]) || words.Contains(folded[..at]));
    }
}
