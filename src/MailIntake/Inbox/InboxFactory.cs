using MailIntake.Mail.Imap;
using MailIntake.Mail.Net;
using MailIntake.Store;
using Microsoft.Extensions.Logging;

namespace MailIntake.Inbox;

/// <summary>Opens the inbox that the settings name.</summary>
internal sealed class InboxFactory(
    InboxOptions options,
    LimitsOptions limits,
    IntakeStore store,
    SignIn signIn,
    TimeProvider time,
    ILogger<InboxFactory> logger,
    IProtocolLog? protocolLog = null)
{
    /// <exception cref="ImapProtocolException">The server cannot be reached.</exception>
    /// <exception cref="ImapAuthenticationException">It does not let us in.</exception>
    public async Task<IInbox> OpenAsync(CancellationToken token)
    {
        if (options.Kind == InboxKind.Folder)
        {
            return new FolderInbox(options, limits.MessageBytes.Bytes, store, time, logger);
        }

        var client = await ConnectAsync(token);
        logger.LogInformation("Connected to {Endpoint} as {User}", client.Endpoint, options.User);
        return new ImapInbox(client, options, limits.MessageBytes.Bytes, store, time, logger);
    }

    /// <summary>A client that is logged in.</summary>
    public async Task<ImapClient> ConnectAsync(CancellationToken token)
    {
        var client = await ImapClient.ConnectAsync(options.Endpoint, null, protocolLog, time, token);
        try
        {
            var credentials = await signIn.CredentialsAsync(options.User, options.Password, options.OAuth, token);
            await client.AuthenticateAsync(credentials!, token);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }
}
