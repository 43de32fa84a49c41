using System.Text;

namespace MailIntake.Referrals.Conversations;

/// <summary>Words of a mail as they may stand in a line of ours: one line, without controls or marks that turn the
/// text around, and cut between characters.</summary>
internal static class Excerpt
{
    public static string Of(string text, int most)
    {
        var line = new StringBuilder(Math.Min(text.Length, most + 1));
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            line.Append(line.Length > 0 ? " " : "").Append(word.Where(c => !char.IsControl(c) && !TurnsText(c)).ToArray());
        }

        return Cut(line.ToString(), most);
    }

    /// <summary>At most so many UTF-16 units; what is cut ends in an ellipsis, and no surrogate pair is torn.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = most - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>Embeddings, overrides and isolates: "gpj.exe" must not read as "exe.jpg". Marks (U+200E, U+200F) stay,
    /// as Hebrew and Arabic need them.</summary>
    private static bool TurnsText(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
