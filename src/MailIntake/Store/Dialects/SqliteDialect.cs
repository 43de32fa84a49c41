using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace MailIntake.Store.Dialects;

/// <summary>What is particular to SQLite: opening, durability, and times as text that sorts.</summary>
internal sealed class SqliteDialect
{
    public const string MigrationSuffix = ".sqlite.sql";

    /// <summary>UTC with milliseconds; the same width always, so that text order is time order.</summary>
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fff'Z'";

    // https://sqlite.org/rescode.html
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;

    private readonly string _connectionString;

    static SqliteDialect()
    {
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new TimeHandler());
    }

    public SqliteDialect(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 30 };
        DatabaseFile = builder.DataSource;
        _connectionString = builder.ToString();
    }

    /// <summary>The database file's path; ":memory:" for none.</summary>
    public string DatabaseFile { get; }

    /// <summary>Opens a connection. WAL with full sync: what was committed survives the power going.</summary>
    /// <exception cref="StoreException">The file cannot be opened or is no database.</exception>
    public async Task<SqliteConnection> OpenAsync(CancellationToken token)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(DatabaseFile)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(token);
            await connection.ExecuteAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            return connection;
        }
        catch (SqliteException e)
        {
            await connection.DisposeAsync();
            throw new StoreException($"The database {DatabaseFile} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>The store failed and not what it was given: it is full, locked, read-only or gone.</summary>
    public static bool IsAway(Exception e) =>
        (e as SqliteException ?? e.InnerException as SqliteException)?.SqliteErrorCode
            is Busy or Locked or ReadOnly or IoError or Full or CannotOpen;

    /// <summary>Takes the write lock at once, so that what was read in the transaction still holds when it commits.</summary>
    public static SqliteTransaction BeginWrite(SqliteConnection connection) => connection.BeginTransaction(deferred: false);

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) =>
            DateTimeOffset.Parse((string)value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        public override void SetValue(System.Data.IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = value.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);
    }
}
