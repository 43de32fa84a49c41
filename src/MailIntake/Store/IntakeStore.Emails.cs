using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;

namespace MailIntake.Store;

internal sealed partial class IntakeStore
{
    /// <summary>Commits raw mails before anything else is done with them. The same place or the same bytes add nothing.
    /// Returns how many mails are new.</summary>
    public Task<int> ReceiveAsync(IReadOnlyList<IncomingEmail> batch, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            var added = 0;
            foreach (var email in batch)
            {
                added += await ReceiveAsync(connection, transaction, email) ? 1 : 0;
            }

            return added;
        },
        token);

    /// <summary>The UIDs of a mailbox that are recorded, or whose mail lies at that place already.</summary>
    public async Task<HashSet<long>> RecordedUidsAsync(string account, string mailbox, long uidValidity, CancellationToken token)
    {
        var uids = await ReadAsync(
            connection => connection.QueryAsync<long>(
                """
                SELECT Uid FROM EmailPlace
                WHERE Account = @account AND Mailbox = @mailbox AND UidValidity = @uidValidity
                """,
                new { account, mailbox, uidValidity }),
            token);
        return [.. uids];
    }

    /// <summary>Places whose mail is done with and which were not yet put aside on the server.</summary>
    public async Task<IReadOnlyList<(MailPlace Place, bool Failed)>> UnfiledAsync(
        string account,
        int most,
        CancellationToken token)
    {
        var rows = await ReadAsync(
            connection => connection.QueryAsync<UnfiledRow>(
                """
                SELECT p.Account, p.Mailbox, p.UidValidity, p.Uid, e.Status
                FROM EmailPlace p JOIN Email e ON e.Id = p.EmailId
                WHERE p.Account = @account AND p.FiledAt IS NULL AND e.Status <> 'received'
                ORDER BY p.Mailbox, p.UidValidity, p.Uid
                LIMIT @most
                """,
                new { account, most }),
            token);
        return [.. rows.Select(r => (new MailPlace(r.Account, r.Mailbox, r.UidValidity, r.Uid), r.Status == "failed"))];
    }

    public Task FiledAsync(IReadOnlyList<MailPlace> places, CancellationToken token) => WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            UPDATE EmailPlace SET FiledAt = @now
            WHERE Account = @Account AND Mailbox = @Mailbox AND UidValidity = @UidValidity AND Uid = @Uid
            """,
            places.Select(p => new { p.Account, p.Mailbox, p.UidValidity, p.Uid, now = time.GetUtcNow() }),
            transaction),
        token);

    /// <summary>Frees what a worker that died had claimed; its attempts stay counted.</summary>
    public Task FreeLeasesAsync(CancellationToken token) => WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "UPDATE Email SET LeaseUntil = NULL WHERE LeaseUntil IS NOT NULL", transaction: transaction),
        token);

    /// <summary>Mails whose turn it is, their attempt counted before any work. A mail that was tried before comes
    /// alone: if it kills the process again, no other mail's attempt is lost with it.</summary>
    public Task<IReadOnlyList<ClaimedEmail>> ClaimEmailsAsync(int most, TimeSpan lease, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            var now = time.GetUtcNow();
            var claimed = (await connection.QueryAsync<ClaimedEmail>(
                ClaimSql("Attempts > 0"), new { now, until = now + lease, most = 1 }, transaction)).ToList();
            if (claimed.Count == 0)
            {
                claimed = [.. await connection.QueryAsync<ClaimedEmail>(
                    ClaimSql("Attempts = 0"), new { now, until = now + lease, most }, transaction)];
            }

            return (IReadOnlyList<ClaimedEmail>)[.. claimed.OrderBy(c => c.Id)];
        },
        token);

    /// <summary>Gives claimed mails back whose handling the store itself cut short: their attempt does not count.</summary>
    public Task GiveBackAsync(IEnumerable<ClaimedEmail> emails, CancellationToken token) => WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "UPDATE Email SET LeaseUntil = NULL, Attempts = Attempts - 1 WHERE Id = @Id AND Status = 'received'",
            emails.Select(e => new { e.Id }),
            transaction),
        token);

    public Task<byte[]> RawAsync(long emailId, CancellationToken token) => ReadAsync(
        connection => connection.QuerySingleAsync<byte[]>("SELECT Raw FROM EmailRaw WHERE EmailId = @emailId", new { emailId }),
        token);

    /// <summary>Puts a mail back for a later attempt.</summary>
    public Task RetryEmailAsync(long emailId, string reason, DateTimeOffset at, CancellationToken token) => WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            """
            UPDATE Email SET LeaseUntil = NULL, NextAttemptAt = @at, FailureReason = @reason
            WHERE Id = @emailId AND Status = 'received'
            """,
            new { emailId, reason, at },
            transaction),
        token);

    /// <summary>Sets a mail aside with its reason; it stays readable and can be read again.</summary>
    public Task FailEmailAsync(long emailId, string reason, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            var failed = await connection.ExecuteAsync(
                """
                UPDATE Email SET Status = 'failed', LeaseUntil = NULL, FailureReason = @reason
                WHERE Id = @emailId AND Status = 'received'
                """,
                new { emailId, reason },
                transaction);
            return failed > 0
                ? await AddReviewAsync(connection, transaction, emailId, null, new("quarantined", reason))
                : 0;
        },
        token);

    /// <summary>A settled mail with the same Message-ID, sender and content: this one is a further delivery.</summary>
    public Task<long?> FindDeliveryAsync(
        long emailId,
        string messageId,
        string? from,
        string contentHash,
        CancellationToken token) => ReadAsync(
        connection => connection.QueryFirstOrDefaultAsync<long?>(
            """
            SELECT Id FROM Email
            WHERE MessageId = @messageId AND ContentHash = @contentHash AND Id <> @emailId AND Status = 'settled'
              AND (FromAddress = @from OR (FromAddress IS NULL AND @from IS NULL))
            ORDER BY Id
            """,
            new { emailId, messageId, from, contentHash }),
        token);

    /// <summary>There is another mail with this Message-ID (and, as the caller knows, other content).</summary>
    public Task<bool> HasMessageIdAsync(long emailId, string messageId, CancellationToken token) => ReadAsync(
        connection => connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM Email WHERE MessageId = @messageId AND Id <> @emailId)",
            new { emailId, messageId }),
        token);

    private static string ClaimSql(string which) =>
        $"""
        UPDATE Email SET Attempts = Attempts + 1, LeaseUntil = @until
        WHERE Id IN (SELECT Id FROM Email
                     WHERE Status = 'received' AND {which} AND (LeaseUntil IS NULL OR LeaseUntil < @now)
                       AND (NextAttemptAt IS NULL OR NextAttemptAt <= @now)
                     ORDER BY Id LIMIT @most)
        RETURNING Id, ReceivedAt, Attempts
        """;

    private async Task<bool> ReceiveAsync(SqliteConnection connection, SqliteTransaction transaction, IncomingEmail email)
    {
        var now = time.GetUtcNow();
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(email.Raw.Span));
        var emailId = await connection.ExecuteScalarAsync<long?>(
            "SELECT Id FROM Email WHERE Sha256 = @sha256", new { sha256 }, transaction);
        var isNew = emailId is null;
        emailId ??= await connection.ExecuteScalarAsync<long>(
            """
            INSERT INTO Email (Sha256, ReceivedAt, CommittedAt, SizeBytes, Status, FailureReason)
            VALUES (@sha256, @ReceivedAt, @now, @Length, @status, @Refused)
            RETURNING Id
            """,
            new
            {
                sha256,
                email.ReceivedAt,
                now,
                email.Raw.Length,
                status = email.Refused is null ? "received" : "failed",
                email.Refused,
            },
            transaction);
        if (isNew)
        {
            await connection.ExecuteAsync(
                "INSERT INTO EmailRaw (EmailId, Raw) VALUES (@emailId, @raw)",
                new { emailId, raw = email.Raw.ToArray() },
                transaction);
            if (email.Refused is not null)
            {
                await AddReviewAsync(connection, transaction, emailId, null, new("quarantined", email.Refused));
            }
        }

        // Seen again at a place where it was put aside already (a file dropped twice): put it aside again.
        await connection.ExecuteAsync(
            """
            INSERT INTO EmailPlace (Account, Mailbox, UidValidity, Uid, EmailId, SeenAt)
            VALUES (@Account, @Mailbox, @UidValidity, @Uid, @emailId, @now)
            ON CONFLICT (Account, Mailbox, UidValidity, Uid) DO UPDATE SET FiledAt = NULL
            """,
            new { email.Place.Account, email.Place.Mailbox, email.Place.UidValidity, email.Place.Uid, emailId, now },
            transaction);
        return isNew;
    }

    private sealed class UnfiledRow
    {
        public string Account { get; set; } = "";

        public string Mailbox { get; set; } = "";

        public long UidValidity { get; set; }

        public long Uid { get; set; }

        public string Status { get; set; } = "";
    }
}
