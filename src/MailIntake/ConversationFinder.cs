using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Reading;
using MailIntake.Store;

namespace MailIntake;

/// <summary>A mail's conversation.</summary>
/// <param name="ToUs">The mail answers a letter of ours; else it only belongs to a thread that we know.</param>
internal sealed record FoundConversation(StoredConversation Stored, bool ToUs);

/// <summary>Finds a mail's conversation: by token in a recipient address, by token in In-Reply-To or References, by a
/// known Message-ID, by token in the text. Never by subject.</summary>
internal static class ConversationFinder
{
    private static readonly string[] RecipientFields = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

    public static async Task<FoundConversation?> FindAsync(
        IntakeStore store,
        EmailReading reading,
        PartnerDirectory directory,
        CancellationToken token)
    {
        var email = reading.Email;
        foreach (var word in RecipientTokens(email, directory))
        {
            if (await store.ConversationByTokenAsync(word, token) is { } stored)
            {
                return new FoundConversation(stored, ToUs: true);
            }
        }

        MessageId[] thread = [.. email.InReplyTo, .. email.References.Reverse()];
        foreach (var word in thread.Select(ConversationToken.FromMessageId).OfType<string>().Distinct())
        {
            if (await store.ConversationByTokenAsync(word, token) is { } stored)
            {
                return new FoundConversation(stored, ToUs: true);
            }
        }

        foreach (var id in thread.Distinct().Take(20))
        {
            if (await store.ConversationByMessageIdAsync(id, token) is { } stored)
            {
                return new FoundConversation(stored, ToUs: reading.Kind == EmailKind.Reply && email.To.Any(IsTrack));
            }
        }

        var text = email.TextBody?.Text ?? email.HtmlBody?.Text ?? "";
        return ConversationToken.FromText(text) is { } inText && await store.ConversationByTokenAsync(inText, token) is { } byText
            ? new FoundConversation(byText, ToUs: true)
            : null;

        bool IsTrack(MailboxAddress mailbox) => mailbox.Address is { } address && directory.IsTrack(address);
    }

    private static IEnumerable<string> RecipientTokens(Email email, PartnerDirectory directory)
    {
        var traced = RecipientFields.SelectMany(name => email.Headers.All(name)).Select(f => f.Value.Trim().Trim('<', '>'));
        return email.To.Concat(email.Cc).Select(m => m.Address)
            .Concat(traced.Select(t => EmailAddress.TryParse(t, out var address) ? address : null))
            .OfType<EmailAddress>()
            .Select(a => ConversationToken.FromAddress(a, directory))
            .OfType<string>()
            .Distinct();
    }
}
