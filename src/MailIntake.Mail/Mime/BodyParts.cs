namespace MailIntake.Mail.Mime;

/// <summary>Which parts are the mail's own text, as a mail program would show it.</summary>
internal sealed record BodyParts(MimePart? Text, MimePart? Html)
{
    private static readonly BodyParts None = new(null, null);

    public static BodyParts Find(MimePart part)
    {
        if (!part.IsMultipart)
        {
            return part.IsAttachment ? None
                : part.MediaType == "text/plain" ? new BodyParts(part, null)
                : part.MediaType == "text/html" ? new BodyParts(null, part)
                : None;
        }

        return part.MediaType switch
        {
            "multipart/alternative" => FindInAlternative(part),
            "multipart/encrypted" or "multipart/digest" or "multipart/appledouble" => None,
            _ => FindInMixed(part),
        };
    }

    public static IEnumerable<MimePart> All(MimePart root)
    {
        var open = new Stack<MimePart>();
        open.Push(root);
        while (open.TryPop(out var part))
        {
            yield return part;
            for (var i = part.Children.Count - 1; i >= 0; i--)
            {
                open.Push(part.Children[i]);
            }
        }
    }

    private static BodyParts FindInAlternative(MimePart part)
    {
        var (text, html) = ((MimePart?)null, (MimePart?)null);
        foreach (var child in part.Children)
        {
            var found = Find(child);
            text ??= found.Text;
            html ??= found.Html;
        }

        return new BodyParts(text, html);
    }

    /// <summary>The first child that holds text is the body: what follows are files, list footers and disclaimers.
    /// Only where that text is blank does the next one count.</summary>
    private static BodyParts FindInMixed(MimePart part)
    {
        var blank = None;
        foreach (var child in part.Children)
        {
            // A named text beside others is a file that the mailer shows inline.
            var isFile = !child.IsMultipart && child.FileName is not null && part.Children.Count > 1;
            var found = isFile ? None : Find(child);
            if (found == None)
            {
                continue;
            }

            if (!IsBlank(found))
            {
                return found;
            }

            blank = blank == None ? found : blank;
        }

        return blank;
    }

    private static bool IsBlank(BodyParts parts) =>
        parts.Html is null && (parts.Text is null || string.IsNullOrWhiteSpace(parts.Text.Text));
}
