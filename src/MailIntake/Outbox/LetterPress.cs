using MailIntake.Mail.Mime;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;

namespace MailIntake.Outbox;

/// <summary>
/// Makes a letter ready to go: its Message-ID is chosen here, once, and its bytes are final. Every letter is marked as
/// ours and as automatic (RFC 3834 section 3.1), and carries the conversation's token in Reply-To and Message-ID.
/// </summary>
internal sealed class LetterPress(EmailAddress track, string trackName, TimeProvider time)
{
    /// <summary>References are kept to this many, the first and the last always.</summary>
    private const int MostReferences = 20;

    /// <param name="conversation">Null for a letter outside any conversation.</param>
    public OutgoingLetter Print(Letter letter, Conversation? conversation)
    {
        var messageId = ConversationToken.NewMessageId(conversation?.Token, track.Domain);
        var thread = letter.InThread ? conversation?.Thread : null;
        var raw = MessageWriter.Write(new OutgoingMessage
        {
            MessageId = messageId,
            Date = time.GetUtcNow(),
            From = new MailboxAddress(trackName, track),
            To = [letter.To],
            ReplyTo = conversation is null
                ? null
                : new MailboxAddress(trackName, ConversationToken.InAddress(track, conversation.Token)),
            Subject = letter.Subject,
            InReplyTo = thread?.LastMessageId,
            References = thread is null ? [] : References(thread),
            Fields =
            [
                ("Auto-Submitted", IsAnswer(letter.Purpose) ? "auto-replied" : "auto-generated"),
                ("X-Auto-Response-Suppress", "All"),
                (NoAnswer.LoopField, track.ToString()),
            ],
            Text = letter.Text,
            Html = letter.Html,
        });
        return new OutgoingLetter(
            letter.Purpose,
            letter.To.Address!.ToString().ToLowerInvariant(),
            messageId.Value,
            letter.Subject,
            raw);
    }

    private static bool IsAnswer(LetterPurpose purpose) =>
        purpose is not (LetterPurpose.HandOff or LetterPurpose.OnBehalfNotice or LetterPurpose.Reminder);

    private static MessageId[] References(Referrals.Conversations.Thread thread)
    {
        MessageId[] all = thread.LastMessageId is { } last
            ? [.. thread.References.Where(r => r != last), last]
            : [.. thread.References];
        return all.Length <= MostReferences ? all : [all[0], .. all[^(MostReferences - 1)..]];
    }
}
