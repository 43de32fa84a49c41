using System.Buffers;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>
/// The rules of style elements whose selector is one tag, class or id. They say which paragraphs have no margin
/// (Outlook) and can hide text; rules within @media are for other screens and are left out.
/// </summary>
internal sealed class HtmlStyleSheet
{
    private const int MostRules = 2000;

    /// <summary>Outlook writes some dozens.</summary>
    private const int FewRules = 48;

    private static readonly SearchValues<char> Combinators = SearchValues.Create(" >+:[*");

    private readonly Dictionary<string, HtmlStyle> _rules = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HtmlStyle>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public HtmlStyleSheet() => _lookup = _rules.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool IsEmpty => _rules.Count == 0;

    public void Add(ReadOnlySpan<char> css)
    {
        var at = 0;
        while (at < css.Length && _rules.Count < MostRules)
        {
            var open = css[at..].IndexOf('{');
            if (open < 0)
            {
                return;
            }

            var selectors = css.Slice(at, open);
            var bodyStart = at + open + 1;
            if (LastRule(selectors).StartsWith('@') && !LastRule(selectors).StartsWith("@font-face"))
            {
                at = SkipNested(css, bodyStart);
                continue;
            }

            var close = css[bodyStart..].IndexOf('}');
            if (close < 0)
            {
                return;
            }

            AddRule(LastRule(selectors), css.Slice(bodyStart, close));
            at = bodyStart + close + 1;
        }
    }

    public bool TryGet(ReadOnlySpan<char> selector, out HtmlStyle style) => _lookup.TryGetValue(selector, out style);

    /// <summary>Without what stands before: "&lt;!--", comments, "@import x;".</summary>
    private static ReadOnlySpan<char> LastRule(ReadOnlySpan<char> selectors)
    {
        var comment = selectors.LastIndexOf("*/");
        selectors = comment >= 0 ? selectors[(comment + 2)..] : selectors;
        var dashes = selectors.LastIndexOf("<!--");
        selectors = dashes >= 0 ? selectors[(dashes + 4)..] : selectors;
        return selectors[(selectors.LastIndexOf(';') + 1)..].Trim();
    }

    private void AddRule(ReadOnlySpan<char> selectors, ReadOnlySpan<char> declarations)
    {
        if (selectors.StartsWith('@'))
        {
            return;
        }

        foreach (var range in selectors.Split(','))
        {
            var selector = selectors[range].Trim();
            if (selector.Length is 0 or > 100 || selector.ContainsAny(Combinators))
            {
                continue;
            }

            if (!_lookup.TryGetValue(selector, out var before))
            {
                _rules.EnsureCapacity(FewRules);
            }

            var after = before.And(declarations);
            if (after != before)
            {
                _lookup[selector] = after;
            }
        }
    }

    private static int SkipNested(ReadOnlySpan<char> css, int at)
    {
        var depth = 1;
        while (at < css.Length && depth > 0)
        {
            depth += css[at] switch { '{' => 1, '}' => -1, _ => 0 };
            at++;
        }

        return at;
    }
}
