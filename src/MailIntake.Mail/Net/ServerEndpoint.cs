using System.Net;

namespace MailIntake.Mail.Net;

/// <summary>Where a server listens and how it is to be reached.</summary>
public sealed record ServerEndpoint(string Host, int Port, ConnectionSecurity Security)
{
    /// <summary>A PEM file whose certificates are trusted beside the system's roots. The host name is still checked.
    /// </summary>
    public string? CertificateFile { get; init; }

    /// <summary>Whether a host is this machine by its very writing; names are not looked up for it.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    public override string ToString() => $"{Host}:{Port}";
}
