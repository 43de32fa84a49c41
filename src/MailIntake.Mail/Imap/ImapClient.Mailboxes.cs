using System.Globalization;

namespace MailIntake.Mail.Imap;

/// <summary>Mailboxes: opening, making and listing them, and putting messages in.</summary>
public sealed partial class ImapClient
{
    /// <summary>Opens a mailbox for reading and writing.</summary>
    public async Task<MailboxStatus> SelectAsync(string mailbox, CancellationToken token)
    {
        var status = await _commands.SelectAsync(mailbox, token).ConfigureAwait(false);
        _connection.HasGrown = false;
        return status;
    }

    /// <summary>Makes a mailbox; that it exists already is fine. The name is in the server's hierarchy, see
    /// <see cref="GetDelimiterAsync"/>.</summary>
    public async Task CreateAsync(string mailbox, CancellationToken token)
    {
        try
        {
            await _commands.CreateAsync(mailbox, token).ConfigureAwait(false);
        }
        catch (ImapCommandException refused)
        {
            // ALREADYEXISTS came late (RFC 5530): many servers say it in prose only, so the list decides.
            if (refused.Code?.Name != "ALREADYEXISTS"
                && (await _commands.ListAsync(mailbox, token).ConfigureAwait(false)).Count == 0)
            {
                throw;
            }
        }
    }

    /// <summary>Puts a message into a mailbox; the UID it got where the server tells.</summary>
    public async Task<uint?> AppendAsync(
        string mailbox,
        ReadOnlyMemory<byte> message,
        IEnumerable<string> flags,
        DateTimeOffset? internalDate,
        CancellationToken token)
    {
        var asUtf8 = _enabled.Contains("UTF8=ACCEPT") && HasEightBitHeader(message.Span);
        var reply = await _commands.AppendAsync(mailbox, message, flags, internalDate, asUtf8, token)
            .ConfigureAwait(false);
        return reply.Code is { Name: "APPENDUID" } code
            && uint.TryParse(
                code.Arguments.Split(' ')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var uid)
            ? uid
            : null;
    }

    /// <summary>The mailboxes whose names match; <c>*</c> stands for anything, <c>%</c> for one level.</summary>
    public Task<IReadOnlyList<MailboxInfo>> ListAsync(string pattern, CancellationToken token) =>
        _commands.ListAsync(pattern, token);

    /// <summary>The character between the levels of a mailbox name: "/" with Cyrus, "." with Dovecot's Maildir++.
    /// </summary>
    public async Task<char?> GetDelimiterAsync(CancellationToken token)
    {
        var root = await _commands.ListAsync("", token).ConfigureAwait(false);
        return root.Count > 0 ? root[0].Delimiter : null;
    }

    private static bool HasEightBitHeader(ReadOnlySpan<byte> message)
    {
        var end = message.IndexOf("\r\n\r\n"u8);
        return message[..(end < 0 ? message.Length : end)].ContainsAnyInRange((byte)128, (byte)255);
    }
}
