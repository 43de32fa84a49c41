using System.CommandLine;
using MailIntake.Cli;
using MailIntake.Tests.Store;

namespace MailIntake.Tests.Cli;

public sealed class ExportCommandTests : IDisposable
{
    private readonly SqliteFile _file = new();

    private string Output => Path.Combine(_file.Folder, "out.csv");

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Csv_has_a_header_and_a_line_for_each_record()
    {
        await using var world = await IntakeWorld.CreateAsync();
        var confirmation = (await world.HearAsync(world.Referral()))[0];
        await world.HearAsync(world.Answer(confirmation, "YES"));

        (await ExportAsync(world.ConnectionString)).Should().Be(0);

        var lines = await File.ReadAllLinesAsync(Output);
        lines.Should().HaveCount(2);
        lines[0].Should().StartWith("Reference,PartnerCompany,");
        lines[1].Should().Contain(",Millrace Partners,").And.Contain(",wilma.sorrel@fernhill.test,");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_an_error_not_a_crash()
    {
        await File.WriteAllTextAsync(_file.Path, "no database at all, but long enough for a header".PadRight(200));

        (await ExportAsync(_file.ConnectionString)).Should().Be(CommandLine.Failed);
    }

    private Task<int> ExportAsync(string connectionString) => CommandLine.RunAsync(
        new RootCommand { ExportCommand.Create() },
        ["export", "--output", Output, $"--Store:ConnectionString={connectionString}"],
        new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
