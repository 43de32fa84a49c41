namespace MailIntake.Store;

/// <summary>
/// On SQLite one worker at a time: a lock of the operating system on a file beside the database. It goes with the
/// process, so that a start right after kill -9 goes on at once.
/// </summary>
internal sealed class WorkerLock : IDisposable
{
    private readonly FileStream _file;

    private WorkerLock(FileStream file) => _file = file;

    /// <exception cref="StoreException">Another worker has it, or the file cannot be written.</exception>
    public static WorkerLock Take(string databaseFile)
    {
        var path = Path.GetFullPath(databaseFile) + ".lock";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"The folder of {path} cannot be made: {e.Message}", e);
        }

        try
        {
            return new WorkerLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new StoreException(
                $"Another mailintake works on {databaseFile}: SQLite takes one worker at a time. Stop that one first.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException($"{path} cannot be written, which is where a worker locks its database.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
