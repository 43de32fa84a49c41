namespace MailIntake.Mail.Mime;

/// <summary>Something wrong with a mail, said in words: <paramref name="Code"/> is short and stable
/// (<c>unknown-charset</c>), <paramref name="Detail"/> is for people.</summary>
public sealed record MimeWarning(string Code, string Detail);
