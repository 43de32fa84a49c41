using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Referrals.Reading;

/// <summary>
/// The part of a message that is read. A mail in text and HTML says everything twice; the text is simpler to point
/// at and is taken where both agree, the one with the richer structure where they do not.
/// </summary>
internal sealed record BodyChoice(RenderedBody Body, ThreadReading Thread, string Hidden, MimeWarning? Warning)
{
    public static BodyChoice Of(Email email, Envelope envelope)
    {
        var (textView, htmlView) = (email.TextView, email.HtmlView);
        if (textView.Count == 0)
        {
            return Read(PlainTextRenderer.Render("1", ""), envelope);
        }

        // Some mailers put the two forms of a text side by side and do not say that they are alternatives.
        if (htmlView is [{ IsHtml: false } first, { IsHtml: true } second] && textView.Contains(second))
        {
            var (before, behind) = (Render([first]), Render([second]));
            if (SaysTheSame(before, behind))
            {
                return Choose(Read(before, envelope), behind, envelope);
            }

            return Read(RenderedBody.Join([before, behind]), envelope);
        }

        if (textView.SequenceEqual(htmlView) || !htmlView.Any(p => p.IsHtml))
        {
            return Read(Render(textView), envelope);
        }

        return textView.All(p => p.IsHtml)
            ? Read(Render(htmlView), envelope)
            : Choose(Read(Render(textView), envelope), Render(htmlView), envelope);
    }

    private static RenderedBody Render(IReadOnlyList<MimePart> parts) =>
        parts.Count == 1 ? Render(parts[0]) : RenderedBody.Join([.. parts.Select(Render)]);

    private static RenderedBody Render(MimePart part) =>
        part.IsHtml ? HtmlRenderer.Render(part.Number, part.Text)
        : part.MediaType is "text/enriched" or "text/richtext" ? EnrichedTextRenderer.Render(part.Number, part.Text)
        : PlainTextRenderer.Render(part.Number, part.Text, part.IsFlowed, part.DelSp);

    private static BodyChoice Choose(BodyChoice text, RenderedBody html, Envelope envelope)
    {
        string? disagreement = null;
        var chosen = IsEnough(text, html) ? text : Choose(text, Read(html, envelope), out disagreement);
        return chosen with
        {
            Hidden = text.Hidden.Length > 0 ? text.Hidden : html.Hidden,
            Warning = disagreement is null ? null : new MimeWarning("parts-disagree", disagreement),
        };
    }

    private static bool SaysTheSame(RenderedBody one, RenderedBody other)
    {
        var (first, second) = (Letters(one.Text.Text), Letters(other.Text.Text));
        return Math.Abs(first - second) * 10 < Math.Max(first, second);
    }

    /// <summary>The text part shows an earlier message with all its addresses, and the HTML part says no more in no
    /// other way: then its structure need not be looked for.</summary>
    private static bool IsEnough(BodyChoice text, RenderedBody html)
    {
        if (html.Hidden.Length > 0 || html.Text.Marks.Struck.Count > 0 || text.Thread.Richness < 2)
        {
            return false;
        }

        var (inText, inHtml) = (Letters(text.Body.Text.Text), Letters(html.Text.Text));
        return Math.Abs(inText - inHtml) * 25 < inHtml && HasAllAddresses(text.Thread.Earlier);
    }

    private static bool HasAllAddresses(IReadOnlyList<EarlierMessage> messages) => messages.All(m =>
        m.From?.Address is not null && m.To.All(t => t.Address is not null) && m.Cc.All(c => c.Address is not null)
        && HasAllAddresses(m.Earlier));

    private static BodyChoice Read(RenderedBody body, Envelope envelope) =>
        new(body, ThreadReader.Read(body, envelope), body.Hidden, null);

    private static BodyChoice Choose(BodyChoice text, BodyChoice html, out string? disagreement)
    {
        var (inText, inHtml) = (Letters(text.Body.Text.Text), Letters(html.Body.Text.Text));
        disagreement = null;
        if (html.Hidden.Length > 0 && HasHiddenWords(text, html.Hidden))
        {
            disagreement = "the text part shows what the HTML part hides; the HTML part was read";
            return html;
        }

        if (inText * 2 < inHtml || inHtml * 2 < inText)
        {
            var isHtml = inHtml > inText;
            disagreement = isHtml
                ? "the text part lacks most of what the HTML part says"
                : "the HTML part lacks most of what the text part says";
            return isHtml ? html : text;
        }

        if (html.Body.Text.Marks.Struck.Count > 0)
        {
            return html;
        }

        var (textRichness, htmlRichness) = (text.Thread.Richness, html.Thread.Richness);
        if (textRichness != htmlRichness)
        {
            var isHtml = htmlRichness > textRichness;
            disagreement = $"the {(isHtml ? "HTML" : "text")} part shows more of who wrote what than the other";
            return isHtml ? html : text;
        }

        // Outlook lists names alone in one part and addresses in the other.
        return Addresses(html.Thread.Earlier) > Addresses(text.Thread.Earlier) ? html : text;
    }

    private static int Addresses(IReadOnlyList<EarlierMessage> messages) => messages.Sum(m =>
        (m.From?.Address is null ? 0 : 1) + m.To.Concat(m.Cc).Count(p => p.Address is not null)
        + Addresses(m.Earlier));

    private static bool HasHiddenWords(BodyChoice text, string hidden)
    {
        var words = hidden.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => w.Length > 4).Take(12).ToList();
        var shown = words.Count(w => text.Body.Text.Text.Contains(w, StringComparison.Ordinal));
        return words.Count > 2 && shown * 4 > words.Count * 3;
    }

    private static int Letters(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsLetterOrDigit(c) ? 1 : 0;
        }

        return count;
    }
}
