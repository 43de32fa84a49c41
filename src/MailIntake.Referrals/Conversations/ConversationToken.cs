using System.Security.Cryptography;
using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Conversations;

/// <summary>
/// The word that leads an answer to its conversation. It stands in the letter's Reply-To (plus address), in its
/// Message-ID and once in its text, because some systems drop one or another. It is no proof of who answers.
/// </summary>
public static class ConversationToken
{
    /// <summary>Characters of a token: 60 bits from an alphabet without look-alikes.</summary>
    public const int Length = 12;

    /// <summary>What stands before the token in a letter's text.</summary>
    internal const string TextMark = "[ref:";

    private const string Alphabet = "23456789abcdefghjkmnpqrstuvwxyz7";

    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A number for people: <c>R-7Q2K9M4X</c>.</summary>
    public static string CreateReference() =>
        "R-" + RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTUVWXYZ", 8);

    public static string InText(string token) => $"{TextMark}{token}]";

    public static EmailAddress InAddress(EmailAddress track, string token) =>
        EmailAddress.Parse($"{track.LocalPart}+{token}@{track.Domain}");

    /// <summary>A new Message-ID for a letter of the conversation; <paramref name="token"/> null: of none.</summary>
    public static MessageId NewMessageId(string? token, string domain) =>
        MessageId.Parse($"mailintake.{token ?? "none"}.{RandomNumberGenerator.GetHexString(20, lowercase: true)}@{domain}");

    /// <summary>The plus part of an address of ours: a token or a partner's alias.</summary>
    public static string? FromAddress(EmailAddress address, PartnerDirectory directory)
    {
        var plus = address.LocalPart.IndexOf('+', StringComparison.Ordinal);
        return plus > 0 && directory.IsTrack(address) ? address.LocalPart[(plus + 1)..].ToLowerInvariant() : null;
    }

    public static string? FromMessageId(MessageId id)
    {
        var pieces = id.Value.Split('.', 4);
        return pieces.Length >= 3 && pieces[0] == "mailintake" && IsToken(pieces[1]) ? pieces[1] : null;
    }

    public static string? FromText(string text)
    {
        for (var at = text.IndexOf(TextMark, StringComparison.Ordinal); at >= 0;
             at = text.IndexOf(TextMark, at + 1, StringComparison.Ordinal))
        {
            var start = at + TextMark.Length;
            if (start + Length < text.Length && text[start + Length] == ']' && IsToken(text.AsSpan(start, Length)))
            {
                return text.Substring(start, Length);
            }
        }

        return null;
    }

    private static bool IsToken(ReadOnlySpan<char> text) =>
        text.Length == Length && text.IndexOfAnyExcept(Alphabet.AsSpan()) < 0;
}
