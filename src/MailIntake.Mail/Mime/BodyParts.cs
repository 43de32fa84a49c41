using MailIntake.Mail.Mime.Tnef;

namespace MailIntake.Mail.Mime;

/// <summary>
/// Which parts are the mail's own text, as a mail program would show it, in the order they are read (RFC 8621 section
/// 4.1.4). There are two views of a mail: as plain text and as HTML. A part that stands in no alternative is in both.
/// </summary>
internal sealed record BodyParts(IReadOnlyList<MimePart> Text, IReadOnlyList<MimePart> Html)
{
    private static readonly BodyParts None = new([], []);

    public static BodyParts Find(MimePart root)
    {
        var found = Find(root, isAlone: true);
        if (found.Text.All(IsBlank) && FindInTnef(root) is { } body)
        {
            return Only(body);
        }

        return new BodyParts(WithoutBlank(found.Text), WithoutBlank(found.Html));
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

    private static BodyParts Find(MimePart part, bool isAlone)
    {
        if (!part.IsMultipart)
        {
            return part.Children.Count > 0 && !TnefFile.IsType(part) ? Find(part.Children[0], isAlone)
                : IsText(part, isAlone) ? Only(part)
                : None;
        }

        return part.MediaType switch
        {
            "multipart/alternative" => FindInAlternative(part),
            "multipart/encrypted" or "multipart/digest" or "multipart/appledouble" => None,
            "multipart/signed" => FindFirst(part, onlyOne: true),
            "multipart/report" => FindFirst(part, onlyOne: false),
            "multipart/related" => FindInRelated(part),
            _ => FindInMixed(part),
        };
    }

    /// <summary>Outlook's body in winmail.dat counts where the mail has no other.</summary>
    private static MimePart? FindInTnef(MimePart root) =>
        All(root).Where(p => p.Children.Count > 0 && TnefFile.IsType(p)).Select(p => p.Children[0])
            .FirstOrDefault(p => p.FileName is null);

    private static BodyParts Only(MimePart part)
    {
        MimePart[] one = [part];
        return new BodyParts(one, one);
    }

    /// <summary>A named text is a file, even where the mailer shows it inline, unless it is all there is.</summary>
    private static bool IsText(MimePart part, bool isAlone) =>
        IsShown(part.MediaType)
        && (isAlone ? !part.IsAttachment || part.FileName is null : !part.IsAttachment && part.FileName is null);

    private static bool IsShown(string mediaType) =>
        mediaType is "text/plain" or "text/html" or "text/enriched" or "text/richtext" or "text/markdown"
            or "text/x-markdown" or "text/unknown" or "text/us-ascii" or "text/text" or "text/ascii"
            or "application/xhtml+xml";

    private static BodyParts FindInAlternative(MimePart part)
    {
        BodyParts? text = null;
        BodyParts? html = null;
        foreach (var child in part.Children)
        {
            var found = Find(child, isAlone: part.Children.Count == 1);
            if (found.Text.Count == 0)
            {
                continue;
            }

            if (found.Text.All(p => !p.IsHtml))
            {
                text ??= found;
            }

            if (found.Html.Any(p => p.IsHtml))
            {
                html ??= found;
            }
        }

        return new BodyParts((text ?? html ?? None).Text, (html ?? text ?? None).Html);
    }

    /// <summary>The root of a related is the one its "start" names, or the first; the others are its pictures.
    /// </summary>
    private static BodyParts FindInRelated(MimePart part)
    {
        if (part.Parameters.TryGetValue("start", out var start))
        {
            var id = start.Trim().TrimStart('<').TrimEnd('>');
            foreach (var child in part.Children)
            {
                if (child.ContentId == id && Find(child, isAlone: true) is { Text.Count: > 0 } root)
                {
                    return root;
                }
            }
        }

        return FindFirst(part, onlyOne: false);
    }

    private static BodyParts FindFirst(MimePart part, bool onlyOne)
    {
        var blank = None;
        foreach (var child in part.Children)
        {
            var found = Find(child, isAlone: onlyOne || part.Children.Count == 1);
            if (found.Text.Count > 0 && !found.Text.All(IsBlank))
            {
                return found;
            }

            blank = blank.Text.Count == 0 ? found : blank;
            if (onlyOne)
            {
                break;
            }
        }

        return blank.Text.Count > 0 ? blank : FindNamed(part);
    }

    /// <summary>All that is text is read: Apple Mail cuts the text around each file in it, list servers and gateways
    /// add theirs below.</summary>
    private static BodyParts FindInMixed(MimePart part)
    {
        List<MimePart>? text = null;
        List<MimePart>? html = null;
        var only = None;
        foreach (var child in part.Children)
        {
            var found = Find(child, isAlone: part.Children.Count == 1);
            if (found.Text.Count == 0)
            {
                continue;
            }

            if (only.Text.Count == 0)
            {
                only = found;
                continue;
            }

            (text ??= [.. only.Text]).AddRange(found.Text);
            (html ??= [.. only.Html]).AddRange(found.Html);
        }

        return text is not null && html is not null ? new BodyParts(text, html)
            : only.Text.Count > 0 ? only
            : FindNamed(part);
    }

    /// <summary>Gateways of telephones name the text itself (text_0.txt beside the picture).</summary>
    private static BodyParts FindNamed(MimePart part)
    {
        var named = part.Children.FirstOrDefault(c => !c.IsMultipart && !c.IsAttachment && IsShown(c.MediaType));
        return named is null ? None : Only(named);
    }

    private static IReadOnlyList<MimePart> WithoutBlank(IReadOnlyList<MimePart> parts)
    {
        if (parts.Count < 2 || !parts.Any(IsBlank))
        {
            return parts;
        }

        var kept = parts.Where(p => !IsBlank(p)).ToList();
        return kept.Count > 0 ? kept : [parts[0]];
    }

    private static bool IsBlank(MimePart part) => !part.IsHtml && string.IsNullOrWhiteSpace(part.Text);
}
