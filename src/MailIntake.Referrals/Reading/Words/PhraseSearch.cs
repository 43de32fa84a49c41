using System.Buffers;

namespace MailIntake.Referrals.Reading.Words;

/// <summary>Says whether a text holds one of the phrases of a table's role, anywhere and without case. The plain ones
/// are searched many at a time; those with accents only in text that has some.</summary>
internal sealed class PhraseSearch
{
    private readonly SearchValues<string> _plain;
    private readonly SearchValues<string> _other;

    public PhraseSearch(string table, string role)
    {
        var phrases = WordTable.Rows(table).Where(r => r.Length >= 3 && r[0] == role)
            .SelectMany(r => r[2].Split('|')).Distinct().ToLookup(p => System.Text.Ascii.IsValid(p));
        _plain = SearchValues.Create([.. phrases[true]], StringComparison.OrdinalIgnoreCase);
        _other = SearchValues.Create([.. phrases[false]], StringComparison.OrdinalIgnoreCase);
    }

    public bool IsIn(ReadOnlySpan<char> text) =>
        text.ContainsAny(_plain) || (!System.Text.Ascii.IsValid(text) && text.ContainsAny(_other));
}
