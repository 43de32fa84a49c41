using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Kinds;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Referrals.Reading;

/// <summary>
/// Reads who wrote what. In comes a message; out goes its kind, the newly written text, the signature and the earlier
/// messages in it, each with the place where it stands. It refuses nothing: what is not understood is text.
/// </summary>
public static class EmailReader
{
    public static EmailReading Read(Email email, PartnerDirectory directory)
    {
        var warnings = new List<MimeWarning>();
        var choice = BodyChoice.Of(email, OuterEnvelope(email));
        if (choice.Hidden.Length > 0 && !IsShownToo(choice))
        {
            var shown = choice.Hidden.Length > 80 ? choice.Hidden[..80] + "..." : choice.Hidden;
            warnings.Add(new MimeWarning("hidden-text",
                $"the mail holds text that a reader does not see: {shown.ReplaceLineEndings(" ")}"));
        }

        if (choice.Warning is { } warning)
        {
            warnings.Add(warning);
        }

        var isReport = email.Root.MediaType == "multipart/report";
        var unread = UnreadParts.Find(email, choice.Body.Enclosed, warnings);
        var reading = new EmailReading
        {
            Email = email,
            NewText = choice.Thread.NewText,
            Signature = choice.Thread.Signature,
            Notices = choice.Thread.Notices,
            Earlier = [.. choice.Thread.Earlier, .. AttachedMessages.Read(email, isForward: !isReport)],
            Unread = unread,
            Warnings = [.. email.Warnings, .. warnings],
        };
        var verdict = KindJudge.Judge(reading, choice.Body.Text.Text, directory);
        return reading with { Kind = verdict.Kind, KindReason = verdict.Reason };
    }

    /// <summary>Newsletters hold the same words twice, for wide and for narrow screens: those hide nothing.</summary>
    private static bool IsShownToo(BodyChoice choice)
    {
        var hidden = Letters(choice.Hidden);
        return hidden.Length > 0 && Letters(choice.Body.Text.Text).Contains(hidden, StringComparison.Ordinal);
    }

    private static string Letters(string text) => string.Create(text.Count(char.IsLetterOrDigit), text,
        static (letters, source) =>
        {
            var at = 0;
            foreach (var c in source)
            {
                if (char.IsLetterOrDigit(c))
                {
                    letters[at++] = c;
                }
            }
        });

    private static Envelope OuterEnvelope(Email email) => new(
        email.Subject,
        email.From.Select(a => AttachedMessages.Person(a, "header:From")).FirstOrDefault(),
        [
            .. email.To.Select(a => AttachedMessages.Person(a, "header:To")),
            .. email.Cc.Select(a => AttachedMessages.Person(a, "header:Cc")),
        ],
        email.Date?.DateTime,
        IsOuter: true);
}
