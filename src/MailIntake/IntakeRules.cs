using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;

namespace MailIntake;

/// <summary>What the running service goes by: who is who, what proves a sender, the caps.</summary>
internal sealed record IntakeRules(
    PartnerDirectory Directory,
    HouseRules House,
    AuthenticationPolicy Authentication,
    LimitsOptions Limits,
    DateTimeOffset AnswerSince)
{
    public EmailAddress Track => Directory.TrackAddress!;

    /// <param name="directory">As listed; Track:Address stands in where it names no track address.</param>
    /// <param name="firstStart">When this installation first started.</param>
    public static IntakeRules From(IntakeSettings settings, PartnerDirectory directory, DateTimeOffset firstStart)
    {
        var us = directory.Us;
        if (string.IsNullOrEmpty(us.TrackAddress))
        {
            directory = new PartnerDirectory(us with { TrackAddress = settings.Track.Address ?? "" }, directory.Partners);
        }

        return new IntakeRules(
            directory,
            new HouseRules(settings.Conversation.ToPolicy(), directory) { TrackName = settings.Track.Name },
            settings.Senders.PolicyFor(settings.Inbox.Kind),
            settings.Limits,
            AnswerSinceOf(settings.Inbox.AnswerSince, firstStart));
    }

    private static DateTimeOffset AnswerSinceOf(string? setting, DateTimeOffset firstStart) => setting switch
    {
        // INTERNALDATE knows seconds only: what came in the second of the first start is new.
        null or "" => firstStart.AddTicks(-(firstStart.Ticks % TimeSpan.TicksPerSecond)),
        _ when setting.Equals("Always", StringComparison.OrdinalIgnoreCase) => DateTimeOffset.MinValue,
        _ => DateTimeOffset.Parse(
            setting,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal),
    };
}
