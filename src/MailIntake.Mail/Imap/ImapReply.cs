namespace MailIntake.Mail.Imap;

/// <summary>The tagged end of a command: OK, with its response code and text.</summary>
internal readonly record struct ImapReply(string Status, ImapResponseCode? Code, string Text)
{
    public bool IsOk => Status == "OK";

    public static ImapReply Read(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var status = (space < 0 ? text : text[..space]).ToUpperInvariant();
        var (code, words) = ImapResponseCode.Part(space < 0 ? "" : text[space..]);
        return new ImapReply(status, code, words);
    }
}
