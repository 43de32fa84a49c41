using MailIntake.Schedule;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Schedule;

public class RetryPolicyTests
{
    /// <summary>Failure, then the seconds after the first, second ... attempt; "-" gives up.</summary>
    private const string Table =
        """
        Mail        1 10 60 300 300 300
        LetterLater 30 60 180 600 1800 3600 7200 7200
        LetterNever - - -
        Connection  1 2 5 10 30 60 120 120
        SignIn      30 60 300 900 900
        """;

    public static TheoryData<string, int, double?> Rows()
    {
        var rows = new TheoryData<string, int, double?>();
        foreach (var line in Table.ReplaceLineEndings("\n").Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var attempts = 1; attempts < words.Length; attempts++)
            {
                rows.Add(words[0], attempts, double.TryParse(words[attempts], out var seconds) ? seconds : null);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_pause_grows_with_the_attempts(string failure, int attempts, double? seconds) =>
        RetryPolicy.Next(Enum.Parse<Failure>(failure), attempts, Monday, chance: 0.5)
            .Should().Be(seconds is { } s ? Monday.AddSeconds(s) : null);

    [Fact]
    public void Every_failure_has_a_row() =>
        Rows().Select(r => (string)r[0]!).Distinct().Should().BeEquivalentTo(Enum.GetNames<Failure>());

    [Theory]
    [InlineData(0, 22.5)]
    [InlineData(0.5, 30)]
    [InlineData(1, 37.5)]
    public void Chance_spreads_the_pause_by_a_quarter_either_way(double chance, double seconds) =>
        RetryPolicy.Next(Failure.SignIn, 1, Monday, chance).Should().Be(Monday.AddSeconds(seconds));

    [Theory]
    [InlineData("Mail", 4, true)]
    [InlineData("Mail", 5, false)]
    [InlineData("Mail", 6, false)]
    [InlineData("LetterLater", 5, false)]
    [InlineData("Connection", 1000, true)]
    [InlineData("SignIn", 1000, true)]
    public void A_mail_or_letter_is_given_up_and_a_server_never(string failure, int attempts, bool again) =>
        RetryPolicy.Next(Enum.Parse<Failure>(failure), attempts, Monday, 0.5, mostAttempts: 5).HasValue
            .Should().Be(again);

    [Fact]
    public void A_letter_is_tried_for_about_five_days()
    {
        var at = Monday;
        for (var attempts = 1; RetryPolicy.Next(Failure.LetterLater, attempts, at, 0.5) is { } next; attempts++)
        {
            at = next;
        }

        (at - Monday).Should().BeCloseTo(TimeSpan.FromDays(5), TimeSpan.FromDays(1));
    }
}
