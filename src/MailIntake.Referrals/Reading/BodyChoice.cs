using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Rendering;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Referrals.Reading;

/// <summary>
/// The part of a message that is read. A mail in text and HTML says everything twice; the text is simpler to point at and is
/// taken where both agree, the one with the richer structure where they do not.
/// </summary>
internal sealed record BodyChoice(RenderedBody Body, ThreadReading Thread, string Hidden, MimeWarning? Warning)
{
    public static BodyChoice Of(Email email, Envelope envelope)
    {
        var text = email.TextBody is { } plain ? Render(PlainTextRenderer.Render(plain.Number, plain.Text, plain.IsFlowed, plain.DelSp), envelope) : null;
        var html = email.HtmlBody is { } rich ? Render(HtmlRenderer.Render(rich.Number, rich.Text), envelope) : null;
        if (text is null || html is null)
        {
            return html ?? text ?? Render(new LineWriter(16).Finish("1", "", TextMarks.None, "", true), envelope);
        }

        var chosen = Choose(text, html, out var disagreement);
        return chosen with
        {
            Hidden = text.Hidden.Length > 0 ? text.Hidden : html.Hidden,
            Warning = disagreement is null ? null : new MimeWarning("parts-disagree", disagreement),
        };
    }

    private static BodyChoice Render(RenderedBody body, Envelope envelope) =>
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
            disagreement = $"the {(isHtml ? "text" : "HTML")} part lacks most of what the {(isHtml ? "HTML" : "text")} part says";
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
        (m.From?.Address is null ? 0 : 1) + m.To.Count(t => t.Address is not null) + m.Cc.Count(c => c.Address is not null)
        + Addresses(m.Earlier));

    private static bool HasHiddenWords(BodyChoice text, string hidden)
    {
        var words = hidden.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 4).Take(12).ToList();
        return words.Count > 2 && words.Count(w => text.Body.Text.Text.Contains(w, StringComparison.Ordinal)) * 4 > words.Count * 3;
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
