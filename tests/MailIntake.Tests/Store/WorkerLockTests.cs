using MailIntake.Store;

namespace MailIntake.Tests.Store;

public sealed class WorkerLockTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public void A_second_worker_is_refused()
    {
        using var first = WorkerLock.Take(_file.Path);

        FluentActions.Invoking(() => WorkerLock.Take(_file.Path)).Should().Throw<StoreException>()
            .WithMessage("Another mailintake works on*");
    }

    [Fact]
    public void The_same_file_by_another_path_is_the_same_lock()
    {
        using var first = WorkerLock.Take(_file.Path);

        FluentActions.Invoking(() => WorkerLock.Take(Path.Combine(_file.Folder, ".", "mailintake.db")))
            .Should().Throw<StoreException>();
    }

    [Fact]
    public void A_worker_that_ended_frees_it()
    {
        WorkerLock.Take(_file.Path).Dispose();

        FluentActions.Invoking(() => WorkerLock.Take(_file.Path).Dispose()).Should().NotThrow();
    }

    [Fact]
    public void A_lock_file_that_was_left_behind_is_no_lock()
    {
        File.WriteAllText(_file.Path + ".lock", "");

        FluentActions.Invoking(() => WorkerLock.Take(_file.Path).Dispose()).Should().NotThrow();
    }

    [Fact]
    public void Another_database_is_another_lock()
    {
        using var first = WorkerLock.Take(_file.Path);

        FluentActions.Invoking(() => WorkerLock.Take(_file.Path + "2").Dispose()).Should().NotThrow();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_not_taken_for_another_worker()
    {
        var folder = Directory.CreateDirectory(_file.Path + ".lock").FullName;

        FluentActions.Invoking(() => WorkerLock.Take(_file.Path)).Should().Throw<StoreException>()
            .WithMessage($"*{folder}*");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_not_taken_for_another_worker()
    {
        File.WriteAllText(_file.Path, "a file where the folder should be");

        FluentActions.Invoking(() => WorkerLock.Take(Path.Combine(_file.Path, "mailintake.db"))).Should().Throw<StoreException>()
            .WithMessage("The folder of*");
    }
}
