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

    public static bool Person(string left, string right) => PersonOf(left) == PersonOf(right);

    public static bool Address(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    public static bool Company(string left, string right) => CompanyOf(left) == CompanyOf(right);

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

    [GeneratedRegex(@"[\w'’-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    [GeneratedRegex("株式会社|有限会社|合同会社|（株）|\\(株\\)|㈱|有限公司|股份|集团", RegexOptions.NonBacktracking)]
    private static partial Regex LegalIdeographs();
}
