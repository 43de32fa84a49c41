using System.Diagnostics;
using System.Globalization;

namespace MailIntake.Tests.Fuzz;

/// <summary>
/// A run of so many seconds over inputs made at random. MAILINTAKE_TEST_FUZZ_SECONDS sets the seconds of each run (2 by
/// default), MAILINTAKE_TEST_FUZZ_SEED its seed (by default another each time). What fails is kept as a file, and the
/// message says how to see it again.
/// </summary>
internal sealed class FuzzRun
{
    private readonly int _seed;
    private readonly TimeSpan _length;
    private readonly long _start = Stopwatch.GetTimestamp();

    private FuzzRun(int seed, TimeSpan length)
    {
        _seed = seed;
        _length = length;
        Random = new Random(seed);
    }

    public Random Random { get; }

    public int Turns { get; private set; }

    public static FuzzRun Begin() => new(
        Setting("MAILINTAKE_TEST_FUZZ_SEED") ?? Random.Shared.Next(),
        TimeSpan.FromSeconds(Setting("MAILINTAKE_TEST_FUZZ_SECONDS") ?? 2));

    public bool GoesOn()
    {
        Turns++;
        return Turns == 1 || Stopwatch.GetElapsedTime(_start) < _length;
    }

    /// <summary>Fails the test with the input kept.</summary>
    public void Fail(byte[] input, string fault)
    {
        var file = Path.Combine(Path.GetTempPath(), $"mailintake-fuzz-{_seed}-{Turns}.eml");
        File.WriteAllBytes(file, input);
        Assert.Fail($"seed {_seed}, turn {Turns}, input kept as {file} (mailintake parse shows it): {fault}");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture,
            out var value) ? value : null;
}
