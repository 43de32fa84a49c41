using MailIntake.Inbox;
using MailIntake.Mail.Mime;
using MailIntake.Mail.Net;
using MailIntake.Mail.Smtp;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;

namespace MailIntake.Outbox;

/// <summary>
/// An SMTP submission server as outbox; one connection for all letters that are due. The return path carries the
/// conversation's token, so that a bounce finds its conversation.
/// </summary>
internal sealed class SmtpOutbox(
    OutboxOptions options,
    EmailAddress track,
    SignIn signIn,
    IProtocolLog? log,
    TimeProvider time) : IOutbox
{
    private SmtpClient? _client;

    public async Task<SendResult> SendAsync(DueLetter letter, byte[] raw, CancellationToken token)
    {
        try
        {
            _client = _client is { IsUsable: true } ? _client : await ConnectAsync(token);
            await _client.SendAsync(ReturnPath(letter), [EmailAddress.Parse(letter.Recipient)], raw, token);
            return new SendResult(SendOutcome.Sent);
        }
        catch (SmtpCommandException e)
        {
            return e.StatusCode == 421
                ? await DropAsync(SendOutcome.Unreachable, e.Message)
                : new SendResult(e.IsTransient ? SendOutcome.Later : SendOutcome.Never, e.Message);
        }
        catch (SmtpAuthenticationException e)
        {
            return await DropAsync(SendOutcome.SignInRefused, e.Message);
        }
        catch (SmtpProtocolException e)
        {
            return await DropAsync(SendOutcome.Unreachable, e.Message);
        }
        catch (SignInException e)
        {
            return await DropAsync(SendOutcome.SignInRefused, e.Message);
        }
    }

    public async Task RestAsync(CancellationToken token)
    {
        if (_client is { } client)
        {
            _client = null;
            await client.QuitAsync(token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }

    private async Task<SmtpClient> ConnectAsync(CancellationToken token)
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        var client = await SmtpClient.ConnectAsync(options.Endpoint, null, log, time, token);
        try
        {
            if (await signIn.CredentialsAsync(options.User, options.Password, options.OAuth, token) is { } credentials)
            {
                await client.AuthenticateAsync(credentials, token);
            }

            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    private async Task<SendResult> DropAsync(SendOutcome outcome, string words)
    {
        if (_client is { } client)
        {
            _client = null;
            await client.DisposeAsync();
        }

        return new SendResult(outcome, words);
    }

    private EmailAddress ReturnPath(DueLetter letter) =>
        ConversationToken.FromMessageId(MessageId.Parse(letter.MessageId)) is { } token
            ? ConversationToken.InAddress(track, token)
            : track;
}
