namespace MailIntake.Referrals.Conversations;

/// <summary>What silence says: nothing yet, that a reminder is due, or that the draft's time is over.</summary>
public static class Silence
{
    /// <summary>Null where it is not time for anything.</summary>
    public static HeardKind? After(Conversation conversation, DateTimeOffset now, ConversationPolicy policy)
    {
        if (conversation.WaitingSince is not { } since)
        {
            return null;
        }

        if (now >= since + policy.ExpireAfter)
        {
            return HeardKind.SilenceEnded;
        }

        return conversation.Reminders < policy.Reminders.Count
            && now >= AddWorkingDays(since, policy.Reminders[conversation.Reminders])
            ? HeardKind.ReminderDue
            : null;
    }

    /// <summary>The same time of day, so many days from Monday to Friday later.</summary>
    public static DateTimeOffset AddWorkingDays(DateTimeOffset from, int days)
    {
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            days -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}
