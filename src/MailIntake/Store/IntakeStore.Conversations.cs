using Dapper;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Conversations;
using Microsoft.Data.Sqlite;

namespace MailIntake.Store;

internal sealed partial class IntakeStore
{
    private const string ConversationColumns =
        """
        c.Id, c.Token, c.SubmitterName, c.SubmitterAddress, c.Standing, c.SubmitterIsOurs, c.ClaimedAt, c.ThreadIsPrivate,
        c.Subject, c.LastMessageId, c.ThreadReferences, c.Asked, c.Letters, c.Reminders, c.WaitingSince, c.Muted,
        c.Backlog, c.Version
        """;

    public Task<StoredConversation?> ConversationByTokenAsync(string conversationToken, CancellationToken token) => LoadAsync(
        $"SELECT {ConversationColumns} FROM Conversation c WHERE c.Token = @key", conversationToken, token);

    public Task<StoredConversation?> ConversationByIdAsync(long id, CancellationToken token) => LoadAsync(
        $"SELECT {ConversationColumns} FROM Conversation c WHERE c.Id = @key", id, token);

    /// <summary>The conversation of a mail or letter with that Message-ID.</summary>
    public async Task<StoredConversation?> ConversationByMessageIdAsync(MessageId messageId, CancellationToken token) =>
        await LoadAsync(
            $"""
            SELECT {ConversationColumns} FROM Conversation c
            WHERE c.Id = (SELECT MAX(ConversationId) FROM Outbox WHERE MessageId = @key)
            """,
            messageId.Value,
            token)
        ?? await LoadAsync(
            $"""
            SELECT {ConversationColumns} FROM Conversation c
            WHERE c.Id = (SELECT MIN(ConversationId) FROM Email WHERE MessageId = @key)
            """,
            messageId.Value,
            token);

    /// <summary>Live referrals of the same prospect address, oldest claim first; at most 21 (more is an over-common key).</summary>
    public async Task<IReadOnlyList<SameProspect>> SameProspectAsync(EmailAddress prospect, CancellationToken token) =>
    [
        .. await ReadAsync(
            connection => connection.QueryAsync<SameProspect>(
                """
                SELECT c.Id AS ConversationId, r.Reference, r.State, r.PartnerCompany, c.ClaimedAt
                FROM Referral r JOIN Conversation c ON c.Id = r.ConversationId
                WHERE r.ProspectEmail = @key AND r.State NOT IN ('rejected', 'withdrawn', 'expired')
                ORDER BY c.ClaimedAt, c.Id
                LIMIT 21
                """,
                new { key = prospect.ToString().ToLowerInvariant() }),
            token),
    ];

