using Microsoft.Data.Sqlite;

namespace MailIntake.Tests.Store;

/// <summary>A database file in a folder of its own, gone with the test.</summary>
internal sealed class SqliteFile : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mailintake-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "mailintake.db");

    public string ConnectionString => $"Data Source={Path}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
