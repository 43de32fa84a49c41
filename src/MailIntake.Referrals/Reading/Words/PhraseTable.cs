using System.Globalization;

namespace MailIntake.Referrals.Reading.Words;

/// <summary>A phrase found: what its row says of it and where it stands in the folded text.</summary>
internal readonly record struct FoundPhrase(string Role, int Weight, string Phrase, int Start);

/// <summary>
/// Weighted phrases of a table (role, weight, language, phrases), found in folded text in one pass over its words.
/// A phrase matches whole words; one that ends in "*" matches what begins so.
/// </summary>
internal sealed class PhraseTable
{
    private const int StemKey = 4;
    private const int Filter = 1 << 15;
    private const char FirstRunOn = '\u2e80';

    private readonly Dictionary<string, List<Entry>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Entry>> _byStem = new(StringComparer.Ordinal);
    private readonly Dictionary<char, List<Entry>> _byCharacter = [];

    /// <summary>The first three characters of the phrases' words: most words of a text begin otherwise.</summary>
    private readonly bool[] _beginnings = new bool[Filter];
    private readonly Dictionary<string, List<Entry>>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly Dictionary<string, List<Entry>>.AlternateLookup<ReadOnlySpan<char>> _stems;

    /// <summary>More than one table is searched in the same pass.</summary>
    public PhraseTable(params string[] tables)
    {
        _words = _byWord.GetAlternateLookup<ReadOnlySpan<char>>();
        _stems = _byStem.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var row in tables.SelectMany(WordTable.Rows).Where(r => r.Length >= 4))
        {
            var weight = int.Parse(row[1], CultureInfo.InvariantCulture);
            foreach (var phrase in row[3].Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                Add(new Entry(row[0], weight, Folding.Fold(phrase.TrimEnd('*')), phrase.EndsWith('*')));
            }
        }
    }

    private PhraseTable()
        : this([])
    {
    }

    /// <summary>The phrases of some roles of a table without weights (role, language, phrases); words may go on behind
    /// them. </summary>
    public static PhraseTable Beginnings(string table, params string[] roles)
    {
        var phrases = new PhraseTable();
        foreach (var row in WordTable.Rows(table).Where(r => roles.Contains(r[0])))
        {
            foreach (var phrase in row[2].Split('|', StringSplitOptions.RemoveEmptyEntries))
            {
                phrases.Add(new Entry(row[0], 1, Folding.Fold(phrase), true));
            }
        }

        return phrases;
    }

    public bool IsIn(ReadOnlySpan<char> folded)
    {
        var found = new List<FoundPhrase>(0);
        Find(folded, found, isFirstEnough: true);
        return found.Count > 0;
    }

    /// <summary>Every phrase in the text, each place once.</summary>
    public List<FoundPhrase> Find(ReadOnlySpan<char> folded)
    {
        var found = new List<FoundPhrase>();
        Find(folded, found, isFirstEnough: false);
        return found;
    }

    private void Find(ReadOnlySpan<char> text, List<FoundPhrase> found, bool isFirstEnough)
    {
        for (var i = 0; i < text.Length && !(isFirstEnough && found.Count > 0); i++)
        {
            if (text[i] >= FirstRunOn || text[i] is >= '\u1100' and <= '\u11ff')
            {
                Match(_byCharacter.GetValueOrDefault(text[i]), text, i, found);
                continue;
            }

            if (!char.IsLetterOrDigit(text[i]) || (i > 0 && char.IsLetterOrDigit(text[i - 1])))
            {
                continue;
            }

            var end = i + 1;
            while (end < text.Length && char.IsLetterOrDigit(text[end]) && text[end] < FirstRunOn)
            {
                end++;
            }

            if (!_beginnings[BeginningOf(text[i..end])])
            {
                i = end - 1;
                continue;
            }

            Match(_words.TryGetValue(text[i..end], out var entries) ? entries : null, text, i, found);
            if (end - i >= StemKey)
            {
                Match(_stems.TryGetValue(text.Slice(i, StemKey), out entries) ? entries : null, text, i, found);
            }

            i = end - 1;
        }
    }

    /// <summary>The text begins with a phrase of that role.</summary>
    public bool Begins(string folded, string role) => Find(folded).Exists(f => f.Role == role && f.Start <= 1);

    private static void Match(List<Entry>? entries, ReadOnlySpan<char> text, int at, List<FoundPhrase> found)
    {
        if (entries is null)
        {
            return;
        }

        foreach (var entry in entries)
        {
            var end = at + entry.Text.Length;
            if (text[at..].StartsWith(entry.Text, StringComparison.Ordinal)
                && (entry.IsStem || end >= text.Length || !char.IsLetterOrDigit(text[end])
                    || !char.IsLetterOrDigit(text[end - 1])
                    || text[end - 1] >= '\u1100'))
            {
                found.Add(new FoundPhrase(entry.Role, entry.Weight, entry.Text, at));
            }
        }
    }

    private void Add(Entry entry)
    {
        if (entry.Text.Length == 0)
        {
            return;
        }

        if (entry.Text[0] >= '\u1100' && !(entry.Text[0] is >= '\u1e00' and < FirstRunOn))
        {
            AddTo(_byCharacter, entry.Text[0], entry);
            return;
        }

        var end = 0;
        while (end < entry.Text.Length && char.IsLetterOrDigit(entry.Text[end]))
        {
            end++;
        }

        _beginnings[BeginningOf(entry.Text.AsSpan(0, Math.Max(1, end)))] = true;

        if (entry.IsStem && end == entry.Text.Length && end >= StemKey)
        {
            AddTo(_byStem, entry.Text[..StemKey], entry);
        }
        else
        {
            AddTo(_byWord, entry.Text[..Math.Max(1, end)], entry);
        }
    }

    private static int BeginningOf(ReadOnlySpan<char> word) =>
        ((word[0] * 1361) + (word.Length > 1 ? word[1] * 37 : 0) + (word.Length > 2 ? word[2] : 0)) & (Filter - 1);

    private static void AddTo<TKey>(Dictionary<TKey, List<Entry>> index, TKey key, Entry entry)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var entries))
        {
            index[key] = entries = [];
        }

        entries.Add(entry);
    }

    private sealed record Entry(string Role, int Weight, string Text, bool IsStem);
}
