namespace MailIntake.Referrals;

/// <summary>Where words stand in a mail: <paramref name="Part"/> is the MIME part's number as in IMAP ("1", "2.1"),
/// <c>header:Cc</c> for a header field, <c>forward:From</c> for a line of a forward's header block; start and length
/// are UTF-16 units of the part's decoded text (HTML: of its source; a header: of its decoded value), from 0.</summary>
public readonly record struct SourceSpan(string Part, int Start, int Length);
