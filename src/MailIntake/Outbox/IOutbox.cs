using MailIntake.Store;

namespace MailIntake.Outbox;

/// <summary>Where letters go out.</summary>
internal interface IOutbox : IAsyncDisposable
{
    /// <summary>Sends one letter. Server trouble is a result, not an exception.</summary>
    Task<SendResult> SendAsync(DueLetter letter, byte[] raw, CancellationToken token);

    /// <summary>Nothing more to send for now: let go of the connection.</summary>
    Task RestAsync(CancellationToken token);
}

internal enum SendOutcome
{
    Sent,

    /// <summary>The server refused this letter for now.</summary>
    Later,

    /// <summary>The server refused this letter for good.</summary>
    Never,

    /// <summary>The server could not be reached or broke off: no letter's fault.</summary>
    Unreachable,

    /// <summary>The server does not accept who we are.</summary>
    SignInRefused,
}

/// <summary>What became of a letter, with the server's words.</summary>
internal sealed record SendResult(SendOutcome Outcome, string Words = "");
