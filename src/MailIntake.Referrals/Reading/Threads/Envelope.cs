using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>What the message around says to decide whether an Outlook block in it is a forward or history: its
/// subject, and who it is from and to.</summary>
internal sealed record Envelope(
    string Subject, Correspondent? From, IReadOnlyList<Correspondent> Recipients, DateTime? Date, bool IsOuter = false)
{
    public SubjectPrefix Prefix { get; } = SubjectPrefixes.Outermost(Subject);

    public SubjectPrefix PrefixIn(IReadOnlyCollection<string> languages) => Prefix == SubjectPrefix.Either
        ? SubjectPrefixes.Outermost(Subject, languages)
        : Prefix;

    public static Envelope Of(EarlierMessage message) =>
        new(message.Subject, message.From, [.. message.To, .. message.Cc], message.Date?.Local);

    public bool IsRecipient(Correspondent person) => Recipients.Any(r => IsSame(r, person));

    public bool IsAuthor(Correspondent person) => From is not null && IsSame(From, person);

    /// <summary>By address; by name where one of the two has none.</summary>
    public static bool IsSame(Correspondent one, Correspondent other) =>
        one.Address is not null && other.Address is not null
            ? one.Address.Equals(other.Address) || IsSameMailbox(one.Address, other.Address)
            : one.Name is { Length: > 0 } a && other.Name is { Length: > 0 } b
                && Folding.Fold(Plain(a)) == Folding.Fold(Plain(b));

    /// <summary>Notes writes "Marta Lind/Sales/ACME".</summary>
    private static ReadOnlySpan<char> Plain(string name) =>
        name.IndexOf('/', StringComparison.Ordinal) is > 3 and var slash ? name.AsSpan(0, slash) : name;

    /// <summary>A letter from track@ is answered to track+token@.</summary>
    private static bool IsSameMailbox(EmailAddress one, EmailAddress other) =>
        one.Domain == other.Domain && Base(one).Equals(Base(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Base(EmailAddress address)
    {
        var plus = address.LocalPart.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 ? address.LocalPart.AsSpan(0, plus) : address.LocalPart;
    }
}
