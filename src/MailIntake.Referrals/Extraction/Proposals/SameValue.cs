using System.Globalization;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction.People;
using MailIntake.Referrals.Extraction.Text;

namespace MailIntake.Referrals.Extraction.Proposals;

/// <summary>Whether two readers of a field mean the same: true, false, or null where it is no matter of yes or no
/// (half of the same need, more or less of a title).</summary>
internal static class SameValue
{
    private const int TellingWord = 4;

    public static bool? Of(FieldName field, string one, string other) => field switch
    {
        FieldName.ProspectContactEmail => EmailAddress.TryParse(one, out var a) && EmailAddress.TryParse(other, out var b)
            && a.Equals(b),
        FieldName.ProspectContactName => NameMatch.Between(one, other) > 0,
        FieldName.ProspectCompany => OneBeginsTheOther(TextFold.Letters(one), TextFold.Letters(other)),
        FieldName.ProspectContactPhone => EndAlike(Digits(one), Digits(other)),
        FieldName.DealValue => Number(one) == Number(other),
        FieldName.DealCurrency => one == other,
        _ => Words(one, other),
    };

    private static bool OneBeginsTheOther(string one, string other) =>
        one == other || (Math.Min(one.Length, other.Length) >= 3
            && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal)));

    // "+49 170 1234567" and "0170 1234567"
    private static bool EndAlike(string one, string other) =>
        one == other || (one.Length >= 7 && other.Length >= 7 && one[^7..] == other[^7..]);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool? Words(string one, string other)
    {
        var (a, b) = (TextFold.Letters(one), TextFold.Letters(other));
        if (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))
        {
            return true;
        }

        var words = Telling(one);
        words.IntersectWith(Telling(other));
        return words.Count > 0 ? null : false;
    }

    private static HashSet<string> Telling(string text) =>
        [.. new TokenizedText(text).Tokens.Where(t => t.IsWordOrNumber && (t.Folded.Length >= TellingWord
            || TextFold.IsIdeographic(t.Folded[0]))).Select(t => t.Folded)];
}
