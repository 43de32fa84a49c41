namespace MailIntake.Mail.Imap;

/// <summary>The server said NO or BAD to a command. The connection lives.</summary>
public sealed class ImapCommandException(string command, string status, ImapResponseCode? code, string text)
    : Exception($"The server answered {command} with {status}: {(text.Length > 0 ? text : code?.ToString())}")
{
    public string Command { get; } = command;

    /// <summary>NO or BAD.</summary>
    public string Status { get; } = status;

    /// <summary>The response code in brackets (RFC 5530 and others), where there is one.</summary>
    public ImapResponseCode? Code { get; } = code;

    public string ServerText { get; } = text;

    /// <summary>Whether trying again later may help. Microsoft 365 says "User is authenticated but not connected" to
    /// those who reconnect often.</summary>
    public bool IsTransient { get; } = IsPassing(code, text);

    internal static bool IsPassing(ImapResponseCode? code, string text) =>
        code?.Name is "UNAVAILABLE" or "INUSE" or "LIMIT" or "SERVERBUG" or "THROTTLED" or "EXPUNGEISSUED"
        || text.Contains("authenticated but not connected", StringComparison.OrdinalIgnoreCase)
        || text.Contains("try again", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Too many simultaneous connections", StringComparison.OrdinalIgnoreCase);
}
