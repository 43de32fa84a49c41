namespace MailIntake.Referrals.Extraction.Vocabulary;

/// <summary>The marking words of Chinese, Japanese and Korean writing, longest first.</summary>
internal static class IdeographicWords
{
    public static readonly string[] Forms = Of("form");
    public static readonly string[] Companies = Of("company");
    public static readonly string[] Titles = Of("title");
    public static readonly string[] Departments = Of("department");
    public static readonly string[] Addresses = Of("address");

    /// <summary>The longest of the words that ends the text; null if none does.</summary>
    public static string? Ending(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.EndsWith(word, StringComparison.Ordinal))
            {
                return word;
            }
        }

        return null;
    }

    private static string[] Of(string kind) =>
        [.. Tables.Rows("ideographic-words.tsv").Where(r => r[1] == kind).Select(r => r[0]).OrderByDescending(w => w.Length)];
}
