using System.Collections.Frozen;

namespace MailIntake.Referrals.Extraction.Vocabulary;

/// <summary>The marking words of Chinese, Japanese and Korean writing, longest first.</summary>
internal static class IdeographicWords
{
    public static readonly string[] Forms = Of("form");
    public static readonly string[] Companies = Of("company");
    public static readonly string[] Tails = [.. Of("company").Concat(Of("tail"))];
    public static readonly string[] Ours = Of("ours");
    public static readonly string[] Titles = Of("title");
    public static readonly string[] Departments = Of("department");
    public static readonly string[] Addresses = Of("address");
    public static readonly string[] NeedBefore = Of("need-before");
    public static readonly string[] NeedOpenings = Of("need-opening");
    public static readonly string[] NeedBehind = Of("need-behind");

    public static readonly string[] Times = Of("time");
    public static readonly string[] Feasts = Of("feast");
    public static readonly string[] TimeTails = Of("time-tail");
    public static readonly string[] TimeUnits = Of("time-unit");
    public static readonly string[] TimeWithin = Of("time-within");
    public static readonly string[] TimeProjects = Of("time-project");

    /// <summary>Chinese family names.</summary>
    public static readonly FrozenSet<string> FamilyNames = Of("family").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that stand where a name may stand and are none (先日, 弊社, 客户).</summary>
    public static readonly FrozenSet<string> NotNames = Of("not-name").ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<char> Grammar = "是的和与與在了为為向请請您们們這这位给給想希有要正对對说也已及及就会會能将將叫找".ToFrozenSet();

    /// <summary>Chinese letters that are grammar, never inside a company's name or a person's.</summary>
    public static bool IsGrammar(char c) => Grammar.Contains(c);

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

    /// <summary>The longest of the words that begins the text; null if none does.</summary>
    public static string? Beginning(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return word;
            }
        }

        return null;
    }

    private static string[] Of(string kind) =>
        [.. Tables.Rows("ideographic-words.tsv").Where(r => r[1] == kind).Select(r => r[0]).OrderByDescending(w =>
            w.Length)];
}
