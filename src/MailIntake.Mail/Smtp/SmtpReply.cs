namespace MailIntake.Mail.Smtp;

/// <summary>A reply of one or more lines (RFC 5321 section 4.2).</summary>
public sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public EnhancedStatusCode? Enhanced { get; } = Lines.Count > 0 ? EnhancedStatusCode.Read(Lines[^1]) : null;

    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>"Try later". Where the two codes disagree the milder one holds: a letter tried once more costs little,
    /// a letter given up costs a referral.</summary>
    public bool IsTransient => Code is >= 400 and < 500 || Enhanced?.Class == 4;

    public string Text => string.Join(' ', Lines.Where(line => line.Length > 0));

    public override string ToString() => $"{Code} {Text}";
}
