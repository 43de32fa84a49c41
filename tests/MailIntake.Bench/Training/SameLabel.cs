using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MailIntake.Bench.Training;

/// <summary>Whether a value is the label's, as people would say: without case, accents of writing, forms of address and
/// legal forms.</summary>
internal static partial class SameLabel
{
    private static readonly HashSet<string> Legal = [.. ("inc incorporated llc llp ltd limited gmbh ag kg kgaa co corp "
        + "corporation company sa sas sarl srl spa bv nv ab as aps oy oyj plc pty lda ltda eireli sl slu kk kabushiki "
        + "kaisha godo se ug mbh ohg ek ev pte sp zoo sro kft doo bvba the und and cie").Split(' ')];

    private static readonly HashSet<string> Honorifics =
        [.. "mr mrs ms miss dr prof herr frau m mme mlle sr sra senor señor señora dott ing sig san sama".Split(' ')];

    private static readonly HashSet<string> Small = [.. ("a an the of for to in on at by and or with their our your from is "
        + "are be it this that we they de la le les des du der die das und für y el los para e o da do no").Split(' ')];

    /// <summary>As score_corpus.py judges a field: one of the right answers.</summary>
    public static bool Value(string field, string value, IReadOnlyList<string> right) => right.Any(r => field switch
    {
        "partnerCompany" or "prospectCompany" => Company(value, r),
        "partnerContactName" or "prospectContactName" or "repName" => Person(value, r),
        "partnerContactEmail" or "prospectContactEmail" or "repEmail" => Address(value, r),
        "prospectContactPhone" => Phone(value, r),
        "dealValue" => Number(value) is { } left && Number(r) is { } other && Math.Abs(left - other) < 0.01,
        "productInterest" or "timeline" => Overlap(value, r),
        "introducedOn" => value.AsSpan(0, Math.Min(10, value.Length)).SequenceEqual(r.AsSpan(0, Math.Min(10, r.Length))),
        "prospectContactTitle" => WordsOf(value).SequenceEqual(WordsOf(r)),
        _ => Folded(value) == Folded(r),
    });

    public static bool Person(string left, string right) => PersonOf(left) == PersonOf(right);

    public static bool Address(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    public static bool Company(string left, string right) => CompanyOf(left) == CompanyOf(right);

    private static bool Phone(string left, string right)
    {
        var (a, b) = (Digits(left), Digits(right));
        return a.Length > 0 && b.Length > 0 && (a == b || (Math.Min(a.Length, b.Length) >= 7
            && (a.EndsWith(b, StringComparison.Ordinal) || b.EndsWith(a, StringComparison.Ordinal))));
    }

    private static string Digits(string phone)
    {
        var digits = string.Concat(Extension().Replace(phone, "").Replace("(0)", "", StringComparison.Ordinal)
            .Where(char.IsDigit).Select(d => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(d))));
        return (digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits).TrimStart('0');
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Half the label's words and a third of the value's.
    private static bool Overlap(string value, string label)
    {
        var (given, wanted) = (Tokens(value), Tokens(label));
        if (given.Count == 0 || wanted.Count == 0)
        {
            return Folded(value) == Folded(label);
        }

        var common = given.Count(wanted.Contains);
        return common * 2 >= wanted.Count && common * 3 >= given.Count;
    }

    private static HashSet<string> Tokens(string text)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in WordsOf(text))
        {
            var run = word.Where(IsIdeograph).ToArray();
            if (run.Length > 0)
            {
                tokens.UnionWith(run.Length == 1 ? [run[0].ToString()]
                    : run.Zip(run.Skip(1), (a, b) => string.Concat(a, b)));
            }
            else if (!Small.Contains(word))
            {
                tokens.Add(word.Length > 4 && word.EndsWith('s') ? word[..^1] : word);
            }
        }

        return tokens;
    }

    private static bool IsIdeograph(char c) =>
        c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7af');

    private static List<string> WordsOf(string text) => [.. Plain().Matches(Folded(text)).Select(m => m.Value)];

    private static string PersonOf(string name) =>
        string.Join(' ', Words().Matches(Folded(name).TrimEnd('様')).Select(m => m.Value)
            .Where(w => !Honorifics.Contains(w)));

    private static string CompanyOf(string name)
    {
        var folded = LegalIdeographs().Replace(Folded(name), " ").Replace("&", " and ", StringComparison.Ordinal)
            .Replace("s.a.", "sa", StringComparison.Ordinal).Replace("s.r.l.", "srl", StringComparison.Ordinal)
            .Replace("s.p.a.", "spa", StringComparison.Ordinal).Replace("b.v.", "bv", StringComparison.Ordinal)
            .Replace("z o.o.", "zoo", StringComparison.Ordinal).Replace("e.k.", "ek", StringComparison.Ordinal);
        var words = Plain().Matches(folded).Select(m => m.Value).ToList();
        var core = words.Where(w => !Legal.Contains(w)).ToList();
        return string.Concat(core.Count > 0 ? core : words);
    }

    private static string Folded(string text) =>
        text.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture).Trim();

    [GeneratedRegex(@"(ext|x|durchwahl|poste)\.?\s*\d+$", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Extension();

    [GeneratedRegex(@"[\w'’-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    [GeneratedRegex("株式会社|有限会社|合同会社|（株）|\\(株\\)|㈱|有限公司|股份|集团", RegexOptions.NonBacktracking)]
    private static partial Regex LegalIdeographs();
}
