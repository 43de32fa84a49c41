using System.Text;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Fuzz;

/// <summary>A mail read to the end, and what must hold of it whatever it says.</summary>
internal static class WholeReading
{
    private static readonly PartnerDirectory Known =
        PartnerDirectory.FromJson(File.ReadAllText(RepositoryFiles.Fixtures("demo", "directory.json")));

    /// <summary>What does not hold; null where all does.</summary>
    public static string? Fault(byte[] raw)
    {
        try
        {
            var email = Email.Parse(raw);
            return FaultOf(email, 0) ?? FaultOf(EmailReader.Read(email, Known));
        }
        // Whatever a reader throws over content is the fault that is looked for.
#pragma warning disable CA1031
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception.ToString();
        }
    }

    public static void Read(byte[] raw) => Extract(EmailReader.Read(Email.Parse(raw), Known));

    public static byte[] Mail(string mediaType, string body) => Encoding.UTF8.GetBytes(
        "From: Celia Marsh <celia.marsh@alderfinch.example>\r\nTo: track@tallybrook.example\r\nSubject: Fwd: intro\r\n"
        + $"MIME-Version: 1.0\r\nContent-Type: {mediaType}; charset=utf-8\r\n\r\n{body}");

    private static ReferralFindings Extract(EmailReading reading) => ReferralExtractor.Extract(reading, Known);

    private static string? FaultOf(Email email, int depth)
    {
        _ = (email.From, email.Sender, email.To, email.Cc, email.ReplyTo, email.Subject, email.Date, email.Identity);
        _ = (email.InReplyTo, email.References, email.TextBody, email.HtmlBody, email.RawHash, email.Warnings);
        foreach (var part in email.Parts)
        {
            _ = (part.FileName, part.Content, part.ContentId, part.IsFlowed, part.DelSp);
            if (part.Text.AsSpan().ContainsAny('\0', '\r'))
            {
                return $"part {part.Number} shows a NUL or CR";
            }

            if (part.Message is { } message && FaultOf(message, depth + 1) is { } fault)
            {
                return fault;
            }
        }

        return depth > 40 ? "deeper than any limit" : null;
    }

    private static string? FaultOf(EmailReading reading)
    {
        var texts = new List<VisibleText> { reading.NewText, reading.Signature, reading.Notices };
        // What is attached is no text of the mail's own.
        Collect(reading.Earlier.Where(e => e.AttachedAt is null), texts);
        foreach (var text in texts.Where(t => !t.IsEmpty))
        {
            if (IsOutside(reading.Email, text.Locate(0, text.Text.Length)))
            {
                return $"a text is said to stand outside its part: {text.Locate(0, text.Text.Length)}";
            }
        }

        if (reading.NewText.Text.AsSpan().Trim().IsEmpty && !reading.Earlier.Any(e => e.IsForward)
            && texts.Exists(t => !t.Text.AsSpan().Trim().IsEmpty))
        {
            return "nothing was newly written, though the mail has text and forwards nothing";
        }

        foreach (var (field, value) in Extract(reading).Drafts.SelectMany(d => d.Fields))
        {
            if (value.Value.Length == 0 || value.Confidence is < 0.5 or > 1)
            {
                return $"{field} is \"{value.Value}\" with confidence {value.Confidence}";
            }

            if (value.Evidence.Where is { } where && IsOutside(reading.Email, where))
            {
                return $"the evidence of {field} is said to stand outside its part: {where}";
            }
        }

        return null;
    }

    private static void Collect(IEnumerable<EarlierMessage> messages, List<VisibleText> texts)
    {
        foreach (var message in messages)
        {
            texts.AddRange([message.Body, message.NewText, message.Signature, message.Notices]);
            Collect(message.Earlier, texts);
        }
    }

    private static bool IsOutside(Email email, SourceSpan where)
    {
        if (where.Start < 0 || where.Length < 0)
        {
            return true;
        }

        var part = email.Parts.FirstOrDefault(p => p.Number == where.Part);
        return part is not null && where.Start + where.Length > part.Text.Length;
    }
}
