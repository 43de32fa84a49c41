using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Threads;

namespace MailIntake.Referrals.Reading;

/// <summary>Reads messages attached as message/rfc822 or as .eml files, and those attached to them.</summary>
internal static class AttachedMessages
{
    private const int Deepest = 10;

    public static IEnumerable<EarlierMessage> Read(Email email, bool isForward, int depth = 0)
    {
        if (depth >= Deepest)
        {
            yield break;
        }

        foreach (var part in email.Attachments)
        {
            if (part.Message is { } message)
            {
                yield return Read(message, part.Number, isForward, depth);
            }
        }
    }

    public static Correspondent Person(MailboxAddress address, string header) =>
        new(address.Name, address.Address, address.ToString(), new SourceSpan(header, address.Start, address.Length));

    private static EarlierMessage Read(Email email, string number, bool isForward, int depth)
    {
        var head = new EarlierMessage
        {
            From = People(email.From, "forward:From").FirstOrDefault(),
            To = People(email.To, "forward:To"),
            Cc = People(email.Cc, "forward:Cc"),
            ReplyTo = People(email.ReplyTo, "forward:Reply-To").FirstOrDefault(),
            Date = Written(email),
            Subject = email.Subject,
            MessageId = email.MessageId,
            IsForward = isForward,
            AttachedAt = number,
        };
        var choice = BodyChoice.Of(email, Envelope.Of(head));
        return head with
        {
            Body = choice.Body.Slice(0, choice.Body.Lines.Length),
            NewText = choice.Thread.NewText,
            Signature = choice.Thread.Signature,
            Notices = choice.Thread.Notices,
            Earlier = [.. choice.Thread.Earlier, .. Read(email, isForward, depth + 1)],
        };
    }

    private static Correspondent[] People(IReadOnlyList<MailboxAddress> addresses, string header) =>
        [.. addresses.Select(a => Person(a, header))];

    private static WrittenDate? Written(Email email)
    {
        if (email.Headers["Date"] is not { } text)
        {
            return null;
        }

        return new WrittenDate(text, email.Date?.DateTime, email.Date?.Offset,
            new SourceSpan("forward:Date", 0, text.Length));
    }
}
