using System.Text.Json;
using Dapper;
using MailIntake.Assist;

namespace MailIntake.Store;

internal sealed partial class IntakeStore
{
    /// <summary>Notes that a model is being asked about a claimed mail, and lets the mail rest until it answered, or
    /// until <paramref name="until"/> at the latest. The attempt does not count.</summary>
    public Task AskModelAsync(long emailId, string model, DateTimeOffset until, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                "INSERT INTO ModelAnswer (EmailId, Model, AskedAt, Outcome) VALUES (@emailId, @model, @now, 'asked')",
                new { emailId, model, now = time.GetUtcNow() },
                transaction);
            return await connection.ExecuteAsync(
                """
                UPDATE Email SET LeaseUntil = NULL, Attempts = Attempts - 1, NextAttemptAt = @until
                WHERE Id = @emailId AND Status = 'received'
                """,
                new { emailId, until },
                transaction);
        },
        token);

    /// <summary>Keeps what a model said, all of it, and lets the mail's turn come.</summary>
    public Task SaveModelAnswerAsync(long emailId, ModelReading reading, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                UPDATE ModelAnswer SET AnsweredAt = @now, Outcome = @outcome, Reason = @Reason, TokensIn = @TokensIn,
                    TokensOut = @TokensOut, Answer = @Answer, Raw = @raw
                WHERE EmailId = @emailId
                """,
                new
                {
                    emailId,
                    now = time.GetUtcNow(),
                    outcome = NameOf(reading.Outcome),
                    reading.Reason,
                    reading.TokensIn,
                    reading.TokensOut,
                    reading.Answer,
                    raw = JsonSerializer.Serialize(reading.Raw),
                },
                transaction);
            return await connection.ExecuteAsync(
                "UPDATE Email SET NextAttemptAt = NULL WHERE Id = @emailId AND Status = 'received' AND LeaseUntil IS NULL",
                new { emailId },
                transaction);
        },
        token);

    /// <summary>What a model was asked about a mail, or null where none was.</summary>
    public Task<ModelAnswerRow?> ModelAnswerAsync(long emailId, CancellationToken token) => ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<ModelAnswerRow?>(
            """
            SELECT EmailId, Model, AskedAt, AnsweredAt, Outcome, Reason, TokensIn, TokensOut, Answer, Raw
            FROM ModelAnswer WHERE EmailId = @emailId
            """,
            new { emailId }),
        token);

    private static string NameOf(ModelOutcome outcome) => outcome switch
    {
        ModelOutcome.Answered => "answered",
        ModelOutcome.Repaired => "repaired",
        ModelOutcome.Unusable => "unusable",
        ModelOutcome.Unreachable => "unreachable",
    };
}

internal sealed class ModelAnswerRow
{
    public long EmailId { get; set; }

    public string Model { get; set; } = "";

    public DateTimeOffset AskedAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public string Outcome { get; set; } = "";

    public string Reason { get; set; } = "";

    public long TokensIn { get; set; }

    public long TokensOut { get; set; }

    public string? Answer { get; set; }

    public string Raw { get; set; } = "";
}
