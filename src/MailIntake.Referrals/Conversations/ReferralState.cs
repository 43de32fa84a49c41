namespace MailIntake.Referrals.Conversations;

/// <summary>Where a referral stands between its first mail and the record.</summary>
public enum ReferralState
{
    NeedsInfo,
    AwaitingConfirmation,
    InReview,
    Confirmed,
    Rejected,
    Withdrawn,
    Expired,
}

/// <summary>What was heard about one referral: from a mail, from silence, or from the post.</summary>
public enum HeardKind
{
    /// <summary>The first mail, by a verified sender.</summary>
    Submitted,

    /// <summary>The first mail, by a sender whose referral must wait for a person.</summary>
    Held,

    /// <summary>Yes.</summary>
    Confirmed,

    /// <summary>Values that were asked for.</summary>
    Answered,

    /// <summary>Values that change what was understood.</summary>
    Corrected,

    /// <summary>No, cancel, withdraw.</summary>
    Withdrawn,

    /// <summary>The sender wants to know something.</summary>
    Questioned,

    /// <summary>Not now.</summary>
    Postponed,

    /// <summary>How does it stand?</summary>
    StatusAsked,

    Unclear,

    /// <summary>An out-of-office or another automatic answer.</summary>
    Automatic,

    /// <summary>Our letter came back.</summary>
    Bounced,

    /// <summary>The next reminder's time has come.</summary>
    ReminderDue,

    /// <summary>No answer within the time a draft is kept open.</summary>
    SilenceEnded,
}

/// <summary>Names as they stand in the database, letters and JSON: <c>awaiting-confirmation</c>.</summary>
public static class Names
{
    public static string ToName(this Enum value)
    {
        var text = value.ToString();
        var name = new System.Text.StringBuilder(text.Length + 4);
        foreach (var c in text)
        {
            if (char.IsUpper(c) && name.Length > 0)
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(c));
        }

        return name.ToString();
    }

    /// <exception cref="ArgumentException">The name is none of the enumeration's.</exception>
    public static T FromName<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
}
