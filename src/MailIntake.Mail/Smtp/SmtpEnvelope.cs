using System.Globalization;
using System.Text;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Net;

namespace MailIntake.Mail.Smtp;

/// <summary>MAIL and RCPT of one letter, with the parameters that the letter needs and the server takes.</summary>
internal sealed class SmtpEnvelope
{
    private SmtpEnvelope(IReadOnlyList<Command> commands) => Commands = commands;

    public IReadOnlyList<Command> Commands { get; }

    /// <exception cref="SmtpCommandException">The server has said beforehand that it cannot take such a letter.
    /// </exception>
    public static SmtpEnvelope For(
        EmailAddress? sender,
        IReadOnlyList<EmailAddress> recipients,
        ReadOnlySpan<byte> message,
        SmtpCapabilities capabilities)
    {
        if (capabilities.MaxSize is { } limit && message.Length > limit)
        {
            throw NotTaken(
                552, "5.3.4", $"The letter has {message.Length} bytes and the server takes {limit} at most.");
        }

        var needsUtf8 = recipients.Append(sender).FirstOrDefault(
            address => address is not null && !Ascii.IsValid(address.LocalPart));
        if (needsUtf8 is not null && !capabilities.SmtpUtf8)
        {
            throw NotTaken(553, "5.6.7", $"The server does not take the address {needsUtf8} (it has no SMTPUTF8).");
        }

        var utf8 = capabilities.SmtpUtf8 && (needsUtf8 is not null || HasEightBitHeader(message));
        var parameters = new StringBuilder();
        if (capabilities.Size)
        {
            parameters.Append(CultureInfo.InvariantCulture, $" SIZE={message.Length}");
        }

        // Without 8BITMIME the bytes go out all the same: every relay in use passes them, and the letter is not ours to
        // re-encode.
        if (capabilities.EightBitMime && message.ContainsAnyInRange((byte)128, (byte)255))
        {
            parameters.Append(" BODY=8BITMIME");
        }

        parameters.Append(utf8 ? " SMTPUTF8" : "");
        return new SmtpEnvelope(
        [
            new Command($"MAIL FROM:<{Path(sender)}>{parameters}", null),
            .. recipients.Select(recipient => new Command($"RCPT TO:<{Path(recipient)}>", recipient)),
        ]);
    }

    public static SmtpCommandException Refused(ServerEndpoint endpoint, Command command, SmtpReply reply)
    {
        var what = command.Recipient is null ? "the sender" : $"the recipient {command.Recipient}";
        var outlook = reply.IsTransient ? "It may work later." : "Trying again as it is will not help.";
        return new SmtpCommandException(
            command.Recipient is null ? "MAIL" : "RCPT",
            reply,
            $"{endpoint} refused {what}: {reply}. {outlook}",
            command.Recipient);
    }

    private static SmtpCommandException NotTaken(int code, string enhanced, string words) =>
        new("MAIL", new SmtpReply(code, [$"{enhanced} {words}"]), words);

    /// <summary>Domains go as punycode, which every server understands.</summary>
    private static string Path(EmailAddress? address)
    {
        if (address is null || Ascii.IsValid(address.Domain))
        {
            return address?.ToString() ?? "";
        }

        try
        {
            return $"{address.LocalPart}@{new IdnMapping().GetAscii(address.Domain)}";
        }
        catch (ArgumentException)
        {
            throw NotTaken(553, "5.1.3", $"The domain of {address} is no internet domain.");
        }
    }

    private static bool HasEightBitHeader(ReadOnlySpan<byte> message)
    {
        var crlf = message.IndexOf("\r\n\r\n"u8);
        var end = crlf < 0 ? message.IndexOf("\n\n"u8) : crlf;
        end = end < 0 ? message.Length : end;
        return message[..end].ContainsAnyInRange((byte)128, (byte)255);
    }

    internal sealed record Command(string Line, EmailAddress? Recipient);
}
