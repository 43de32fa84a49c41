using System.Globalization;

namespace MailIntake.Referrals.Reading.Words;

/// <summary>What a mark behind a number makes of it: 2026年3月2日, 10 h 15 min.</summary>
internal enum DateUnit
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// <summary>What a word within a written date can mean; a word may mean several things ("mar" is March and Tuesday).
/// </summary>
internal sealed class DateWord
{
    public List<(int Value, string? Language)> Months { get; } = [];

    public List<int> Weekdays { get; } = [];

    /// <summary>AM and PM; "de." is AM in Hungarian alone.</summary>
    public List<(bool IsPm, string? Language)> Halves { get; } = [];

    public int? ZoneMinutes { get; set; }

    public bool IsBetween { get; set; }

    public DateUnit? Unit { get; set; }

    /// <summary>The month is the number behind the word ("tháng 3").</summary>
    public bool IsNumbered { get; set; }

    /// <summary>The year before the first of an era.</summary>
    public int? Era { get; set; }
}

/// <summary>The words of written dates (dates.tsv), single ones and those of several words ("Pacific Standard Time").
/// </summary>
internal static class DateWords
{
    /// <summary>From here on words are written without spaces between.</summary>
    public const char FirstRunOn = '\u2e80';

    private const int LongestRunOn = 4;

    private static readonly Dictionary<string, DateWord> Words = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, List<(string[] Words, DateWord Meaning)>> Phrases =
        new(StringComparer.Ordinal);
    private static readonly HashSet<string> MonthFirst = new(StringComparer.Ordinal);
    private static readonly HashSet<string> YearFirst = new(StringComparer.Ordinal);

    static DateWords()
    {
        foreach (var row in WordTable.Rows("Words.dates.tsv"))
        {
            var value = int.Parse(row[1], CultureInfo.InvariantCulture);
            foreach (var entry in row[2].Split('|'))
            {
                var at = entry.IndexOf('@', StringComparison.Ordinal);
                var (word, language) = at < 0 ? (entry, null) : (entry[..at], entry[(at + 1)..]);
                if (row[0] == "order")
                {
                    (word == "mdy" ? MonthFirst : YearFirst).Add(language!);
                }
                else
                {
                    Add(MeaningOf(word), row[0], value, language);
                }
            }
        }

        foreach (var phrases in Phrases.Values)
        {
            phrases.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
        }
    }

    public static DateWord? Find(string folded) => Words.GetValueOrDefault(folded);

    /// <summary>The phrases that begin with the word, the longest first.</summary>
    public static List<(string[] Words, DateWord Meaning)>? PhrasesFrom(string folded) =>
        Phrases.GetValueOrDefault(folded);

    /// <summary>How many characters the longest known word takes that begins the text, in scripts without spaces; 0
    /// where none does.</summary>
    public static int RunOnLength(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(LongestRunOn, text.Length); length > 0; length--)
        {
            if (Words.ContainsKey(Folding.Fold(text[..length])))
            {
                return length;
            }
        }

        return 0;
    }

    /// <summary>In numeric dates of these languages the month may stand first ("3/2/2026").</summary>
    public static bool IsMonthFirst(IReadOnlyCollection<string>? languages)
    {
        var isFirst = languages is null;
        foreach (var language in languages ?? [])
        {
            if (!MonthFirst.Contains(language) && !YearFirst.Contains(language))
            {
                return false;
            }

            isFirst |= MonthFirst.Contains(language);
        }

        return isFirst;
    }

    /// <summary>"26. 3. 2." begins with the year.</summary>
    public static bool IsYearFirst(IReadOnlyCollection<string>? languages) =>
        languages is { Count: > 0 } && languages.All(YearFirst.Contains);

    private static DateWord MeaningOf(string word)
    {
        var parts = Array.ConvertAll(word.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            w => Folding.Fold(w.Trim('.', ',', '(', ')')));
        if (parts.Length > 1)
        {
            if (!Phrases.TryGetValue(parts[0], out var phrases))
            {
                Phrases[parts[0]] = phrases = [];
            }

            var known = phrases.Find(p => p.Words.SequenceEqual(parts)).Meaning;
            if (known is null)
            {
                phrases.Add((parts, known = new DateWord()));
            }

            return known;
        }

        var key = Folding.Fold(word);
        if (!Words.TryGetValue(key, out var meaning))
        {
            Words[key] = meaning = new DateWord();
        }

        return meaning;
    }

    private static void Add(DateWord word, string role, int value, string? language)
    {
        switch (role)
        {
            case "month":
                word.Months.Add((value, language));
                break;
            case "weekday":
                word.Weekdays.Add(value);
                break;
            case "zone":
                word.ZoneMinutes = value;
                break;
            case "am":
                word.Halves.Add((false, language));
                break;
            case "pm":
                word.Halves.Add((true, language));
                break;
            case "numbered":
                word.IsNumbered = true;
                break;
            case "era":
                word.Era = value;
                break;
            case "year":
                word.Unit = DateUnit.Year;
                break;
            case "monthmark":
                word.Unit = DateUnit.Month;
                break;
            case "daymark":
                word.Unit = DateUnit.Day;
                break;
            case "hour":
                word.Unit = DateUnit.Hour;
                break;
            case "minute":
                word.Unit = DateUnit.Minute;
                break;
            case "second":
                word.Unit = DateUnit.Second;
                break;
            default:
                word.IsBetween = true;
                break;
        }
    }
}
