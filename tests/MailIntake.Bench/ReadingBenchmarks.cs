using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;

namespace MailIntake.Bench;

/// <summary>All mails of a folder once, on one thread: structure, all decoded, read, extracted. Each stage includes the
/// ones before it.</summary>
[Config(typeof(Configuration))]
public class ReadingBenchmarks
{
    internal const string FolderVariable = "MAILINTAKE_BENCH_FOLDER";

    private readonly List<byte[]> _mails = Mails.Load(Folder);
    private readonly PartnerDirectory _directory = Directory();

    private static string Folder => Environment.GetEnvironmentVariable(FolderVariable) ?? Mails.Fixtures();

    [Benchmark(Description = "MIME, structure only")]
    public int Structure()
    {
        var parts = 0;
        foreach (var raw in _mails)
        {
            parts += Email.Parse(raw).Parts.Count();
        }

        return parts;
    }

    [Benchmark(Description = "MIME, all decoded")]
    public long Decoded()
    {
        var length = 0L;
        foreach (var raw in _mails)
        {
            length += Decode(Email.Parse(raw));
        }

        return length;
    }

    [Benchmark(Description = "MIME, forwards, replies, kinds")]
    public int Read()
    {
        var length = 0;
        foreach (var raw in _mails)
        {
            length += EmailReader.Read(Email.Parse(raw), _directory).NewText.Text.Length;
        }

        return length;
    }

    [Benchmark(Description = "... and the referral extracted")]
    public int Extracted()
    {
        var drafts = 0;
        foreach (var raw in _mails)
        {
            var reading = EmailReader.Read(Email.Parse(raw), _directory);
            drafts += ReferralExtractor.Extract(reading, _directory).Drafts.Count;
        }

        return drafts;
    }

    private static long Decode(Email email)
    {
        var length = 0L + email.Subject.Length + email.From.Count + email.To.Count + email.Cc.Count;
        foreach (var part in email.Parts)
        {
            length += part.MediaType.StartsWith("text/", StringComparison.Ordinal)
                ? part.Text.Length : part.Content.Length;
            length += part.Message is { } message ? Decode(message) : 0;
        }

        return length;
    }

    private static PartnerDirectory Directory()
    {
        var file = Path.Combine(Folder, "directory.json");
        return File.Exists(file) ? PartnerDirectory.FromJson(File.ReadAllText(file)) : PartnerDirectory.Empty;
    }

    private sealed class Configuration : ManualConfig
    {
        public Configuration()
        {
            var mails = Mails.Load(Folder);
            // In the process itself: the mails are loaded once, and no project is generated and restored.
            AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(8)
                .WithInvocationCount(1).WithUnrollFactor(1));
            AddDiagnoser(MemoryDiagnoser.Default);
            AddColumn(
                new PerMail("mails/s", (report, _) => mails.Count / Seconds(report)),
                new PerMail("MB/s", (report, _) => mails.Sum(m => (double)m.Length) / 1e6 / Seconds(report)),
                new PerMail("KB/mail", (report, benchmark) =>
                    (report.GcStats.GetBytesAllocatedPerOperation(benchmark) ?? 0) / 1024.0 / mails.Count));
            HideColumns("Error", "StdDev", "Gen0", "Gen1", "Gen2", "Allocated", "Median");
        }

        private static double Seconds(BenchmarkReport report) => (report.ResultStatistics?.Mean ?? double.NaN) / 1e9;
    }

    private sealed class PerMail(string name, Func<BenchmarkReport, BenchmarkCase, double> value) : IColumn
    {
        public string Id => name;

        public string ColumnName => name;

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Custom;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => $"{name}, of all mails of the folder";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
            summary[benchmarkCase] is { } report
                ? value(report, benchmarkCase).ToString("N1", System.Globalization.CultureInfo.InvariantCulture) : "-";

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
            GetValue(summary, benchmarkCase);
    }
}
