using System.Text;
using MailIntake.Assist;
using MailIntake.Inbox;
using MailIntake.Mail.Mime;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using MailIntake.Tests.Store;
using MailIntake.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace MailIntake.Tests;

/// <summary>The intake with a store of its own, a clock moved by hand, and no wire: mails go in as bytes, letters are
/// read in the outbox table.</summary>
internal sealed class IntakeWorld : IAsyncDisposable
{
    private readonly SqliteFile _file = new();
    private readonly IntakeWakeUp _intakeWakeUp = new();
    private readonly OutboxWakeUp _outboxWakeUp = new();
    private int _mails;

    private IntakeWorld(LimitsOptions limits, DateTimeOffset? answerSince, PartnerDirectory? people, IChatClient? model)
    {
        var dialect = new SqliteDialect(_file.ConnectionString);
        Migrator = new Migrator(dialect, Clock);
        Store = new IntakeStore(dialect, Clock);
        var rules = new IntakeRules(
            people ?? People,
            new HouseRules(ConversationPolicy.Default, people ?? People),
            new AuthenticationPolicy(Required: false),
            limits,
            answerSince ?? DateTimeOffset.MinValue);
        var desk = new LetterDesk(Store, rules, new LetterPress(rules.Track, "Referral desk", Clock), Clock);
        var options = new ModelOptions { Kind = ModelKind.OpenAI, Name = "test-model" };
        var questions = new ModelQueue();
        Questions = questions;
        Model = new ModelHealth(Clock);
        if (model is not null)
        {
            Asker = new ModelAsker(
                Store, new ModelReader(model, options, Clock), questions, Model, _intakeWakeUp, NullLogger<ModelAsker>.Instance);
        }

        var second = model is null ? null : new ModelDesk(Store, rules, options, questions, Model, Clock);
        Intake = new Intake(
            Store, rules, new Correspondence(Store, rules, desk, Clock, second), _intakeWakeUp, _outboxWakeUp, Clock, NullLogger<Intake>.Instance);
    }

    public static PartnerDirectory People { get; } = PartnerDirectory.FromJson(
        """
        {
          "us": {
            "name": "Cobalt Yard", "domains": ["cobalt.test"], "trackAddress": "track@cobalt.test",
            "products": ["Cobalt Flow"], "reps": [{ "name": "Dana Verity", "email": "dana@cobalt.test" }]
          },
          "partners": [
            { "company": "Millrace Partners", "domains": ["millrace.test"],
              "contacts": [{ "name": "Rosa Quill", "email": "rosa@millrace.test" }, { "name": "Uwe Brand", "email": "uwe@millrace.test" }] },
            { "company": "Ferncliff Advisory", "domains": ["ferncliff.test"],
              "contacts": [{ "name": "Otto Lind", "email": "otto@ferncliff.test" }] }
          ]
        }
        """);

    public ManualClock Clock { get; } = new();

    public IntakeStore Store { get; }

    public Intake Intake { get; }

    /// <summary>Null where the world has no model.</summary>
    public ModelAsker? Asker { get; }

    public ModelQueue Questions { get; }

    public ModelHealth Model { get; }

    public string ConnectionString => _file.ConnectionString;

    private Migrator Migrator { get; }

    public static async Task<IntakeWorld> CreateAsync(
        LimitsOptions? limits = null,
        DateTimeOffset? answerSince = null,
        PartnerDirectory? people = null,
        IChatClient? model = null)
    {
        var world = new IntakeWorld(limits ?? new LimitsOptions(), answerSince, people, model);
        await world.Migrator.MigrateAsync(default);
        return world;
    }

    /// <summary>A mail that types a referral: complete, but for what is left out.</summary>
    public byte[] Referral(
        string from = "rosa@millrace.test",
        string? prospect = "wilma.sorrel@fernhill.test",
        string to = "track@cobalt.test",
        string fields = "") => Mail(
        from,
        "New referral: Fernhill Bakeries",
        $"""
        New referral for you:

        Company: Fernhill Bakeries
        Contact: Wilma Sorrel
        {(prospect is null ? "" : $"E-mail: {prospect}")}
        Interest: Cobalt Flow
        """,
        to,
        fields);

    public byte[] Mail(string from, string subject, string text, string to = "track@cobalt.test", string fields = "") =>
        Encoding.UTF8.GetBytes(
            $"""
            From: {from}
            To: {to}
            Subject: {subject}
            Date: Mon, 02 Mar 2026 09:00:00 +0000
            Message-ID: <mail.{++_mails}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..].TrimEnd('>')}>
            {fields}MIME-Version: 1.0
            Content-Type: text/plain; charset="utf-8"

            {text}
            """.ReplaceLineEndings("\r\n"));

    public byte[] Answer(Email letter, string text, string? from = null, string fields = "") => Mail(
        from ?? letter.To[0].Address!.ToString(),
        $"Re: {letter.Subject}",
        text,
        letter.ReplyTo[0].Address!.ToString(),
        $"In-Reply-To: {letter.MessageId!.ToHeader()}\n{fields}");

    /// <summary>Takes a mail in and lets its turn pass; returns the letters that came of it.</summary>
    public async Task<IReadOnlyList<Email>> HearAsync(byte[] raw)
    {
        var before = (await LettersAsync()).Count;
        await ReceiveAsync(raw);
        await Intake.TurnAsync(default);
        return [.. (await LettersAsync()).Skip(before)];
    }

    /// <summary>Asks the model all that is queued.</summary>
    public async Task AskAsync()
    {
        while (Questions.TryTake(out var question))
        {
            await Asker!.AskAsync(question!, default);
        }
    }

    public Task<int> ReceiveAsync(byte[] raw, DateTimeOffset? receivedAt = null) => Store.ReceiveAsync(
        [new IncomingEmail(new MailPlace("test", "INBOX", 1, ++_mails), receivedAt ?? Clock.GetUtcNow(), raw)], default);

    public async Task<IReadOnlyList<Email>> LettersAsync()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(_file.ConnectionString);
        var raws = await Dapper.SqlMapper.QueryAsync<byte[]>(connection, "SELECT Raw FROM Outbox ORDER BY Id");
        return [.. raws.Select(r => Email.Parse(r))];
    }

    public async Task SqlAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(_file.ConnectionString);
        await Dapper.SqlMapper.ExecuteAsync(connection, sql);
    }

    public async Task<IReadOnlyList<ConfirmedReferralRow>> RecordsAsync()
    {
        var rows = new List<ConfirmedReferralRow>();
        await foreach (var row in Store.ConfirmedAsync(default))
        {
            rows.Add(row);
        }

        return rows;
    }

    public async Task<IReadOnlyList<string>> ReasonsAsync() => [.. (await Store.OpenReviewsAsync(default)).Select(r => r.Reason)];

    public ValueTask DisposeAsync()
    {
        Intake.Dispose();
        Asker?.Dispose();
        _intakeWakeUp.Dispose();
        _outboxWakeUp.Dispose();
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
