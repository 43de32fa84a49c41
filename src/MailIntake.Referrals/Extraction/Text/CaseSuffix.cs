namespace MailIntake.Referrals.Extraction.Text;

/// <summary>Turkish sets the case endings of a name behind an apostrophe: "Altınova Seramik'te", "Wiegand'ı".</summary>
internal static class CaseSuffix
{
    private static readonly HashSet<string> Suffixes = new(StringComparer.Ordinal)
    {
        "de", "da", "te", "ta", "den", "dan", "ten", "tan", "e", "a", "ye", "ya", "i", "u", "yi", "yu", "in", "un",
        "nin", "nun", "nde", "nda", "nden", "ndan", "le", "la", "yle", "yla", "ne", "na", "ni", "nu", "ler", "lar",
        "si", "su", "deki", "daki", "teki", "taki", "lerde", "larda", "ki",
    };

    /// <summary>The word carries such an ending.</summary>
    public static bool Has(ReadOnlySpan<char> word) => At(word) >= 0;

    /// <summary>The text without the ending of its last word.</summary>
    public static string Off(string text)
    {
        var at = At(text);
        return at < 0 ? text : text[..at];
    }

    // Only where more than two letters stand before it, so that "O'Te" and "D'Ale" stay.
    private static int At(ReadOnlySpan<char> text)
    {
        var at = text.LastIndexOfAny('\'', '’');
        return at > 2 && text.Length - at is > 1 and <= 6 && char.IsLetter(text[at - 1]) && char.IsLower(text[at + 1])
            && char.IsLetter(text[at - 2]) && Suffixes.Contains(TextFold.Letters(TextFold.Fold(text[(at + 1)..].ToString())))
            ? at : -1;
    }
}
