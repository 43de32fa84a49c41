using Dapper;

namespace MailIntake.Store;

internal sealed partial class IntakeStore
{
    /// <summary>Letters that are due, oldest first and one a conversation, so that a conversation's letters go out in
    /// their order. Bodies are read one by one (<see cref="LetterRawAsync"/>).</summary>
    public async Task<IReadOnlyList<DueLetter>> DueLettersAsync(int most, CancellationToken token) =>
    [
        .. await ReadAsync(
            connection => connection.QueryAsync<DueLetter>(
                """
                SELECT o.Id, o.ConversationId, o.Recipient, o.MessageId, o.Subject, o.Attempts
                FROM Outbox o
                WHERE o.Status = 'waiting' AND o.NextAttemptAt <= @now
                  AND NOT EXISTS (SELECT 1 FROM Outbox e
                                  WHERE e.ConversationId = o.ConversationId AND e.Status = 'waiting' AND e.Id < o.Id)
                ORDER BY o.Id
                LIMIT @most
                """,
                new { now = time.GetUtcNow(), most }),
            token),
    ];

    public Task<byte[]> LetterRawAsync(long id, CancellationToken token) => ReadAsync(
        connection => connection.QuerySingleAsync<byte[]>("SELECT Raw FROM Outbox WHERE Id = @id", new { id }), token);

    /// <summary>Letters that left the house since then.</summary>
    public Task<int> SentSinceAsync(DateTimeOffset since, CancellationToken token) => ReadAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM Outbox WHERE SentAt > @since", new { since }),
        token);

    /// <summary>Letters written to an address since then, sent or not.</summary>
    public Task<int> LettersToAsync(string recipient, DateTimeOffset since, CancellationToken token) => ReadAsync(
        connection => connection.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM Outbox WHERE Recipient = @recipient AND CreatedAt > @since",
            new { recipient, since }),
        token);

    public Task SentAsync(long id, CancellationToken token) => WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            UPDATE Outbox SET Status = 'sent', SentAt = @now, Attempts = Attempts + 1, LastError = NULL
            WHERE Id = @id AND Status = 'waiting'
            """,
            new { id, now = time.GetUtcNow() },
            transaction),
        token);

    public Task RetryLetterAsync(long id, string error, DateTimeOffset at, CancellationToken token) => WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            UPDATE Outbox SET Attempts = Attempts + 1, NextAttemptAt = @at, LastError = @error
            WHERE Id = @id AND Status = 'waiting'
            """,
            new { id, error, at },
            transaction),
        token);

    /// <summary>The letter will not be tried again; a person is told.</summary>
    public Task FailLetterAsync(DueLetter letter, string error, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                "UPDATE Outbox SET Status = 'failed', Attempts = Attempts + 1, LastError = @error WHERE Id = @Id AND Status = 'waiting'",
                new { letter.Id, error },
                transaction);
            var detail = $"The letter \"{letter.Subject}\" to {letter.Recipient} could not be sent: {error}";
            return await AddReviewAsync(
                connection, transaction, null, letter.ConversationId, new ReviewItem("letter-not-sent", detail));
        },
        token);
}

/// <summary>A letter that waits to be sent.</summary>
internal sealed class DueLetter
{
    public long Id { get; set; }

    public long? ConversationId { get; set; }

    public string Recipient { get; set; } = "";

    public string MessageId { get; set; } = "";

    public string Subject { get; set; } = "";

    public int Attempts { get; set; }
}
