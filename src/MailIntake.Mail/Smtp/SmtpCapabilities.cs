using System.Globalization;

namespace MailIntake.Mail.Smtp;

/// <summary>What a server listed after EHLO; nothing where it knows HELO only.</summary>
public sealed class SmtpCapabilities
{
    private readonly Dictionary<string, string> _extensions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _mechanisms = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the lines after the first, which is a greeting.</summary>
    public SmtpCapabilities(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            // "AUTH=LOGIN" is how Exchange 5 wrote it, and copies of it live on.
            var end = line.AsSpan().IndexOfAny(' ', '=');
            var name = end < 0 ? line : line[..end];
            var arguments = end < 0 ? "" : line[(end + 1)..].Trim();
            if (name.Length == 0)
            {
                continue;
            }

            _extensions[name] = arguments;
            if (name.Equals("AUTH", StringComparison.OrdinalIgnoreCase))
            {
                _mechanisms.UnionWith(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }
        }
    }

    public static SmtpCapabilities None { get; } = new([]);

    public IReadOnlyCollection<string> Names => _extensions.Keys;

    public IReadOnlyCollection<string> Mechanisms => _mechanisms;

    public bool StartTls => Has("STARTTLS");

    public bool Pipelining => Has("PIPELINING");

    public bool EightBitMime => Has("8BITMIME");

    public bool SmtpUtf8 => Has("SMTPUTF8");

    public bool Size => Has("SIZE");

    /// <summary>The largest message the server takes; null where it does not say, or says 0 (RFC 1870 section 4).
    /// </summary>
    public long? MaxSize =>
        _extensions.TryGetValue("SIZE", out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size > 0
            ? size
            : null;

    public bool Has(string name) => _extensions.ContainsKey(name);

    public bool HasMechanism(string name) => _mechanisms.Contains(name);

    public override string ToString() =>
        string.Join(", ", _extensions.Select(pair => $"{pair.Key} {pair.Value}".Trim()));
}
