using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>Mail that is never answered (RFC 3834 section 2, and what real systems send in spite of it).</summary>
public static class NoAnswer
{
    /// <summary>The field that marks our own letters.</summary>
    public const string LoopField = "X-MailIntake-Loop";

    /// <summary>Only as the whole local part: jane.root@ is a person.</summary>
    private static readonly string[] Machines = ["mailer-daemon", "postmaster", "listserv", "majordomo", "root", "daemon"];

    /// <summary>Also with more before or behind: jira.noreply@, bounces-77@.</summary>
    private static readonly string[] Deaf =
        ["noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "bounce", "bounces"];

    /// <summary>Why this mail must not be answered, in words; null where it may be.</summary>
    public static string? Reason(Email email, PartnerDirectory directory)
    {
        if (IsOurOwn(email, directory))
        {
            return "it is our own letter";
        }

        if (email.Headers["Auto-Submitted"] is { } auto && !FirstWord(auto).Equals("no", StringComparison.OrdinalIgnoreCase))
        {
            return $"Auto-Submitted: {auto}";
        }

        if (email.Headers["Return-Path"]?.Trim() is "<>")
        {
            return "its return path is empty";
        }

        if (email.Root.MediaType == "multipart/report")
        {
            return "it is a report";
        }

        if (email.Headers["List-Id"] is not null || email.Headers["List-Unsubscribe"] is not null)
        {
            return "it came through a list";
        }

        if (email.Headers["Precedence"] is { } precedence
            && FirstWord(precedence).ToLowerInvariant() is "bulk" or "list" or "junk" or "auto_reply")
        {
            return $"Precedence: {email.Headers["Precedence"]}";
        }

        return email.From.FirstOrDefault()?.Address is { } from && IsMachine(from)
            ? $"{from} takes no mail"
            : null;
    }

    /// <summary>A letter of ours that came back to us.</summary>
    public static bool IsOurOwn(Email email, PartnerDirectory directory) =>
        email.Headers[LoopField] is not null
        || email.From.Any(f => f.Address is { } address && directory.IsTrack(address));

    public static bool IsMachine(EmailAddress address)
    {
        var local = address.LocalPart.ToLowerInvariant();
        return Machines.Concat(Deaf).Any(m => local == m || local.StartsWith(m + "+", StringComparison.Ordinal))
            || Deaf.Any(m => local.StartsWith(m + "-", StringComparison.Ordinal)
                || local.EndsWith("-" + m, StringComparison.Ordinal) || local.EndsWith("." + m, StringComparison.Ordinal));
    }

    private static string FirstWord(string value) =>
        value.Split([' ', ';', '\t', '('], StringSplitOptions.RemoveEmptyEntries) is [var word, ..] ? word : "";
}
