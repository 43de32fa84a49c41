using System.Buffers;

namespace MailIntake.Referrals.Reading.Rendering;

/// <summary>What the attributes of an element say, its style apart: the marks clients leave in class and id.</summary>
internal struct AttributeFacts
{
    /// <summary>What all the class names below have in them: most classes say nothing here.</summary>
    private static readonly SearchValues<string> Telling = SearchValues.Create(
        ["quote", "yahoo", "_bq", "iosymail", "signature", "fwdmsg", "headers-table", "reply-intro", "reference-message",
            "gmail_attr", "cite-prefix", "zmail_extra"],
        StringComparison.OrdinalIgnoreCase);

    public LineMarks Marks { get; private set; }

    public bool IsHidden { get; private set; }

    public bool IsQuote { get; private set; }

    public string? Href { get; private set; }

    public int? Color { get; private set; }

    public int? Background { get; private set; }

    public void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value, HtmlTag tag)
    {
        if (Is(name, "class") || Is(name, "id"))
        {
            if (!value.ContainsAny(Telling))
            {
                return;
            }

            Marks |= MarksOf(value);
            IsQuote |= Has(value, "gmail_quote") || Has(value, "protonmail_quote") || Has(value, "yahoo_quoted")
                || Has(value, "clean_bq") || Has(value, "iosymail") || Has(value, "spark_quote");
        }
        else if (Is(name, "href") && tag == HtmlTag.Anchor)
        {
            Href = HtmlEntities.Decode(value);
        }
        else if ((Is(name, "type") || Is(name, "cite")) && tag == HtmlTag.Blockquote)
        {
            IsQuote = true;
        }
        else if (Is(name, "hidden"))
        {
            IsHidden = true;
        }
        else if (Is(name, "bgcolor"))
        {
            Background = HtmlStyle.ParseColor(value);
        }
        else if (Is(name, "background") && value.Length > 0)
        {
            Background = HtmlStyle.UnknownColor;
        }
        else if (Is(name, "color") && tag == HtmlTag.Font)
        {
            Color = HtmlStyle.ParseColor(value);
        }
        else if (Is(name, "size") && tag == HtmlTag.Font && value is "0")
        {
            IsHidden = false;
        }
    }

    private static LineMarks MarksOf(ReadOnlySpan<char> value)
    {
        if (Has(value, "gmail_signature") || Has(value, "moz-signature") || Has(value, "AppleMailSignature")
            || Has(value, "ms-outlook-mobile-signature") || Has(value, "protonmail_signature_block")
            || Has(value, "ydpsignature") || Has(value, "yahoo-signature")
                || value.Equals("signature", StringComparison.OrdinalIgnoreCase)
            || Has(value, "spark_signature") || Has(value, "zmail_signature") || Has(value, "front-signature"))
        {
            return LineMarks.Signature;
        }

        if (Has(value, "divRplyFwdMsg") || Has(value, "moz-email-headers-table") || Has(value, "reply-intro")
            || Has(value, "mail-editor-reference-message-container"))
        {
            return LineMarks.HeaderBlock;
        }

        return Has(value, "gmail_attr") || Has(value, "moz-cite-prefix") || Has(value, "zmail_extra")
            ? LineMarks.Attribution
            : LineMarks.None;
    }

    private static bool Is(ReadOnlySpan<char> name, string word) =>
        name.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Clients put their own prefix before a forwarded class (x_gmail_quote).</summary>
    private static bool Has(ReadOnlySpan<char> value, string word) =>
        value.Contains(word, StringComparison.OrdinalIgnoreCase);
}
