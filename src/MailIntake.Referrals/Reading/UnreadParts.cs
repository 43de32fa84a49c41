using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Referrals.Reading;

/// <summary>Names the attachments that nobody here can read, so that a person can be told.</summary>
internal static class UnreadParts
{
    private const string OutlookExtension = ".msg";

    public static IReadOnlyList<string> Find(
        Email email, IReadOnlyList<EnclosedBlock> enclosed, List<MimeWarning> warnings)
    {
        var unread = new List<string>();
        foreach (var block in enclosed)
        {
            if (block.IsEncrypted)
            {
                warnings.Add(new MimeWarning("encrypted", $"the {block.Name} is encrypted and was not read"));
            }

            unread.Add(block.Name);
        }

        foreach (var part in email.Attachments)
        {
            var name = part.FileName;
            if (IsTnef(part))
            {
                warnings.Add(new MimeWarning("tnef",
                    $"{name ?? "winmail.dat"} is Outlook's own format (TNEF) and was not read"));
                unread.Add(name ?? "winmail.dat");
            }
            else if (IsEncrypted(part))
            {
                warnings.Add(new MimeWarning("encrypted", $"{name ?? part.MediaType} is encrypted and was not read"));
                unread.Add(name ?? part.MediaType);
            }
            else if (part.MediaType is "message/partial" or "message/external-body")
            {
                warnings.Add(new MimeWarning("incomplete", part.MediaType == "message/partial"
                    ? "the mail is one piece of a message that was sent in several"
                    : $"{name ?? "a file"} is not in the mail, which only says where it lies"));
                unread.Add(name ?? part.MediaType);
            }
            else if (!IsReadOrSilent(part))
            {
                unread.Add(name ?? part.MediaType);
            }
        }

        return unread;
    }

    private static bool IsTnef(MimePart part) =>
        part.MediaType is "application/ms-tnef" or "application/vnd.ms-tnef"
        || "winmail.dat".Equals(part.FileName, StringComparison.OrdinalIgnoreCase);

    private static bool IsEncrypted(MimePart part) =>
        part.MediaType is "application/pkcs7-mime" or "application/x-pkcs7-mime" or "application/pgp-encrypted"
        || "smime.p7m".Equals(part.FileName, StringComparison.OrdinalIgnoreCase)
        || "encrypted.asc".Equals(part.FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Read elsewhere (messages, cards, text), or without words (pictures in the text, signatures,
    /// reports).</summary>
    private static bool IsReadOrSilent(MimePart part)
    {
        if (part.Message is not null || part.MediaType.StartsWith("message/", StringComparison.Ordinal))
        {
            return true;
        }

        if (part.FileName?.EndsWith(OutlookExtension, StringComparison.OrdinalIgnoreCase) == true)
        {
            return false;
        }

        if (part.MediaType.StartsWith("image/", StringComparison.Ordinal))
        {
            return part.ContentId is not null || !part.IsAttachment;
        }

        return part.MediaType.StartsWith("text/", StringComparison.Ordinal)
            || part.MediaType is "application/pgp-signature" or "application/pkcs7-signature"
                or "application/x-pkcs7-signature" or "application/ics"
            || part.IsMultipart;
    }
}
