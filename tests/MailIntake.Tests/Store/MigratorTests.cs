using Dapper;
using MailIntake.Store;
using MailIntake.Store.Dialects;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Store;

public sealed class MigratorTests : IDisposable
{
    private readonly SqliteFile _file = new();
    private readonly SqliteDialect _dialect;

    public MigratorTests() => _dialect = new SqliteDialect(_file.ConnectionString);

    private Migrator Migrator => new(_dialect, new ManualClock());

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task An_empty_database_gets_all_scripts() =>
        (await Migrator.MigrateAsync(default)).Should().HaveCount(Migrator.Scripts.Count);

    [Fact]
    public void Scripts_are_numbered_from_1_without_a_gap() =>
        Migrator.Scripts.Select(s => s.Number).Should().Equal(Enumerable.Range(1, Migrator.Scripts.Count));

    [Fact]
    public async Task The_second_time_there_is_nothing_to_do()
    {
        await Migrator.MigrateAsync(default);

        (await Migrator.MigrateAsync(default)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_script_that_ran_without_its_note_can_run_again()
    {
        await Migrator.MigrateAsync(default);
        await ExecuteAsync("DELETE FROM SchemaVersion");

        (await Migrator.MigrateAsync(default)).Should().HaveCount(Migrator.Scripts.Count);
    }

    [Fact]
    public async Task Two_at_once_apply_each_script_once()
    {
        var both = await Task.WhenAll(
            Task.Run(() => Migrator.MigrateAsync(default)), Task.Run(() => Migrator.MigrateAsync(default)));

        both.Sum(applied => applied.Count).Should().Be(Migrator.Scripts.Count);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await Migrator.MigrateAsync(default);
        await ExecuteAsync("INSERT INTO SchemaVersion (Number, Name, AppliedAt) VALUES (999, '999_later.sqlite.sql', '')");

        await FluentActions.Awaiting(() => Migrator.MigrateAsync(default)).Should().ThrowAsync<StoreException>()
            .WithMessage("*at 999*use a newer version*");
    }

    [Fact]
    public async Task An_older_schema_is_told_what_to_do() =>
        await FluentActions.Awaiting(() => Migrator.CheckAsync(default)).Should().ThrowAsync<StoreException>()
            .WithMessage("*run `mailintake migrate`*");

    [Fact]
    public async Task A_schema_of_today_passes_the_check()
    {
        await Migrator.MigrateAsync(default);

        await FluentActions.Awaiting(() => Migrator.CheckAsync(default)).Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_sentence()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 8192));

        await FluentActions.Awaiting(() => Migrator.MigrateAsync(default)).Should().ThrowAsync<StoreException>()
            .WithMessage("*mailintake.db*not a database*");
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _dialect.OpenAsync(default);
        await connection.ExecuteAsync(sql);
    }
}
