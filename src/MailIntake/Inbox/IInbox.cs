namespace MailIntake.Inbox;

/// <summary>Where mail comes in. A look takes in whatever is not recorded yet; nothing else is remembered between
/// looks, so that a look after any failure is complete again.</summary>
internal interface IInbox : IAsyncDisposable
{
    /// <summary>Looks once at everything watched, commits what is new, and returns how many mails that was.</summary>
    Task<int> PollAsync(CancellationToken token);

    /// <summary>Puts aside what is done with: flagged, moved.</summary>
    Task FileAsync(CancellationToken token);

    /// <summary>Returns when something may have come, or it is time to look anyway.</summary>
    Task WaitAsync(CancellationToken token);
}
