using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// Who else hears of a confirmed referral: our rep gets a hand-off, and the partner's contact a notice when one of ours
/// confirmed for them. Only to addresses of the directory or the settings, never with a rep's note.
/// </summary>
internal static class NewsOfConfirmed
{
    public static IEnumerable<Letter> Write(Conversation conversation, LetterPlan plan, HouseRules rules)
    {
        foreach (var referral in plan.Confirmed)
        {
            if (HandOff(conversation, referral, rules) is { } handOff)
            {
                yield return handOff;
            }

            if (OnBehalfNotice(conversation, referral, plan.ConfirmedBy, rules) is { } notice)
            {
                yield return notice;
            }
        }
    }

    private static Letter? HandOff(Conversation conversation, Referral referral, HouseRules rules)
    {
        var to = Receiver(referral, rules);
        var submitter = conversation.Submitter.Address;
        if (to?.Address is null || to.Address.Equals(submitter)
            || (rules.Directory.FindRep(to.Address) is { } rep && rep == rules.Directory.FindRep(submitter)))
        {
            return null;
        }

        var consent = referral.Draft.Text(FieldName.ConsentToContact) ?? "unknown";
        var who = LetterWriter.Title(referral);
        var body = new LetterBody()
            .Paragraph(consent == "no"
                ? "A referral for you is on record. Do NOT contact them yet: the introducer asked to wait."
                : "A referral for you is on record.")
            .Heading($"Referral {referral.Reference}")
            .Values(FieldWords.Lines(referral))
            .Paragraph($"Consent to contact: {consent}. Brought by {conversation.Submitter.Name ?? "the partner"}, "
                + $"claim time {FieldWords.Time(conversation.ClaimedAt)}.")
            .Small($"{rules.TrackName}, {rules.Directory.Us.Name}");
        var subject = consent == "no" ? $"Referral (do not contact yet): {who}" : $"Referral for you: {who}";
        return new Letter(LetterPurpose.HandOff, to, subject, false, body.ToText(), body.ToHtml());
    }

    /// <summary>The rep named, if in the rep list; else the partner's manager; else the address of the settings.</summary>
    private static MailboxAddress? Receiver(Referral referral, HouseRules rules)
    {
        if (EmailAddress.TryParse(referral.Draft.Text(FieldName.RepEmail), out var address)
            && rules.Directory.FindRep(address) is { } rep)
        {
            return new MailboxAddress(rep.Name, EmailAddress.TryParse(rep.Email, out var main) ? main : address);
        }

        return EmailAddress.TryParse(PartnerOf(referral, rules)?.Manager, out var receiver)
            || EmailAddress.TryParse(rules.Policy.HandOffTo, out receiver)
                ? new MailboxAddress(null, receiver)
                : null;
    }

    private static Letter? OnBehalfNotice(
        Conversation conversation,
        Referral referral,
        EmailAddress? confirmedBy,
        HouseRules rules)
    {
        if (rules.Policy.OnBehalf != OnBehalf.Notify || !conversation.Submitter.Ours
            || confirmedBy is null || !rules.Directory.IsOurs(confirmedBy)
            || PartnerOf(referral, rules) is not { } partner || ContactOf(referral, partner) is not { } contact
            || !EmailAddress.TryParse(contact.Email, out var address))
        {
            return null;
        }

        var body = new LetterBody()
            .Paragraph($"Hello {contact.Name},")
            .Paragraph($"We put an introduction of {partner.Company} on record for you. Wrong? Just reply.")
            .Heading($"Referral {referral.Reference}")
            .Values(FieldWords.Lines(referral).Select(l => l with { Words = null, Was = null }))
            .Paragraph($"Claim time: {FieldWords.Time(conversation.ClaimedAt)}. Credit is decided when a deal closes.")
            .Small($"{rules.TrackName}, {rules.Directory.Us.Name}");
        var subject = $"On record for {partner.Company}: {LetterWriter.Title(referral)}";
        return new Letter(
            LetterPurpose.OnBehalfNotice,
            new MailboxAddress(contact.Name, address),
            subject,
            false,
            body.ToText(),
            body.ToHtml());
    }

    private static Partner? PartnerOf(Referral referral, HouseRules rules)
    {
        var company = referral.Draft.Text(FieldName.PartnerCompany);
        return rules.Directory.Partners.FirstOrDefault(p => p.Company.Equals(company, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The contact who introduced, if listed; else the partner's first.</summary>
    private static Contact? ContactOf(Referral referral, Partner partner)
    {
        var introducer = referral.Draft.Text(FieldName.PartnerContactEmail);
        return partner.Contacts.FirstOrDefault(c => c.AllAddresses.Contains(introducer, StringComparer.OrdinalIgnoreCase))
            ?? partner.Contacts.FirstOrDefault();
    }
}
