using System.Globalization;
using MailIntake.Referrals.Conversations;

namespace MailIntake.Tests.Conversations;

/// <summary>The table of (state, heard), pair by pair. A pair that is missing here fails a test; one that is missing in
/// the source does not compile.</summary>
public class ConversationTableTests
{
    private const string Table =
        """
                       | NeedsInfo | AwaitingConfirmation | InReview | Confirmed | Rejected | Withdrawn | Expired
        Submitted      | Advance   | Review               | Advance  | Review    | Review   | Review    | Review
        Held           | Hold      | Review               | Stay     | Review    | Review   | Review    | Review
        Confirmed      | Review    | Record               | Record   | Stay      | Review   | Review    | Revive
        Answered       | Advance   | Advance              | Advance  | Review    | Review   | Review    | Advance
        Corrected      | Advance   | Advance              | Advance  | Review    | Review   | Review    | Advance
        Withdrawn      | Withdraw  | Withdraw             | Withdraw | Review    | Stay     | Stay      | Withdraw
        Questioned     | Review    | Review               | Review   | Review    | Review   | Review    | Review
        Postponed      | Wait      | Wait                 | Review   | Stay      | Stay     | Stay      | Review
        StatusAsked    | Repeat    | Repeat               | Review   | Repeat    | Review   | Review    | Review
        Unclear        | Review    | Review               | Review   | Review    | Review   | Review    | Review
        Automatic      | Stay      | Stay                 | Stay     | Stay      | Stay     | Stay      | Stay
        Bounced        | Bounce    | Bounce               | Bounce   | Bounce    | Stay     | Stay      | Stay
        ReminderDue    | Remind    | Remind               | Stay     | Stay      | Stay     | Stay      | Stay
        SilenceEnded   | Expire    | Expire               | Stay     | Stay      | Stay     | Stay      | Stay
        """;

    public static TheoryData<ReferralState, HeardKind, string> Pairs()
    {
        var pairs = new TheoryData<ReferralState, HeardKind, string>();
        string[][] rows = [.. Table.ReplaceLineEndings("\n").Split('\n').Select(l => l.Split('|', StringSplitOptions.TrimEntries))];
        foreach (var row in rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++)
            {
                pairs.Add(Enum.Parse<ReferralState>(rows[0][column]), Enum.Parse<HeardKind>(row[0]), row[column]);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_pair_has_its_move(ReferralState state, HeardKind heard, string move) =>
        Conversation.MoveFor(state, heard).ToString().Should().Be(move);

    [Fact]
    public void No_pair_is_missing()
    {
        var all = from state in Enum.GetValues<ReferralState>()
                  from heard in Enum.GetValues<HeardKind>()
                  select string.Create(CultureInfo.InvariantCulture, $"{state} {heard}");

        Pairs().Select(p => $"{p[0]} {p[1]}").Should().BeEquivalentTo(all);
    }

    [Fact]
    public void Nothing_heard_of_a_record_or_a_dead_draft_changes_its_values()
    {
        var dead = new[] { ReferralState.Confirmed, ReferralState.Rejected, ReferralState.Withdrawn };

        var moves = from state in dead
                    from heard in Enum.GetValues<HeardKind>()
                    select Conversation.MoveFor(state, heard);

        moves.Should().NotContain([Conversation.Move.Advance, Conversation.Move.Record, Conversation.Move.Hold]);
    }
}
