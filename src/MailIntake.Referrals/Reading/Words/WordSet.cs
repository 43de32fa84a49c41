namespace MailIntake.Referrals.Reading.Words;

/// <summary>Words or phrases of a table, folded, each with the languages it is from.</summary>
internal sealed class WordSet
{
    private readonly Dictionary<string, HashSet<string>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordSet() => _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Longest { get; private set; }

    public IEnumerable<string> Words => _words.Keys;

    /// <summary>The phrases of a table's rows whose first column is <paramref name="role"/>: role, language, words.
    /// </summary>
    public static WordSet Of(string table, string role)
    {
        var set = new WordSet();
        foreach (var row in WordTable.Rows(table).Where(r => r.Length >= 3 && r[0] == role))
        {
            foreach (var word in row[2].Split('|'))
            {
                set.Add(word, row[1]);
            }
        }

        return set;
    }

    public bool Contains(ReadOnlySpan<char> folded) => folded.Length <= Longest && _lookup.ContainsKey(folded);

    /// <summary>Languages of a word, none where it is not in the set.</summary>
    public IReadOnlyCollection<string> Languages(ReadOnlySpan<char> folded) =>
        _lookup.TryGetValue(folded, out var languages) ? languages : [];

    private void Add(string word, string language)
    {
        var folded = Folding.Fold(word);
        if (folded.Length == 0)
        {
            return;
        }

        Longest = Math.Max(Longest, folded.Length);
        if (!_words.TryGetValue(folded, out var languages))
        {
            _words[folded] = languages = new HashSet<string>(StringComparer.Ordinal);
        }

        languages.Add(language);
    }
}
