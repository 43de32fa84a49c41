namespace MailIntake.Schedule;

/// <summary>What kind of failure it was.</summary>
internal enum Failure
{
    /// <summary>Reading a mail threw; the next attempt may end otherwise only if our machine was the reason.</summary>
    Mail,

    /// <summary>The server said "try later" about one letter.</summary>
    LetterLater,

    /// <summary>The server said "never" about one letter.</summary>
    LetterNever,

    /// <summary>A server could not be reached or broke off.</summary>
    Connection,

    /// <summary>The server did not accept who we are; knocking often makes it worse.</summary>
    SignIn,
}

/// <summary>When to try again. Pure: time and chance are given.</summary>
internal static class RetryPolicy
{
    private static readonly TimeSpan[] MailDelays = [Seconds(1), Seconds(10), Seconds(60), Seconds(300)];

    private static readonly TimeSpan[] LetterDelays =
        [Seconds(30), Seconds(60), Seconds(180), Seconds(600), Seconds(1800), Seconds(3600), Seconds(7200)];

    private static readonly TimeSpan[] ConnectionDelays =
        [Seconds(1), Seconds(2), Seconds(5), Seconds(10), Seconds(30), Seconds(60), Seconds(120)];

    private static readonly TimeSpan[] SignInDelays = [Seconds(30), Seconds(60), Seconds(300), Seconds(900)];

    /// <summary>The next attempt's time, or null: give up.</summary>
    /// <param name="attempts">Attempts made so far, 1 or more.</param>
    /// <param name="chance">Between 0 and 1; spreads the attempts of many by a quarter either way.</param>
    public static DateTimeOffset? Next(Failure failure, int attempts, DateTimeOffset now, double chance, int mostAttempts = 60)
    {
        var delays = failure switch
        {
            Failure.Mail => MailDelays,
            Failure.LetterLater => LetterDelays,
            Failure.Connection => ConnectionDelays,
            Failure.SignIn => SignInDelays,
            Failure.LetterNever => [],
        };
        var limited = failure is Failure.Mail or Failure.LetterLater;
        if (delays.Length == 0 || (limited && attempts >= mostAttempts))
        {
            return null;
        }

        var delay = delays[Math.Min(attempts, delays.Length) - 1];
        return now + (delay * (0.75 + (chance / 2)));
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
