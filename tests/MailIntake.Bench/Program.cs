using BenchmarkDotNet.Running;
using MailIntake.Bench.Training;

namespace MailIntake.Bench;

/// <summary>
/// How fast mail is read. <c>speed FOLDER</c>: the .eml files of a folder through each stage of reading.
/// <c>doubling</c>: hostile mails of growing size, and whether the time grows with them. <c>train</c>: the weights of the
/// choices in extraction from the labelled mails. <c>calibrate</c>: their confidence (after a build with new weights).
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["speed"]:
                BenchmarkRunner.Run<ReadingBenchmarks>();
                return 0;
            case ["speed", var folder] when Directory.Exists(folder):
                Environment.SetEnvironmentVariable(ReadingBenchmarks.FolderVariable, Path.GetFullPath(folder));
                BenchmarkRunner.Run<ReadingBenchmarks>();
                return 0;
            case ["speed", var folder]:
                Console.Error.WriteLine($"{folder} is no folder; give one with .eml files");
                return 2;
            case ["doubling"]:
                return DoublingTable.Print(Console.Out) ? 0 : 1;
            case ["train"] or ["train", "--verbose"]:
                TrainCommand.Run(Console.Out, args.Length > 1);
                return 0;
            case ["calibrate"]:
                TrainCommand.Calibrate(Console.Out);
                return 0;
            default:
                Console.Error.WriteLine("usage: speed [FOLDER with .eml files; default fixtures/mail] | doubling | train [--verbose] | calibrate");
                return 2;
        }
    }
}
