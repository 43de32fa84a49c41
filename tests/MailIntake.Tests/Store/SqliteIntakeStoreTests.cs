using System.Data.Common;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using Microsoft.Data.Sqlite;

namespace MailIntake.Tests.Store;

public sealed class SqliteIntakeStoreTests : IntakeStoreTests, IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    private protected override async Task<IntakeStore> CreateStoreAsync()
    {
        var dialect = new SqliteDialect(_file.ConnectionString);
        await new Migrator(dialect, Clock).MigrateAsync(default);
        return new IntakeStore(dialect, Clock);
    }

    private protected override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(_file.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
