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
        await using var outbox = new CountingOutbox();
        using var wakeUp = new OutboxWakeUp();
        var health = new Health(world.Store, new InboxOptions(), world.Clock);
        using var sender = new OutboxSender(
            world.Store, outbox, new LimitsOptions(), wakeUp, health, world.Clock, NullLogger<OutboxSender>.Instance);
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

    private sealed class CountingOutbox : IOutbox
    {
        public List<string> Sent { get; } = [];

        public Task<SendResult> SendAsync(DueLetter letter, byte[] raw, CancellationToken token)
        {
            Sent.Add(letter.MessageId);
            return Task.FromResult(new SendResult(SendOutcome.Sent));
        }

        public Task RestAsync(CancellationToken token) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
