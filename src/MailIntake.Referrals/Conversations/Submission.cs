using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// Opens the conversation that a first mail begins: one referral a draft, the sender's standing, and the thread in
/// which our letters will stand. What must wait for a person is heard as held, with the reason.
/// </summary>
/// <param name="Opened">The conversation before anything was decided.</param>
/// <param name="Heard">What the mail says about its referrals.</param>
public sealed record Submission(Conversation Opened, Heard Heard)
{
    private const int LongestSubject = 150;

    private static readonly char[] Colons = [':', '：'];

    private static readonly string[] Prefixes =
    [
        "re", "r", "aw", "sv", "antw", "rv", "vs", "odp", "fw", "fwd", "wg", "tr", "rif", "i", "enc", "res", "doorst", "vb",
        "vl", "pd", "转发", "回复", "返信", "転送",
    ];

    /// <param name="receivedAt">When our server received the mail.</param>
    /// <param name="held">Why this mail must wait for a person besides its sender's standing; null where nothing does.</param>
    /// <param name="backlog">It was there before we were: no letters.</param>
    public static Submission Open(
        EmailReading reading,
        ReferralFindings findings,
        Sender sender,
        DateTimeOffset receivedAt,
        PartnerDirectory directory,
        string? held,
        bool backlog)
    {
        var drafts = findings.Drafts.Count > 0 ? findings.Drafts : [Draft.Empty];
        var reason = HeldReason(sender, held, backlog);
        ImmutableSortedSet<string> flags =
        [
            .. findings.Warnings.Select(w => w.Code).Where(c => c is "unknown-partner"),
            .. reading.Unread.Count > 0 ? ["unread-attachment"] : Array.Empty<string>(),
        ];
        var conversation = new Conversation
        {
            Token = ConversationToken.Create(),
            Submitter = new Submitter(
                sender.Contact?.Name ?? sender.Rep?.Name ?? sender.Name,
                sender.Address ?? EmailAddress.Parse("unknown@invalid"),
                sender.Standing,
                sender.Ours),
            ClaimedAt = receivedAt,
            Thread = ThreadOf(reading.Email, directory),
            Backlog = backlog,
            Referrals = [.. drafts.Select((draft, index) => new Referral
            {
                Number = index + 1,
                Reference = ConversationToken.CreateReference(),
                Flags = FlagsOf(draft, flags, directory),
            })],
        };
        var about = drafts.Select((draft, index) =>
            new HeardAbout(index + 1, reason is null ? HeardKind.Submitted : HeardKind.Held, reason ?? "")
            {
                Values = draft.Fields,
            });
        return new Submission(conversation, new Heard([.. about], sender.Address) { Unread = reading.Unread });
    }

    /// <summary>Our letters stand in the sender's thread only where nobody outside our house is on the mail.</summary>
    public static Thread ThreadOf(Email email, PartnerDirectory directory)
    {
        var outsiders = email.To.Concat(email.Cc).Any(m => m.Address is { } address && !directory.IsOurs(address));
        return new Thread(outsiders, CleanSubject(email.Subject), email.MessageId, email.References);
    }

    /// <summary>The subject without reply and forward prefixes, controls and bidi marks, at most 150 characters.</summary>
    public static string CleanSubject(string subject)
    {
        var clean = new StringBuilder(subject.Length);
        foreach (var rune in subject.EnumerateRunes())
        {
            // Marks that are not seen go; what ends a line or a word becomes a space.
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)
            {
                clean.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
            }
        }

        var text = string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        for (var colon = text.IndexOfAny(Colons); colon > 0 && IsPrefix(text[..colon]); colon = text.IndexOfAny(Colons))
        {
            text = text[(colon + 1)..].TrimStart();
        }

        return Excerpt.Cut(text, LongestSubject);
    }

    /// <summary>"Re", "TR " (French Outlook puts a space before the colon), "Re[2]".</summary>
    private static bool IsPrefix(string word)
    {
        var name = word.TrimEnd();
        name = name.EndsWith(']') && name.Contains('[', StringComparison.Ordinal) ? name[..name.IndexOf('[')] : name;
        return Prefixes.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static string? HeldReason(Sender sender, string? held, bool backlog) => (sender.Standing, backlog) switch
    {
        (SenderStanding.Unknown, _) => $"Unknown sender: {sender.Reason}.",
        (SenderStanding.Unauthenticated, _) => $"Unauthenticated sender: {sender.Reason}.",
        (SenderStanding.Verified, true) => "Old mail that was in the mailbox before the first start.",
        (SenderStanding.Verified, false) => held,
    };

    private static ImmutableSortedSet<string> FlagsOf(Draft draft, ImmutableSortedSet<string> found, PartnerDirectory directory)
    {
        var flags = found;
        if (draft.Text(FieldName.PartnerCompany) is { } partner
            && !directory.Partners.Any(p => p.Company.Equals(partner, StringComparison.OrdinalIgnoreCase)))
        {
            flags = flags.Add("unknown-partner");
        }

        if (FieldNames.Required.Any(f => draft[f] is { Confidence: < 0.7 }))
        {
            flags = flags.Add("low-confidence");
        }

        if (draft.Text(FieldName.ProspectCompany) is { } company
            && directory.Us.Customers.Any(c => c.Company.Equals(company, StringComparison.OrdinalIgnoreCase)
                || c.Domains.Contains(DomainOf(draft), StringComparer.OrdinalIgnoreCase)))
        {
            flags = flags.Add("existing-customer");
        }

        return flags;
    }

    private static string DomainOf(Draft draft) =>
        EmailAddress.TryParse(draft.Text(FieldName.ProspectContactEmail), out var address) ? address.Domain : "";
}
