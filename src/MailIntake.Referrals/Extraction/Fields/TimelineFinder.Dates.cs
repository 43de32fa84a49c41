using System.Globalization;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Dates and years that are a time of a plan.</summary>
internal static partial class TimelineFinder
{
    // "für 2027", "in 2027": the year itself, behind a word that opens a time.
    private static (int Last, double Weight)? YearAlone(Stretch stretch, int i) =>
        i > 0 && IsYearToCome(stretch, i)
        && (i + 1 >= stretch.Tokens.Tokens.Length || !stretch.Tokens.Tokens[i + 1].IsMark('-'))
        && Lexicon.TimeWords.At(stretch.Tokens, i - 1) is
        {
            Value: "lead" or "limit" or "near" or "strong" or "event"
            or "edge"
        } ? (i, 0.4)
            : null;

    private static (int Last, double Weight)? DateAt(TokenizedText text, int i)
    {
        var digits = text.Tokens[i].Folded;
        var parts = digits.Split('.');
        if (parts.Length == 3 && parts[2].Length is 4 or 2 && parts.All(p => p.Length <= 4 && p.Length > 0)
            && IsMonth(parts[1].AsSpan(0, Math.Min(2, parts[1].Length))))
        {
            return (i, 0.9);
        }

        if (parts.Length == 2 && parts.All(p => p.Length is 1 or 2) && i + 1 < text.Tokens.Length
            && text.Tokens[i + 1].IsMark('.') && text.Tokens[i + 1].Start == text.Tokens[i].End
            && IsMonth(parts[1]))
        {
            return (i + 1, 0.8);
        }

        // "31 December", "30/06", "1st of June"
        if (digits.Length <= 2 && i + 2 < text.Tokens.Length && text.Tokens[i + 1].IsMark('/')
            && text.Tokens[i + 1].Start == text.Tokens[i].End
            && text.Tokens[i + 2].Kind == TokenKind.Number && text.Tokens[i + 2].Length is 2 or 4)
        {
            return (i + 2 + (i + 4 < text.Tokens.Length && text.Tokens[i + 3].IsMark('/') ? 2 : 0), 0.7);
        }

        return null;
    }

    // A number may hold other marks ("12.0'").
    private static bool IsMonth(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12;

    // "Diwali ke pehle", "yıl sonuna kadar": the word that says how stands behind.
    private static int? Behind(TokenizedText text, int last) =>
        last + 1 < text.Tokens.Length && text.SentenceOf[last + 1] == text.SentenceOf[last]
        && Lexicon.TimeWords.At(text, last + 1) is { Value: "post" } hit ? hit.Last : null;

    // A year still to come, counted from the mail that says so, makes a date one of a plan.
    private static double YearIn(Stretch stretch, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (IsYearToCome(stretch, i))
            {
                return 0.3;
            }
        }

        return 0;
    }

    private static bool IsYearToCome(Stretch stretch, int i) =>
        stretch.Tokens.Tokens[i] is { Kind: TokenKind.Number, Length: 4 } token
        && stretch.Passage.Date?.Local is { } written
        && int.TryParse(token.Folded, CultureInfo.InvariantCulture, out var year)
        && year >= written.Year && year <= written.Year + 5;
}
