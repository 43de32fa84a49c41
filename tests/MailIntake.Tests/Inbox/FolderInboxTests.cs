using MailIntake.Inbox;
using Microsoft.Extensions.Logging;

namespace MailIntake.Tests.Inbox;

public sealed class FolderInboxTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mailintake-").FullName;
    private readonly Said _said = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_mail_dropped_over_a_handled_one_is_not_put_aside_unread()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await using var inbox = Open(world);
        Drop(world, world.Referral());
        await inbox.PollAsync(default);
        await world.Intake.TurnAsync(default);
        Drop(world, world.Referral(prospect: "petra.sorrel@fernhill.test"));

        await inbox.FileAsync(default);

        (await inbox.PollAsync(default)).Should().Be(1);
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_is_said_once_and_moved_when_it_can_be()
    {
        await using var world = await IntakeWorld.CreateAsync();
        await using var inbox = Open(world);
        Drop(world, world.Referral());
        await inbox.PollAsync(default);
        await world.Intake.TurnAsync(default);
        var inTheWay = Path.Combine(_folder, "done");
        await File.WriteAllTextAsync(inTheWay, "a file where the folder should be");
        await inbox.FileAsync(default);
        await inbox.FileAsync(default);
        File.Delete(inTheWay);

        await inbox.FileAsync(default);

        _said.Lines.Should().ContainSingle();
        Directory.GetFiles(inTheWay).Should().ContainSingle();
    }

    private FolderInbox Open(IntakeWorld world) =>
        new(new InboxOptions { Path = _folder }, 1_000_000, world.Store, world.Clock, _said);

    private void Drop(IntakeWorld world, byte[] mail)
    {
        var file = Path.Combine(_folder, "mail.eml");
        File.WriteAllBytes(file, mail);
        File.SetLastWriteTimeUtc(file, world.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
    }

    private sealed class Said : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
