namespace MailIntake.Store;

/// <summary>Settings <c>Store:*</c>.</summary>
internal sealed class StoreOptions
{
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    public string ConnectionString { get; set; } = "Data Source=var/mailintake.db";

    /// <summary>Bring the schema up to date when `run` starts.</summary>
    public bool MigrateAtStart { get; set; } = true;
}

internal enum StoreProvider
{
    Sqlite,
    SqlServer,
}
