using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace MailIntake.Tests.EndToEnd;

/// <summary>How long a sender waits: from Postfix accepting their mail to Postfix accepting our letter, with IDLE on a
/// real Dovecot. A measurement, not a test: it asserts that all were answered, and prints the figures.</summary>
public sealed class LatencyMeasurement(MailServersFixture fixture, ITestOutputHelper output)
    : IClassFixture<MailServersFixture>
{
    private const int Mails = 20;

    [SkippableFact]
    public async Task Twenty_introductions_are_answered_one_by_one()
    {
        Skip.IfNot(
            Environment.GetEnvironmentVariable("MAILINTAKE_TEST_MEASURE") == "1",
            "A measurement; MAILINTAKE_TEST_MEASURE=1 runs it.");
        var servers = fixture.Servers;
        using var world = new ReferralWorld();
        await using var intake = await IntakeProcess.RunAsync(world.Folder, ReferralWorld.Settings(servers));
        var waits = new List<double>();
        var before = (await servers.ReadMailboxAsync("rosa")).Count;
        for (var i = 1; i <= Mails; i++)
        {
            var mail = world.Introduction($"Anna Probe{(char)('a' + i)}", $"Company {(char)('A' + i)} Ltd", $"anna{i}@company{i}.test");
            await servers.DeliverAsync(mail, "rosa@partner.test", "track@track.test");
            var delivered = TimeProvider.System.GetUtcNow();
            await servers.WaitForMailAsync("rosa", before + i);
            waits.Add((await LastSentAsync(world) - delivered).TotalMilliseconds);
        }

        waits.Sort();
        output.WriteLine($"delivered to answered, {Mails} mails: median {waits[Mails / 2]:N0} ms, worst {waits[^1]:N0} ms");
        waits.Should().HaveCount(Mails);
    }

    private static async Task<DateTimeOffset> LastSentAsync(ReferralWorld world)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(world.Folder, "var/mailintake.db")};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(SentAt) FROM Outbox";
        return DateTimeOffset.Parse(
            (string)(await command.ExecuteScalarAsync())!,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal);
    }
}
