using Dapper;
using MailIntake.Store.Dialects;

namespace MailIntake.Store;

/// <summary>
/// Brings the schema up to date from the embedded scripts, each in a transaction, each once. A schema newer than this
/// program is refused.
/// </summary>
internal sealed class Migrator(SqliteDialect dialect, TimeProvider time)
{
    /// <summary>The scripts, in order: number and file name.</summary>
    public IReadOnlyList<(int Number, string Name)> Scripts { get; } =
    [
        .. typeof(Migrator).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(SqliteDialect.MigrationSuffix, StringComparison.Ordinal))
            .Select(n => (Number: NumberOf(n), Name: n))
            .OrderBy(s => s.Number),
    ];

    /// <summary>Applies what is missing and returns the names of what was applied.</summary>
    /// <exception cref="StoreException">The database was written by a newer version.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken token)
    {
        await using var connection = await dialect.OpenAsync(token);
        await connection.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS SchemaVersion (
                Number    INTEGER PRIMARY KEY,
                Name      TEXT NOT NULL,
                AppliedAt TEXT NOT NULL
            );
            """);
        await RefuseNewerAsync(connection);
        var applied = new List<string>();
        foreach (var (number, name) in Scripts)
        {
            using var transaction = SqliteDialect.BeginWrite(connection);
            var done = await connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(*) FROM SchemaVersion WHERE Number = @number", new { number }, transaction);
            if (done > 0)
            {
                continue;
            }

            await connection.ExecuteAsync(await ReadAsync(name, token), transaction: transaction);
            await connection.ExecuteAsync(
                "INSERT INTO SchemaVersion (Number, Name, AppliedAt) VALUES (@number, @name, @now)",
                new { number, name = ShortName(name), now = time.GetUtcNow() },
                transaction);
            await transaction.CommitAsync(token);
            applied.Add(ShortName(name));
        }

        return applied;
    }

    /// <summary>Checks without changing anything.</summary>
    /// <exception cref="StoreException">The schema is older or newer than this program.</exception>
    public async Task CheckAsync(CancellationToken token)
    {
        await using var connection = await dialect.OpenAsync(token);
        var exists = await connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'SchemaVersion'");
        var newest = exists == 0 ? 0 : await RefuseNewerAsync(connection);
        if (newest < Scripts[^1].Number)
        {
            throw new StoreException(
                $"The database's schema is at {newest}, this program needs {Scripts[^1].Number}: run `mailintake migrate`.");
        }
    }

    private async Task<long> RefuseNewerAsync(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        var newest = await connection.ExecuteScalarAsync<long?>("SELECT MAX(Number) FROM SchemaVersion") ?? 0;
        return newest <= Scripts[^1].Number
            ? newest
            : throw new StoreException(
                $"The database's schema is at {newest}, this program knows up to {Scripts[^1].Number}: use a newer version.");
    }

    private static async Task<string> ReadAsync(string name, CancellationToken token)
    {
        await using var stream = typeof(Migrator).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(token);
    }

    private static string ShortName(string resource) => resource[(resource.IndexOf("Migrations.", StringComparison.Ordinal) + 11)..];

    private static int NumberOf(string resource) =>
        int.Parse(ShortName(resource).AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>The store cannot be used as it is; the message says why and what to do.</summary>
internal sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
