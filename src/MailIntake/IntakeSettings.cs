using System.ComponentModel.DataAnnotations;
using MailIntake.Assist;
using MailIntake.Inbox;
using MailIntake.Ops;
using MailIntake.Outbox;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;

namespace MailIntake;

/// <summary>All settings, one property a section; the keys are the property names joined by ":".</summary>
internal sealed class IntakeSettings
{
    public TrackOptions Track { get; set; } = new();

    public InboxOptions Inbox { get; set; } = new();

    public OutboxOptions Outbox { get; set; } = new();

    public StoreOptions Store { get; set; } = new();

    public SendersOptions Senders { get; set; } = new();

    public DirectoryOptions Directory { get; set; } = new();

    public ModelOptions Model { get; set; } = new();

    public OpsOptions Ops { get; set; } = new();

    public LimitsOptions Limits { get; set; } = new();

    public ConversationOptions Conversation { get; set; } = new();

    public LoggingOptions Logging { get; set; } = new();
}

/// <summary>Settings <c>Track:*</c>: the address mail is forwarded to.</summary>
internal sealed class TrackOptions
{
    /// <summary>Empty: the directory's us.trackAddress.</summary>
    public string? Address { get; set; }

    public string Name { get; set; } = "Referral desk";
}

/// <summary>Settings <c>Senders:*</c>: what proves a sender.</summary>
internal sealed class SendersOptions
{
    /// <summary>Default: required as soon as the inbox is IMAP.</summary>
    public SenderAuthentication? Authentication { get; set; }

    /// <summary>The authserv-id that our mail server stamps on Authentication-Results.</summary>
    public string? AuthServId { get; set; }

    public SendersProfile? Profile { get; set; }

    public AuthenticationPolicy PolicyFor(InboxKind inbox) => new(
        (Authentication ?? (inbox == InboxKind.Imap ? SenderAuthentication.Required : SenderAuthentication.None))
            == SenderAuthentication.Required,
        AuthServId,
        Profile == SendersProfile.ExchangeOnline);
}

internal enum SenderAuthentication
{
    Required,
    None,
}

internal enum SendersProfile
{
    ExchangeOnline,
}

/// <summary>Settings <c>Directory:*</c>.</summary>
internal sealed class DirectoryOptions
{
    /// <summary>Default: directory.json in the working directory, where it stands.</summary>
    public string? File { get; set; }
}

/// <summary>Settings <c>Limits:*</c>: caps below all logic.</summary>
internal sealed class LimitsOptions
{
    [Range(1, 1000)]
    public int LettersPerConversation { get; set; } = 8;

    [Range(1, 1_000_000)]
    public int LettersPerSenderPerDay { get; set; } = 100;

    [Range(1, 10_000_000)]
    public int LettersPerHour { get; set; } = 1000;

    /// <summary>Between two acknowledgements to somebody unknown; zero: none ever.</summary>
    public TimeSpan StrangerLetterInterval { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Larger mails are not fetched whole.</summary>
    public ByteSize MessageBytes { get; set; } = new(35 * 1024 * 1024);

    /// <summary>Attempts at one mail before it is set aside.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 5;
}

/// <summary>Settings <c>Conversation:*</c>.</summary>
internal sealed class ConversationOptions
{
    /// <summary>Working days after our last letter.</summary>
    public IReadOnlyList<int> Reminders { get; set; } = [3, 7];

    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromDays(21);

    public OnBehalf OnBehalf { get; set; } = OnBehalf.Notify;

    /// <summary>Who hears of a referral that names no rep of ours, when the partner has no manager.</summary>
    public string? HandOffTo { get; set; }

    public ConversationPolicy ToPolicy() => new()
    {
        Reminders = Reminders,
        ExpireAfter = ExpireAfter,
        OnBehalf = OnBehalf,
        HandOffTo = HandOffTo,
    };
}

/// <summary>Settings <c>Logging:*</c>: to standard error.</summary>
internal sealed class LoggingOptions
{
    public LogFormat Format { get; set; } = LogFormat.Text;

    public Microsoft.Extensions.Logging.LogLevel Level { get; set; } = Microsoft.Extensions.Logging.LogLevel.Information;

    /// <summary>A file for the IMAP and SMTP dialogue, secrets masked; empty: none.</summary>
    public string? ProtocolFile { get; set; }
}

internal enum LogFormat
{
    Text,
    Json,
}

/// <summary>A number of bytes, written as <c>35 MB</c> or <c>36700160</c>; K, M and G are powers of 1024.</summary>
internal readonly record struct ByteSize(long Bytes)
{
    public static bool TryParse(string text, out ByteSize size)
    {
        var value = text.Trim().ToUpperInvariant();
        var shift = 0;
        foreach (var (suffix, power) in new[] { ("KB", 10), ("MB", 20), ("GB", 30), ("K", 10), ("M", 20), ("G", 30), ("B", 0) })
        {
            if (value.EndsWith(suffix, StringComparison.Ordinal))
            {
                (value, shift) = (value[..^suffix.Length].TrimEnd(), power);
                break;
            }
        }

        var good = long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number > 0 && number <= long.MaxValue >> shift;
        size = new ByteSize(good ? number << shift : 0);
        return good;
    }
}
