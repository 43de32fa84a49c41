using Dapper;
using MailIntake.Store.Dialects;
using Microsoft.Data.Sqlite;

namespace MailIntake.Store;

/// <summary>
/// The only place that speaks SQL. Mails come in as raw bytes, decisions as one transaction each, letters go out as
/// rows. It refuses a second decision on a mail and a change to a conversation that moved on meanwhile.
/// </summary>
internal sealed partial class IntakeStore(SqliteDialect dialect, TimeProvider time)
{
    /// <summary>The value of a fact about this installation, set to <paramref name="value"/> where there is none yet.</summary>
    public Task<string> FactAsync(string name, string value, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO Fact (Name, Value)
                SELECT @name, @value WHERE NOT EXISTS (SELECT 1 FROM Fact WHERE Name = @name)
                """,
                new { name, value },
                transaction);
            return await connection.QuerySingleAsync<string>(
                "SELECT Value FROM Fact WHERE Name = @name", new { name }, transaction);
        },
        token);

    public Task SaveDirectoryAsync(string json, CancellationToken token) => WriteAsync(
        async (connection, transaction) =>
        {
            var changed = await connection.ExecuteAsync(
                "UPDATE PartnerDirectory SET Json = @json, LoadedAt = @now WHERE Id = 1",
                new { json, now = time.GetUtcNow() },
                transaction);
            return changed > 0 ? changed : await connection.ExecuteAsync(
                "INSERT INTO PartnerDirectory (Id, Json, LoadedAt) VALUES (1, @json, @now)",
                new { json, now = time.GetUtcNow() },
                transaction);
        },
        token);

    public Task<string?> DirectoryAsync(CancellationToken token) => ReadAsync(
        connection => connection.QuerySingleOrDefaultAsync<string?>("SELECT Json FROM PartnerDirectory WHERE Id = 1"),
        token);

    private async Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> query, CancellationToken token)
    {
        await using var connection = await dialect.OpenAsync(token);
        return await query(connection);
    }

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, Task<T>> work, CancellationToken token)
    {
        await using var connection = await dialect.OpenAsync(token);
        await using var transaction = SqliteDialect.BeginWrite(connection);
        var result = await work(connection, transaction);
        await transaction.CommitAsync(token);
        return result;
    }
}