    /// <summary>Conversations that have waited for their sender since before <paramref name="before"/>, page by page:
    /// those that come behind <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<WaitingConversation>> WaitingSinceAsync(
        DateTimeOffset before,
        WaitingConversation? after,
        int most,
        CancellationToken token) =>
    [
        .. await ReadAsync(
            connection => connection.QueryAsync<WaitingConversation>(
                """
                SELECT c.Id, c.WaitingSince AS Since FROM Conversation c
                WHERE c.WaitingSince IS NOT NULL AND c.WaitingSince < @before AND c.Muted = 0
                  AND (@id IS NULL OR c.WaitingSince > @since OR (c.WaitingSince = @since AND c.Id > @id))
                  AND EXISTS (SELECT 1 FROM Referral r WHERE r.ConversationId = c.Id
                              AND r.State IN ('needs-info', 'awaiting-confirmation'))
                ORDER BY c.WaitingSince, c.Id
                LIMIT @most
                """,
                new { before, id = after?.Id, since = after?.Since, most }),
            token),
    ];

    private async Task<StoredConversation?> LoadAsync(string sql, object key, CancellationToken token) =>
        await ReadAsync<StoredConversation?>(
            async connection =>
            {
                var row = await connection.QuerySingleOrDefaultAsync<ConversationRow>(sql, new { key });
                return row is null ? null : new StoredConversation(row.Id, row.Version, await RestoreAsync(connection, row));
            },
            token);

    private static async Task<Conversation> RestoreAsync(SqliteConnection connection, ConversationRow row)
    {
        var referrals = await connection.QueryAsync<ReferralRow>(
            """
            SELECT Id, Number, Reference, State, Flags, ReviewReason, Shown, Was
            FROM Referral WHERE ConversationId = @Id ORDER BY Number
            """,
            new { row.Id });
        var evidence = (await connection.QueryAsync<EvidenceRow>(
            """
            SELECT f.ReferralId, f.Field, f.Value, f.Confidence, f.How, f.Words, f.Part, f.Start, f.Length
            FROM FieldEvidence f JOIN Referral r ON r.Id = f.ReferralId
            WHERE r.ConversationId = @Id ORDER BY f.Id
            """,
            new { row.Id })).ToLookup(e => e.ReferralId);
        return row.ToConversation([.. referrals.Select(r => r.ToReferral(evidence[r.Id]))]);
    }

    private async Task<long> SaveConversationAsync(SqliteConnection connection, SqliteTransaction transaction, EmailOutcome outcome)
    {
        var row = ConversationRow.From(outcome.Conversation!, outcome.Before);
        if (outcome.Before is null)
        {
            row.Id = await connection.ExecuteScalarAsync<long>(
                """
                INSERT INTO Conversation (Token, SubmitterName, SubmitterAddress, Standing, SubmitterIsOurs, ClaimedAt,
                    ThreadIsPrivate, Subject, LastMessageId, ThreadReferences, Asked, Letters, Reminders, WaitingSince,
                    Muted, Backlog, Version)
                VALUES (@Token, @SubmitterName, @SubmitterAddress, @Standing, @SubmitterIsOurs, @ClaimedAt,
                    @ThreadIsPrivate, @Subject, @LastMessageId, @ThreadReferences, @Asked, @Letters, @Reminders,
                    @WaitingSince, @Muted, @Backlog, 1)
                RETURNING Id
                """,
                row,
                transaction);
        }
        else if (await connection.ExecuteAsync(
            """
            UPDATE Conversation SET ThreadIsPrivate = @ThreadIsPrivate, Subject = @Subject, LastMessageId = @LastMessageId,
                ThreadReferences = @ThreadReferences, Asked = @Asked, Letters = @Letters, Reminders = @Reminders, WaitingSince = @WaitingSince, Muted = @Muted,
                Version = Version + 1
            WHERE Id = @Id AND Version = @Version
            """,
            row,
            transaction) == 0)
        {
            throw new ConversationMovedOnException(row.Token);
        }

        foreach (var referral in outcome.Conversation!.Referrals)
        {
            await SaveReferralAsync(connection, transaction, row.Id, referral, outcome);
        }

        return row.Id;
    }

    private async Task SaveReferralAsync(
        SqliteConnection connection,
        SqliteTransaction transaction,
        long conversationId,
        Referral referral,
        EmailOutcome outcome)
    {
        var row = ReferralRow.From(referral, conversationId);
        var before = outcome.Before?.Conversation.Referrals.FirstOrDefault(r => r.Number == referral.Number);
        if (before == referral)
        {
            return;
        }

        row.Id = before is null
            ? await connection.ExecuteScalarAsync<long>(
                """
                INSERT INTO Referral (ConversationId, Number, Reference, State, Flags, ReviewReason, Shown, Was,
                    ProspectEmail, PartnerCompany)
                VALUES (@ConversationId, @Number, @Reference, @State, @Flags, @ReviewReason, @Shown, @Was,
                    @ProspectEmail, @PartnerCompany)
                RETURNING Id
                """,
                row,
                transaction)
            : await connection.ExecuteScalarAsync<long>(
                """
                UPDATE Referral SET State = @State, Flags = @Flags, ReviewReason = @ReviewReason, Shown = @Shown,
                    Was = @Was, ProspectEmail = @ProspectEmail, PartnerCompany = @PartnerCompany
                WHERE ConversationId = @ConversationId AND Number = @Number
                RETURNING Id
                """,
                row,
                transaction);
        var changed = referral.Draft.Fields
            .Where(f => before?.Draft[f.Key] != f.Value)
            .Select(f => EvidenceRow.From(row.Id, outcome.EmailId, f.Key, f.Value, time.GetUtcNow()));
        await connection.ExecuteAsync(
            """
            INSERT INTO FieldEvidence (ReferralId, EmailId, Field, Value, Confidence, How, Words, Part, Start, Length, RecordedAt)
            VALUES (@ReferralId, @EmailId, @Field, @Value, @Confidence, @How, @Words, @Part, @Start, @Length, @RecordedAt)
            """,
            changed,
            transaction);
    }
}

/// <summary>A conversation that waits for its sender.</summary>
internal sealed class WaitingConversation
{
    public long Id { get; set; }

    public DateTimeOffset Since { get; set; }
}

/// <summary>A live referral of a prospect that is already known.</summary>
internal sealed class SameProspect
{
    public long ConversationId { get; set; }

    public string Reference { get; set; } = "";

    public string State { get; set; } = "";

    public string? PartnerCompany { get; set; }

    public DateTimeOffset ClaimedAt { get; set; }
}
