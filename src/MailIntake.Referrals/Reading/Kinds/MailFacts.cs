using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>What the judges of kinds look at, made once.</summary>
internal sealed class MailFacts(EmailReading reading, string shown, PartnerDirectory directory)
{
    private const int LongestText = 4000;

    private static readonly PhraseTable Automatic = new("Kinds.automatic.tsv");

    private List<FoundPhrase>? _automatic;
    private List<FoundPhrase>? _inSubject;

    private Introductions? _introduction;

    /// <summary>Weighed once.</summary>
    public Introductions Introduction => _introduction ??= Introductions.Of(this);

    public EmailReading Reading { get; } = reading;

    public PartnerDirectory Directory { get; } = directory;

    public Email Email => Reading.Email;

    public string Subject { get; } = Folding.Fold(SkipTags(reading.Email.Subject));

    /// <summary>The whole body, folded.</summary>
    public string Shown { get; } = Folding.Fold(shown.AsSpan(0, Math.Min(shown.Length, LongestText)));

    public MailboxAddress? From => Email.From.Count > 0 ? Email.From[0] : null;

    public bool HasNullReturnPath => Email.Headers["Return-Path"]?.Trim() is "<>" or ""
        || Email.Headers["X-Return-Path"]?.Trim() == "<>";

    public bool IsForwardSubject => SubjectPrefixes.Outermost(Email.Subject) == SubjectPrefix.Forward;

    public string? Header(string name) => Email.Headers[name]?.Trim().ToLowerInvariant();

    /// <summary>Phrases of machines in the body.</summary>
    public List<FoundPhrase> InBody(string role) =>
        [.. (_automatic ??= Automatic.Find(Shown)).Where(p => p.Role == role)];

    /// <summary>The subject begins with a phrase of that role, also behind "Re:".</summary>
    public FoundPhrase? BeginsSubject(string role, bool alsoBehindReply)
    {
        _inSubject ??= Automatic.Find(Subject);
        var first = _inSubject.Find(p => p.Role == role && p.Start <= 2);
        if (first.Phrase is not null || !alsoBehindReply)
        {
            return first.Phrase is null ? null : first;
        }

        var stripped = Folding.Fold(SubjectPrefixes.Strip(Email.Subject));
        first = Automatic.Find(stripped).Find(p => p.Role == role && p.Start <= 2);
        return first.Phrase is null ? null : first;
    }

    private static string SkipTags(string subject)
    {
        var rest = subject.AsSpan().Trim();
        while (rest.Length > 0 && rest[0] is '[' or '【' or '*' or '('
            && rest.IndexOfAny(']', '】', ')') is > 0 and < 30 and var close)
        {
            rest = rest[(close + 1)..].Trim();
        }

        return rest.IsEmpty ? subject : rest.ToString();
    }
}
