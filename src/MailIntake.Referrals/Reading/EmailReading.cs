using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Reading;

/// <summary>What a mail is; whether it is answered is another matter.</summary>
public enum EmailKind
{
    Referral,
    Reply,
    AutoReply,
    Bounce,
    List,
    Other,
}

/// <summary>A person of a header or of a forward's header block, as written there. <see cref="Where"/>'s part is
/// <c>header:Cc</c> or <c>forward:Cc</c> (start and length then count within the part that holds the block).</summary>
public sealed record Correspondent(string? Name, EmailAddress? Address, string Written, SourceSpan Where);

/// <summary>A date as a mail writes it. <see cref="Local"/> is the author's wall clock; <see cref="Offset"/> is null
/// where the mail gives none; both are null where the text cannot be read.</summary>
public sealed record WrittenDate(string Text, DateTime? Local, TimeSpan? Offset, SourceSpan Where);

/// <summary>
/// An earlier message that stands in the mail: forwarded inline, attached as message/rfc822, or quoted as history.
/// </summary>
public sealed record EarlierMessage
{
    public Correspondent? From { get; init; }

    public IReadOnlyList<Correspondent> To { get; init; } = [];

    public IReadOnlyList<Correspondent> Cc { get; init; } = [];

    public Correspondent? ReplyTo { get; init; }

    public WrittenDate? Date { get; init; }

    /// <summary>Empty where none is written.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Where the subject stands; null where none is written.</summary>
    public SourceSpan? SubjectWhere { get; init; }

    public MessageId? MessageId { get; init; }

    /// <summary>Everything below its header block: its own words, its signature and what it quotes.</summary>
    public VisibleText Body { get; init; } = VisibleText.Empty;

    /// <summary>Its own words only: no signature, nothing quoted or forwarded in it.</summary>
    public VisibleText NewText { get; init; } = VisibleText.Empty;

    public VisibleText Signature { get; init; } = VisibleText.Empty;

    /// <summary>Legal notices and gateway banners: nobody's words.</summary>
    public VisibleText Notices { get; init; } = VisibleText.Empty;

    /// <summary>Earlier messages that stand in this one, nearest (newest) first.</summary>
    public IReadOnlyList<EarlierMessage> Earlier { get; init; } = [];

    /// <summary>True: forwarded (a forward's header block, or an attached message). False: quoted as history.</summary>
    public bool IsForward { get; init; }

    /// <summary>An attached message: its part's number. Null: inline.</summary>
    public string? AttachedAt { get; init; }

    /// <summary>1 for a forward without another forward inside, 2 with one inside, ...</summary>
    public int Depth => 1 + (Earlier.Where(e => e.IsForward).Select(e => (int?)e.Depth).Max() ?? 0);
}

/// <summary>A mail, read: what kind it is, who newly wrote what, and which earlier messages stand in it.</summary>
public sealed record EmailReading
{
    public required Email Email { get; init; }

    public EmailKind Kind { get; init; }

    /// <summary>Why that kind, in words for a person.</summary>
    public string KindReason { get; init; } = "";

    /// <summary>What the author newly wrote: no quoted history, no forward, no signature. For a forward it is the
    /// note. Never empty where the mail has text of its own.</summary>
    public VisibleText NewText { get; init; } = VisibleText.Empty;

    public VisibleText Signature { get; init; } = VisibleText.Empty;

    /// <summary>Legal notices and gateway banners: nobody's words.</summary>
    public VisibleText Notices { get; init; } = VisibleText.Empty;

    /// <summary>Earlier messages in the mail, as they stand: forwards and quoted history.</summary>
    public IReadOnlyList<EarlierMessage> Earlier { get; init; } = [];

    /// <summary>The outermost forwards; empty where nothing was forwarded.</summary>
    public IEnumerable<EarlierMessage> Forwards => Earlier.Where(e => e.IsForward);

    /// <summary>Attachments that were not read (pdf, .msg, encrypted ...), by file name or media type.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    public IReadOnlyList<MimeWarning> Warnings { get; init; } = [];
}
