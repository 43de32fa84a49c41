using System.Collections.Frozen;
using MailIntake.Mail.Mime;
using MailIntake.Referrals.Reading.Words;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>Who sent it: a mail system, a list server, a role's address or a person, by senders.tsv. The weights
/// say how sure it is that no person wrote.</summary>
internal readonly record struct SenderSigns(int Daemon, int Gateway, int Robot, int Role, int News)
{
    /// <summary>No person ever writes under such a name (MAILER-DAEMON).</summary>
    public const int Sure = 6;

    private static readonly PhraseTable Names = new("Kinds.senders.tsv");
    private static readonly FrozenDictionary<string, (string Role, int Weight)> Addresses = Words(isBeginning: false)
        .DistinctBy(w => w.Word).ToFrozenDictionary(w => w.Word, w => (w.Role, w.Weight), StringComparer.Ordinal);

    private static readonly FrozenDictionary<char, (string Role, int Weight, string Word)[]> Beginnings =
        Words(isBeginning: true).GroupBy(w => w.Word[0]).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    public bool IsSure => Daemon >= Sure;

    public bool IsAny => Daemon + Gateway + Robot + Role > 0;

    public static SenderSigns Of(Email email)
    {
        var signs = default(SenderSigns);
        if (email.From.Count == 0)
        {
            // A null sender ("From: <>", "From: <MAILER-DAEMON>") is a mail system's.
            var written = email.Headers["From"];
            return written is null ? signs
                : written.Contains("daemon", StringComparison.OrdinalIgnoreCase) || written.Contains("<>")
                    ? signs with { Daemon = Sure }
                    : signs.WithName(written);
        }

        var from = email.From[0];
        return signs.WithAddress(from.Address?.LocalPart.ToLowerInvariant() ?? "").WithName(from.Name ?? "");
    }

    /// <summary>Who wrote an earlier message, as its header block shows it.</summary>
    public static SenderSigns Of(Correspondent? from) => from is null ? default
        : default(SenderSigns).WithAddress(from.Address?.LocalPart.ToLowerInvariant() ?? "").WithName(from.Name ?? "");

    private SenderSigns WithAddress(string local)
    {
        if (local.Length == 0)
        {
            return this;
        }

        if (Addresses.TryGetValue(local, out var exact))
        {
            return With(exact.Role, exact.Weight);
        }

        var signs = this;
        foreach (var (role, weight, word) in Beginnings.GetValueOrDefault(local[0], []))
        {
            if (local.StartsWith(word, StringComparison.Ordinal))
            {
                signs = signs.With(role, weight);
            }
        }

        return signs;
    }

    private SenderSigns WithName(string name)
    {
        var signs = this;
        if (name.Length > 0)
        {
            foreach (var phrase in Names.Find(Folding.Fold(name)))
            {
                signs = phrase.Role.EndsWith("-name", StringComparison.Ordinal)
                    ? signs.With(phrase.Role, phrase.Weight) : signs;
            }
        }

        return signs;
    }

    private SenderSigns With(string role, int weight) => role switch
    {
        "daemon-address" or "daemon-name" => this with { Daemon = Math.Max(Daemon, weight) },
        "gateway-name" => this with { Gateway = Math.Max(Gateway, weight) },
        "robot-address" or "robot-name" => this with { Robot = Math.Max(Robot, weight) },
        "news-address" => this with { News = Math.Max(News, weight) },
        _ => this with { Role = Math.Max(Role, weight) },
    };

    private static IEnumerable<(string Role, int Weight, string Word)> Words(bool isBeginning) =>
        WordTable.Rows("Kinds.senders.tsv").Where(r => r[0].EndsWith("-address", StringComparison.Ordinal))
            .SelectMany(r => r[3].Split('|').Where(w => w.EndsWith('*') == isBeginning)
                .Select(w => (r[0], int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture),
                    w.TrimEnd('*'))));
}
