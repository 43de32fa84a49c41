namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>The elements whose meaning for lines or visibility matters; all else is <see cref="Inline"/>.</summary>
internal enum HtmlTag
{
    Inline,
    Block,
    Anchor,
    Blockquote,
    Body,
    Br,
    Cell,
    Font,
    Heading,
    Image,
    ListItem,
    Paragraph,
    Pre,
    Row,
    Rule,
    Skipped,
    Struck,
    Table,
    Void,
}

internal static class HtmlTags
{
    private const int LongestName = 12;

    public static HtmlTag Of(ReadOnlySpan<char> name)
    {
        if (name.Length > LongestName)
        {
            return HtmlTag.Inline;
        }

        Span<char> lower = stackalloc char[LongestName];
        var length = name.ToLowerInvariant(lower);
        return lower[..length] switch
        {
            "a" => HtmlTag.Anchor,
            "blockquote" => HtmlTag.Blockquote,
            "body" => HtmlTag.Body,
            "br" => HtmlTag.Br,
            "td" or "th" => HtmlTag.Cell,
            "font" => HtmlTag.Font,
            "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => HtmlTag.Heading,
            "img" => HtmlTag.Image,
            "li" or "dt" or "dd" => HtmlTag.ListItem,
            "p" => HtmlTag.Paragraph,
            "pre" or "textarea" or "listing" or "xmp" => HtmlTag.Pre,
            "tr" => HtmlTag.Row,
            "hr" => HtmlTag.Rule,
            "script" or "style" or "title" or "head" or "xml" or "object" or "select" or "svg" or "template" or "iframe" => HtmlTag.Skipped,
            "s" or "strike" or "del" => HtmlTag.Struck,
            "table" => HtmlTag.Table,
            "div" or "ul" or "ol" or "dl" or "center" or "address" or "article" or "aside" or "footer" or "form"
                or "header" or "main" or "nav" or "section" or "fieldset" or "tbody" or "thead" or "tfoot"
                or "caption" or "html" or "figure" or "details" or "summary" => HtmlTag.Block,
            "area" or "base" or "col" or "embed" or "input" or "link" or "meta" or "param" or "source" or "track"
                or "wbr" => HtmlTag.Void,
            _ => HtmlTag.Inline,
        };
    }

    public static bool IsBlock(this HtmlTag tag) => tag is HtmlTag.Block or HtmlTag.Blockquote or HtmlTag.Body
        or HtmlTag.Heading or HtmlTag.ListItem or HtmlTag.Paragraph or HtmlTag.Pre or HtmlTag.Row or HtmlTag.Table;

    public static bool HasNoContent(this HtmlTag tag) =>
        tag is HtmlTag.Br or HtmlTag.Image or HtmlTag.Rule or HtmlTag.Void;
}
