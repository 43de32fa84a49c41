using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>Answers within a conversation of ours: addressed to the token, or to track@ as an answer, with no fresh
/// forward.</summary>
internal static class OurThread
{
    private static readonly string[] RecipientHeaders =
        ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

    public static KindVerdict? Judge(MailFacts facts)
    {
        if (facts.Reading.Forwards.Any())
        {
            return null;
        }

        var directory = facts.Directory;
        var to = Addresses(facts.Email.To).ToList();
        var all = to.Concat(Addresses(facts.Email.Cc)).Concat(DeliveredTo(facts.Email));
        if (all.FirstOrDefault(a => IsToken(a, directory)) is { } token)
        {
            return new KindVerdict(EmailKind.Reply, $"addressed to {token}");
        }

        if (!to.Exists(directory.IsTrack))
        {
            return null;
        }

        var history = facts.Reading.Earlier.Where(e => !e.IsForward).ToList();
        if (history.Exists(h => h.From?.Address is { } author && directory.IsTrack(author))
            && !IsNewIntroduction(facts))
        {
            return new KindVerdict(EmailKind.Reply, "an answer that quotes our letter");
        }

        // In-Reply-To alone may be of a thread of others that someone answers to us: then others are quoted.
        var quotesOthers = history.Exists(h => h.From is { } author && !IsOurs(author.Address, directory));
        return facts.Email.InReplyTo.Count > 0 && !quotesOthers && !HasOutsiders(facts)
            ? new KindVerdict(EmailKind.Reply, "an answer to track@")
            : null;
    }

    /// <summary>A quoted letter of ours is no proof by itself: without In-Reply-To, under a new introduction, it is
    /// only text.</summary>
    private static bool IsNewIntroduction(MailFacts facts) =>
        facts.Email.InReplyTo.Count == 0 && facts.Email.References.Count == 0
        && facts.Introduction is { IsIntroduction: true, Score: >= 5 };

    private static bool HasOutsiders(MailFacts facts) => facts.Introduction.HasLiveThread;

    private static bool IsOurs(EmailAddress? address, PartnerDirectory directory) =>
        address is not null && directory.IsOurs(address);

    private static bool IsToken(EmailAddress address, PartnerDirectory directory)
    {
        var plus = address.LocalPart.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && directory.IsTrack(address)
            && directory.FindPartnerByAlias(address.LocalPart[(plus + 1)..]) is null;
    }

    private static IEnumerable<EmailAddress> Addresses(IEnumerable<MailboxAddress> mailboxes) =>
        mailboxes.Select(m => m.Address).OfType<EmailAddress>();

    private static IEnumerable<EmailAddress> DeliveredTo(Email email)
    {
        foreach (var name in RecipientHeaders)
        {
            foreach (var field in email.Headers.All(name))
            {
                if (EmailAddress.TryParse(field.Value.Trim().Trim('<', '>'), out var address))
                {
                    yield return address;
                }
            }
        }
    }
}
