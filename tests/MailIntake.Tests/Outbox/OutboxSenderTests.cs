using MailIntake.Inbox;
using MailIntake.Ops;
using MailIntake.Outbox;
using MailIntake.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailIntake.Tests.Outbox;

public sealed class OutboxSenderTests
{
    [Fact]
    public async Task A_store_that_cannot_be_written_sends_no_letter_twice()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await using var outbox = new ScriptedOutbox();
        using var sender = Sender(world, outbox);
        await world.HearAsync(world.Referral());
        await world.SqlAsync("CREATE TRIGGER no_note BEFORE UPDATE ON Outbox BEGIN SELECT RAISE(ABORT, 'full'); END");
        for (var look = 0; look < 3; look++)
        {
            await sender.Invoking(s => s.TurnAsync(default)).Should().ThrowAsync<SqliteException>();
        }

        await world.SqlAsync("DROP TRIGGER no_note");
        await sender.TurnAsync(default);

        outbox.Sent.Should().ContainSingle();
        (await world.Store.CountsAsync(default)).LettersWaiting.Should().Be(0);
    }

    [Fact]
    public async Task A_letter_at_which_the_server_breaks_off_holds_up_no_other()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await using var outbox = new ScriptedOutbox { BreaksAt = "rosa@millrace.test" };
        using var sender = Sender(world, outbox);
        await world.HearAsync(world.Referral("rosa@millrace.test"));
        await world.HearAsync(world.Referral("otto@ferncliff.test", "petra.sorrel@fernhill.test"));
        await sender.TurnAsync(default);

        await sender.TurnAsync(default);

        outbox.Sent.Should().Equal("otto@ferncliff.test");
    }

    private static OutboxSender Sender(IntakeWorld world, IOutbox outbox) => new(
        world.Store,
        outbox,
        new LimitsOptions(),
        new OutboxWakeUp(),
        new Health(world.Store, new InboxOptions(), world.Clock),
        world.Clock,
        NullLogger<OutboxSender>.Instance);

    private sealed class ScriptedOutbox : IOutbox
    {
        public string? BreaksAt { get; init; }

        public List<string> Sent { get; } = [];

        public Task<SendResult> SendAsync(DueLetter letter, byte[] raw, CancellationToken token)
        {
            if (letter.Recipient == BreaksAt)
            {
                return Task.FromResult(new SendResult(SendOutcome.Unreachable, "It broke off."));
            }

            Sent.Add(letter.Recipient);
            return Task.FromResult(new SendResult(SendOutcome.Sent));
        }

        public Task RestAsync(CancellationToken token) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
