using System.Collections.Frozen;

namespace MailIntake.Referrals.Extraction.Vocabulary;

/// <summary>What a mail domain says: whether it is a company's at all, and the label the company registered.</summary>
internal static class MailDomain
{
    private static readonly FrozenSet<string> FreeMail = Tables.Words("free-mail.txt");
    private static readonly FrozenSet<string> Suffixes = Tables.Words("public-suffixes.txt");

    /// <summary>A domain where anybody has a mailbox.</summary>
    public static bool IsFreeMail(string domain) =>
        FreeMail.Contains(domain) || FreeMail.Contains(Registrable(domain)) || FreeMail.Contains(Label(domain) + ".*");

    /// <summary>"mail.example.co.uk" gives "example.co.uk".</summary>
    public static string Registrable(string domain)
    {
        var labels = domain.Split('.');
        var keep = labels.Length >= 3 && Suffixes.Contains($"{labels[^2]}.{labels[^1]}") ? 3 : 2;
        return labels.Length <= keep ? domain : string.Join('.', labels[^keep..]);
    }

    /// <summary>"mail.example.co.uk" gives "example".</summary>
    public static string Label(string domain)
    {
        var registrable = Registrable(domain);
        var dot = registrable.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? registrable : registrable[..dot];
    }
}
