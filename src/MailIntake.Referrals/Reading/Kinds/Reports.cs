using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>Delivery reports: by RFC 3464, and by the prose of the many systems that write none. Read receipts (RFC
/// 8098) are told apart here, since both come as multipart/report.</summary>
internal static class Reports
{
    private const int Enough = 5;
    private const int FromDaemon = 3;
    private const int NullReturnPath = 2;
    private const int BodyPhrases = 4;

    private static readonly string[] Daemons =
    [
        "mailer-daemon", "mailerdaemon", "mail-daemon", "mailer_daemon", "postmaster", "post_master", "mail-deliver",
        "maildelivery",
        "mmdf", "bounce", "bounces", "mail.daemon", "mdaemon", "microsoftexchange", "nondeliverable", "mailadmin",
        "mail-delivery",
        "mailsystem", "mail_system", "mailsubsystem", "email-daemon", "maildaemon",
    ];

    private static readonly string[] DaemonNames =
    [
        "mail delivery", "mailer-daemon", "mailer daemon", "system administrator", "mail system", "postmaster",
        "mail administrator",
        "systeme de distribution", "mail subsystem", "microsoft outlook", "internet mail delivery", "mail deliverer",
    ];

    public static KindVerdict? Judge(MailFacts facts)
    {
        var email = facts.Email;
        var report = email.Root.MediaType == "multipart/report"
            ? email.Root.Parameters.GetValueOrDefault("report-type")?.ToLowerInvariant()
            : null;
        if (report == "disposition-notification" || HasPart(email, "message/disposition-notification"))
        {
            return new KindVerdict(EmailKind.AutoReply, "a read receipt (disposition notification)");
        }

        if (report is "delivery-status" or "feedback-report"
            || HasPart(email, "message/delivery-status") || HasPart(email, "message/global-delivery-status")
                || HasPart(email, "message/feedback-report"))
        {
            return new KindVerdict(EmailKind.Bounce, "a delivery report");
        }

        if (email.Headers.Has("X-Failed-Recipients"))
        {
            return new KindVerdict(EmailKind.Bounce, "the header X-Failed-Recipients");
        }

        return facts.IsForwardSubject ? null : JudgeProse(facts);
    }

    public static bool IsDaemon(MailboxAddress? from)
    {
        if (from is null)
        {
            return false;
        }

        var local = from.Address?.LocalPart.ToLowerInvariant() ?? "";
        var name = from.Name?.ToLowerInvariant() ?? "";
        return Array.Exists(Daemons, d => local == d || (d.Length > 8 && local.StartsWith(d, StringComparison.Ordinal)))
            || Array.Exists(DaemonNames, d => name.Contains(d, StringComparison.Ordinal));
    }

    private static KindVerdict? JudgeProse(MailFacts facts)
    {
        var subject = facts.BeginsSubject("bounce-subject", alsoBehindReply: false);
        var isDaemon = IsDaemon(facts.From);
        if (!isDaemon && !facts.HasNullReturnPath && subject is null)
        {
            return null;
        }

        var inBody = facts.InBody("bounce");
        var distinct = inBody.Select(p => p.Phrase).Distinct().Count();
        var score = (isDaemon ? FromDaemon : 0) + (facts.HasNullReturnPath ? NullReturnPath : 0)
            + (subject is null ? 0 : subject.Value.Weight) + Math.Min(BodyPhrases, distinct * 2)
            + (HasStatusCode(facts.Shown) ? 1 : 0);

        // A person may quote a bounce; a subject alone is not enough, nor is a person's answer to one.
        var isAnswered = facts.Email.InReplyTo.Count > 0 && !isDaemon && !facts.HasNullReturnPath;
        return score >= Enough && !isAnswered
            ? new KindVerdict(EmailKind.Bounce, subject is null ? "a mail system's note of failed delivery"
                : $"a mail system's note of failed delivery ({subject.Value.Phrase})")
            : null;
    }

    private static bool HasPart(Email email, string mediaType) => email.Parts.Any(p => p.MediaType == mediaType);

    /// <summary>"550 5.1.1", "#5.1.1", "5.7.1".</summary>
    private static bool HasStatusCode(string text)
    {
        for (var i = 0; i + 4 < text.Length; i++)
        {
            if (text[i] is '4' or '5' && (i == 0 || !char.IsLetterOrDigit(text[i - 1]))
                && ((text[i + 1] == '.' && char.IsAsciiDigit(text[i + 2]) && text[i + 3] == '.')
                    || (char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) && text[i + 3] is ' ' or '-'
                        && text[i] == '5')))
            {
                return true;
            }
        }

        return false;
    }
}
