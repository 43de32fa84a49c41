using MailIntake.Mail.Mime;
using MailIntake.Outbox;
using MailIntake.Referrals.Conversations;
using MailIntake.Schedule;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using MailIntake.Tests.Store;
using MailIntake.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static MailIntake.Tests.Conversations.Samples;

namespace MailIntake.Tests.Schedule;

public sealed class SilenceJobTests : IAsyncLifetime, IDisposable
{
    private readonly SqliteFile _file = new();
    private readonly ManualClock _clock = new(Monday);
    private readonly OutboxWakeUp _wakeUp = new();
    private IntakeStore _store = null!;

    public async Task InitializeAsync()
    {
        var dialect = new SqliteDialect(_file.ConnectionString);
        await new Migrator(dialect, _clock).MigrateAsync(default);
        _store = new IntakeStore(dialect, _clock);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _wakeUp.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task Nobody_is_reminded_before_the_time()
    {
        await WaitingAsync("one");
        _clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));

        (await TurnAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_reminder_is_a_letter_in_the_outbox()
    {
        await WaitingAsync("one");
        _clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await TurnAsync();

        (await _store.CountsAsync(default)).LettersWaiting.Should().Be(1);
    }

    [Fact]
    public async Task A_reminder_is_written_once()
    {
        await WaitingAsync("one");
        _clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await TurnAsync();

        (await TurnAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_draft_expires_into_the_queue()
    {
        await WaitingAsync("one");
        _clock.Advance(TimeSpan.FromDays(21) + TimeSpan.FromMinutes(1));
        await TurnAsync();

        (await _store.ConversationByTokenAsync("one", default))!.Conversation.Referrals.Single().State
            .Should().Be(ReferralState.Expired);
    }

    [Fact]
    public async Task One_that_cannot_be_told_stops_no_other()
    {
        await WaitingAsync("one");
        await WaitingAsync("two");
        await BreakAsync("one");
        _clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));

        (await TurnAsync()).Should().Be(1);
    }

    private Task<int> TurnAsync()
    {
        var rules = new IntakeRules(People, Rules, new AuthenticationPolicy(false), new LimitsOptions(), DateTimeOffset.MinValue);
        var press = new LetterPress(EmailAddress.Parse("track@acme.example"), "Acme Referrals", _clock);
        var desk = new LetterDesk(_store, rules, press, _clock);
        return new SilenceJob(_store, rules, desk, _wakeUp, _clock, NullLogger<SilenceJob>.Instance).TurnAsync(default);
    }

    private Task WaitingAsync(string token)
    {
        var state = Awaiting() with { Token = token };
        var referral = state.Referrals[0] with { Reference = $"R-{token}" };
        return _store.CommitAsync(new EmailOutcome { Conversation = state with { Referrals = [referral] } }, default);
    }

    /// <summary>A row that no version of ours wrote.</summary>
    private async Task BreakAsync(string token)
    {
        await using var connection = new SqliteConnection(_file.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE Conversation SET SubmitterAddress = 'no address' WHERE Token = $token";
        command.Parameters.AddWithValue("$token", token);
        await command.ExecuteNonQueryAsync();
    }
}
