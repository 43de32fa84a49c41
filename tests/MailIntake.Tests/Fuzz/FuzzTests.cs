using System.Diagnostics;
using System.Text;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading;
using MailIntake.Referrals.Reading.Threads;
using MailIntake.Tests.Support;

namespace MailIntake.Tests.Fuzz;

/// <summary>Nothing else runs beside it: one of its tests looks at the time.</summary>
[CollectionDefinition(nameof(FuzzTests), DisableParallelization = true)]
public sealed class FuzzCollection;

/// <summary>Mails that nobody wrote, made of ours: nothing is thrown, nothing points outside the mail, nothing takes more
/// than linear time.</summary>
[Collection(nameof(FuzzTests))]
[Trait("Category", "Fuzz")]
public class FuzzTests
{
    private static readonly List<byte[]> Mails =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Fixtures(), "*.eml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    [Fact]
    public void Any_torn_mail_is_read_to_the_end()
    {
        var run = FuzzRun.Begin();
        var mutator = new Mutator(run.Random, Mails);
        while (run.GoesOn())
        {
            Check(run, mutator.Mail());
        }
    }

    [Fact]
    public void Any_torn_body_is_read_to_the_end()
    {
        var run = FuzzRun.Begin();
        var mutator = new Mutator(run.Random, Mails);
        var plain = Bodies(e => e.TextBody);
        var html = Bodies(e => e.HtmlBody);
        while (run.GoesOn())
        {
            var isHtml = run.Random.Next(2) == 0;
            var bodies = isHtml ? html : plain;
            var body = run.Random.Next(3) == 0
                ? mutator.Assembled()
                : mutator.Text(bodies[run.Random.Next(bodies.Count)], bodies[run.Random.Next(bodies.Count)]);
            Check(run, WholeReading.Mail(isHtml ? "text/html" : "text/plain", body));
        }
    }

    [Fact]
    public void Any_address_and_any_date_is_read()
    {
        var run = FuzzRun.Begin();
        var mutator = new Mutator(run.Random, Mails);
        while (run.GoesOn())
        {
            var text = run.Random.Next(2) == 0 ? mutator.Assembled()
                : mutator.Text("\"Roe, Jane\" <jane@globex.example>, Mon, 2 Mar 2026 10:15:00 +0100 (CET)",
                    "=?utf-8?Q?J=C3=BCrgen?= <j@b.example>; 2. März 2026 um 10:15 Uhr");
            var visible = new VisibleText("1", text, []);
            try
            {
                foreach (var mailbox in AddressList.Parse(text))
                {
                    (mailbox.Start + mailbox.Length).Should().BeLessThanOrEqualTo(text.Length);
                }

                _ = MailDate.TryParse(text, out _);
                _ = CorrespondentReader.ReadList(visible, 0, text.Length, "From");
                _ = EncodedWords.Decode(text, null);
            }
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                run.Fail(Encoding.UTF8.GetBytes(text), exception.ToString());
            }
        }
    }

    /// <summary>A few pieces again and again, and then a few others, at 64 and at 256 KB: four times the size may take
    /// four times the time.</summary>
    [Fact]
    public void No_repetition_takes_more_than_linear_time()
    {
        const int size = 64 << 10;
        var run = FuzzRun.Begin();
        while (run.GoesOn())
        {
            string[] units = [.. Enumerable.Range(0, run.Random.Next(1, 3)).Select(_ => Some(run.Random))];
            var place = run.Random.Next(4);
            var small = Repeated(place, units, size);
            var large = Repeated(place, units, size * 4);
            if (Milliseconds(large) is var time && time > 60 && IsSlower(small, large))
            {
                run.Fail(small, $"{time:F0} ms at four times this size, not linear: {string.Join(" and ", units)}");
            }
        }
    }

    private static List<string> Bodies(Func<Email, MimePart?> body) =>
        [.. Mails.Select(m => body(Email.Parse(m))?.Text).OfType<string>().Where(t => t.Length > 0)];

    private static void Check(FuzzRun run, byte[] mail)
    {
        if (WholeReading.Fault(mail) is { } fault)
        {
            run.Fail(mail, fault);
        }
    }

    private static string Some(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces.Any(random)));

    private static byte[] Repeated(int place, string[] units, int size)
    {
        var text = string.Concat(units.SelectMany(u => Enumerable.Repeat(u, Math.Max(1, size / units.Length / u.Length))));
        return place switch
        {
            0 => WholeReading.Mail("text/plain", text),
            1 => WholeReading.Mail("text/html", text),
            2 => Encoding.UTF8.GetBytes("Subject: " + text),
            _ => Encoding.UTF8.GetBytes("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + text),
        };
    }

    /// <summary>The machine may be busy: it is slower only where it is so five times.</summary>
    private static bool IsSlower(byte[] small, byte[] large) =>
        Enumerable.Range(0, 5).All(_ => Milliseconds(large) > Milliseconds(small) * 9);

    private static double Milliseconds(byte[] mail)
    {
        var start = Stopwatch.GetTimestamp();
        WholeReading.Read(mail);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
