using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Conversations;

/// <summary>Reminders, expiry and revival.</summary>
public class SilenceTests
{
    private static readonly ConversationPolicy Policy = ConversationPolicy.Default;

    [Theory]
    [InlineData("2026-03-02T09:00Z", 3, "2026-03-05T09:00Z")]
    [InlineData("2026-03-02T09:00Z", 5, "2026-03-09T09:00Z")]
    [InlineData("2026-03-06T09:00Z", 1, "2026-03-09T09:00Z")]
    [InlineData("2026-03-07T09:00Z", 1, "2026-03-09T09:00Z")]
    [InlineData("2026-03-08T23:59Z", 3, "2026-03-11T23:59Z")]
    [InlineData("2026-03-02T09:00Z", 7, "2026-03-11T09:00Z")]
    [InlineData("2026-03-02T09:00Z", 0, "2026-03-02T09:00Z")]
    public void Working_days_are_Monday_to_Friday(string from, int days, string expected) =>
        Silence.AddWorkingDays(Time(from), days).Should().Be(Time(expected));

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(3, HeardKind.ReminderDue)]
    [InlineData(20, HeardKind.ReminderDue)]
    [InlineData(21, HeardKind.SilenceEnded)]
    [InlineData(400, HeardKind.SilenceEnded)]
    public void Silence_speaks_in_its_time(int days, HeardKind? expected) =>
        Silence.After(Awaiting(), Monday.AddDays(days), Policy).Should().Be(expected);

    [Fact]
    public void The_second_reminder_is_due_after_seven_working_days()
    {
        var reminded = Awaiting().Hear(HeardKind.ReminderDue, Monday.AddDays(3)).Next;

        Silence.After(reminded, Monday.AddDays(9).AddMinutes(-1), Policy).Should().BeNull();
        Silence.After(reminded, Monday.AddDays(9), Policy).Should().Be(HeardKind.ReminderDue);
    }

    [Fact]
    public void There_is_no_third_reminder()
    {
        var reminded = Awaiting().Hear(HeardKind.ReminderDue, Monday.AddDays(3)).Next
            .Hear(HeardKind.ReminderDue, Monday.AddDays(9)).Next;

        Silence.After(reminded, Monday.AddDays(20), Policy).Should().BeNull();
    }

    [Fact]
    public void A_conversation_that_waits_for_nobody_is_not_reminded() =>
        Silence.After(Opened(), Monday.AddDays(100), Policy).Should().BeNull();

    [Fact]
    public void A_reminder_says_again_what_was_understood() =>
        Awaiting().Hear(HeardKind.ReminderDue, Monday.AddDays(3)).Letter(LetterPurpose.Reminder).Text
            .Should().Contain("A short reminder").And.Contain("Company: Globex");

    [Fact]
    public void A_reminder_promises_no_more_time_than_there_is() =>
        Awaiting().Hear(HeardKind.ReminderDue, Monday.AddDays(3)).Letter(LetterPurpose.Reminder).Text
            .Should().Contain("held until 23 March 2026", "it expires 21 days after the letter that asked");

    [Fact]
    public void Only_the_last_reminder_calls_itself_the_last()
    {
        var three = Rules with { Policy = Policy with { Reminders = [1, 2, 3] } };
        var reminded = Awaiting().Hear(HeardKind.ReminderDue, Monday.AddDays(1), rules: three).Next;

        reminded.Hear(HeardKind.ReminderDue, Monday.AddDays(2), rules: three).Letter(LetterPurpose.Reminder).Text
            .Should().NotContain("last reminder");
    }

    [Fact]
    public void A_yes_to_a_reminder_counts() =>
        Awaiting().Hear(HeardKind.ReminderDue, Monday.AddDays(3)).Next.Hear(HeardKind.Confirmed).Confirmed
            .Should().ContainSingle();

    [Fact]
    public void An_answer_begins_the_waiting_anew()
    {
        var reminded = Awaiting().Hear(HeardKind.ReminderDue, Monday.AddDays(3)).Next;

        var decision = Conversation.Decide(
            reminded,
            new Heard([new HeardAbout(1, HeardKind.Corrected, "") { Values = Values((FieldName.ProspectCompany, "Initech")) }], Rosa),
            Monday.AddDays(4),
            Rules);

        decision.Next.WaitingSince.Should().Be(Monday.AddDays(4));
        decision.Next.Reminders.Should().Be(0);
    }

    [Fact]
    public void Not_now_begins_the_waiting_anew_without_a_letter()
    {
        var decision = Awaiting().Hear(HeardKind.Postponed, Monday.AddDays(2));

        decision.Next.WaitingSince.Should().Be(Monday.AddDays(2));
        decision.Letters.Should().BeEmpty();
    }

    [Fact]
    public void Silence_ends_in_the_queue()
    {
        var decision = Awaiting().Hear(HeardKind.SilenceEnded, Monday.AddDays(21));

        decision.The().State.Should().Be(ReferralState.Expired);
        decision.Reviews.Should().ContainSingle().Which.Reason.Should().Be("expired");
    }

    [Fact]
    public void Expiry_is_not_written_about() =>
        Awaiting().Hear(HeardKind.SilenceEnded, Monday.AddDays(21)).Letters.Should().BeEmpty();

    [Fact]
    public void A_yes_within_60_days_after_expiry_brings_the_claim_back_at_its_time()
    {
        var expired = Awaiting().Hear(HeardKind.SilenceEnded, Monday.AddDays(21)).Next;

        var decision = expired.Hear(HeardKind.Confirmed, Monday.AddDays(81));

        decision.Confirmed.Should().ContainSingle();
        decision.Next.ClaimedAt.Should().Be(Monday);
    }

    [Fact]
    public void A_later_yes_is_for_a_person()
    {
        var expired = Awaiting().Hear(HeardKind.SilenceEnded, Monday.AddDays(21)).Next;

        var decision = expired.Hear(HeardKind.Confirmed, Monday.AddDays(81).AddMinutes(1));

        decision.Confirmed.Should().BeEmpty();
        decision.Reviews.Should().ContainSingle().Which.Reason.Should().Be("late-yes");
    }

    [Fact]
    public void A_yes_to_an_expired_draft_that_was_never_shown_is_for_a_person()
    {
        var expired = Opened().Submit(Draft.Empty).Next.Hear(HeardKind.SilenceEnded, Monday.AddDays(21)).Next;

        expired.Hear(HeardKind.Confirmed, Monday.AddDays(30)).Confirmed.Should().BeEmpty();
    }

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
