using System.Diagnostics;
using System.Globalization;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;

namespace MailIntake.Bench;

/// <summary>Each hostile mail at 128, 256, 512 KB and 1 MB: the time it takes to be read and extracted. A time that
/// grows much faster than the size is a fault.</summary>
internal static class DoublingTable
{
    private static readonly int[] Sizes = [128 << 10, 256 << 10, 512 << 10, 1 << 20];

    /// <summary>Of eight times the size; sixty-four times is quadratic.</summary>
    private const double MostTimes = 20;

    /// <summary>Below this a time is noise.</summary>
    private const double Milliseconds = 25;

    public static bool Print(TextWriter writer)
    {
        var isLinear = true;
        writer.WriteLine("| mail | 128 KB, ms | 256 KB | 512 KB | 1 MB | times |");
        writer.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var mail in HostileMail.All)
        {
            var times = Sizes.Select(s => Time(mail.Make(s))).ToList();
            var growth = times[^1] / times[0];
            var isFault = growth > MostTimes && times[^1] > Milliseconds;
            isLinear &= !isFault;
            var cells = string.Join(" | ", times.Select(t => t.ToString("F1", CultureInfo.InvariantCulture)));
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {mail.Name} | {cells} | {growth:F1}{(isFault ? " NOT LINEAR" : "")} |"));
        }

        return isLinear;
    }

    /// <summary>The best of three, in milliseconds.</summary>
    private static double Time(byte[] raw)
    {
        var best = double.MaxValue;
        for (var turn = 0; turn < 3; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            var reading = EmailReader.Read(Email.Parse(raw), PartnerDirectory.Empty);
            _ = ReferralExtractor.Extract(reading, PartnerDirectory.Empty).Drafts.Count;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }
}
