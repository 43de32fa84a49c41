using System.Globalization;

namespace MailIntake.Referrals.Reading.Words;

/// <summary>What a word within a written date can mean; a word may mean several things ("mar" is March and Tuesday).
/// </summary>
internal sealed class DateWord
{
    public List<(int Value, string? Language)> Months { get; } = [];

    public List<int> Weekdays { get; } = [];

    public int? ZoneMinutes { get; set; }

    public bool IsAm { get; set; }

    public bool IsPm { get; set; }

    public bool IsBetween { get; set; }
}

internal static class DateWords
{
    private static readonly Dictionary<string, DateWord> Words = Load();

    public static DateWord? Find(string folded) => Words.GetValueOrDefault(folded);

    private static Dictionary<string, DateWord> Load()
    {
        var words = new Dictionary<string, DateWord>(StringComparer.Ordinal);
        foreach (var row in WordTable.Rows("Words.dates.tsv"))
        {
            var value = int.Parse(row[1], CultureInfo.InvariantCulture);
            foreach (var entry in row[2].Split('|'))
            {
                var at = entry.IndexOf('@', StringComparison.Ordinal);
                var key = Folding.Fold(at < 0 ? entry : entry[..at]);
                if (!words.TryGetValue(key, out var word))
                {
                    words[key] = word = new DateWord();
                }

                Add(word, row[0], value, at < 0 ? null : entry[(at + 1)..]);
            }
        }

        return words;
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
                word.IsAm = true;
                break;
            case "pm":
                word.IsPm = true;
                break;
            default:
                word.IsBetween = true;
                break;
        }
    }
}
