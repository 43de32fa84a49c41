namespace MailIntake.Cli;

/// <summary>A mail of the demo and what its sender answers to our letters, in their order.</summary>
internal sealed record DemoMail(string Name, byte[] Raw, IReadOnlyList<string> Answers)
{
    private const string Prefix = "demo/";

    /// <summary>The mails in the program, by name.</summary>
    public static IReadOnlyList<DemoMail> All()
    {
        var names = typeof(DemoMail).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        return
        [
            .. names.Where(n => n.EndsWith(".eml", StringComparison.Ordinal)).Select(mail =>
            {
                var stem = mail[..^".eml".Length];
                var answers = names.Where(n => n.StartsWith(stem + ".answer-", StringComparison.Ordinal));
                return new DemoMail(
                    mail[Prefix.Length..],
                    Read(mail),
                    [.. answers.Select(a => System.Text.Encoding.UTF8.GetString(Read(a)))]);
            }),
        ];
    }

    public static string Directory() => System.Text.Encoding.UTF8.GetString(Read(Prefix + "directory.json"));

    private static byte[] Read(string name)
    {
        using var stream = typeof(DemoMail).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
