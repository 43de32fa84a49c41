using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailIntake.Mail.Net;

/// <summary>
/// Judges a server's certificate: the system's roots, and beside them those of the endpoint's PEM file; dates and host
/// name always. There is no "accept anything". <see cref="Refusal"/> says afterwards what was wrong.
/// </summary>
internal sealed class CertificateTrust
{
    private readonly ServerEndpoint _endpoint;
    private readonly TimeProvider _clock;
    private readonly X509Certificate2Collection _extraRoots;

    private CertificateTrust(ServerEndpoint endpoint, TimeProvider clock, X509Certificate2Collection extraRoots)
    {
        _endpoint = endpoint;
        _clock = clock;
        _extraRoots = extraRoots;
    }

    public WireException? Refusal { get; private set; }

    public static CertificateTrust For(ServerEndpoint endpoint, TimeProvider clock)
    {
        var roots = new X509Certificate2Collection();
        if (endpoint.CertificateFile is { Length: > 0 } file)
        {
            try
            {
                roots.ImportFromPemFile(file);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new WireException(
                    WireFault.CertificateFileUnreadable,
                    $"The certificate file '{file}' cannot be read ({fault.Message}).",
                    fault);
            }

            if (roots.Count == 0)
            {
                throw new WireException(
                    WireFault.CertificateFileUnreadable,
                    $"The certificate file '{file}' holds no certificate: it must be PEM (BEGIN CERTIFICATE).");
            }
        }

        return new CertificateTrust(endpoint, clock, roots);
    }

    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is not X509Certificate2 leaf || chain is null)
        {
            Refusal = new WireException(WireFault.TlsFailed, $"{_endpoint} showed no certificate.");
            return false;
        }

        var status = errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
            ? StatusWithExtraRoots(leaf, chain)
            : X509ChainStatusFlags.NoError;
        var otherName = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch);
        if (status == X509ChainStatusFlags.NoError && !otherName)
        {
            return true;
        }

        Refusal = Refuse(leaf, status, otherName);
        return false;
    }

    private X509ChainStatusFlags StatusWithExtraRoots(X509Certificate2 leaf, X509Chain system)
    {
        if (_extraRoots.Count == 0)
        {
            return Flags(system);
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_extraRoots);
        chain.ChainPolicy.ExtraStore.AddRange(system.ChainPolicy.ExtraStore);

        // A private authority rarely publishes a revocation list, and an unreachable one would stop the mail.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "Server authentication"));
        return chain.Build(leaf) ? X509ChainStatusFlags.NoError : Flags(chain);
    }

    private static X509ChainStatusFlags Flags(X509Chain chain) =>
        chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);

    private WireException Refuse(X509Certificate2 leaf, X509ChainStatusFlags status, bool otherName)
    {
        var faults = new List<(WireFault Fault, string Words)>();
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            faults.Add((WireFault.CertificateExpired, Dates(leaf)));
        }

        if (otherName)
        {
            faults.Add((WireFault.CertificateOtherName, $"it is for {Names(leaf)}, not for {_endpoint.Host}"));
        }

        if ((status & ~X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError)
        {
            faults.Add((
                WireFault.CertificateNotTrusted,
                $"it was issued by '{leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true)}', which is not "
                + $"trusted here ({status & ~X509ChainStatusFlags.NotTimeValid})"));
        }

        return new WireException(
            faults[0].Fault,
            $"The certificate of {_endpoint} is refused: {string.Join("; ", faults.Select(fault => fault.Words))}. "
            + Advice(faults[0].Fault));
    }

    private string Dates(X509Certificate2 leaf)
    {
        var now = _clock.GetUtcNow();
        if (new DateTimeOffset(leaf.NotAfter) < now)
        {
            return $"it expired on {Day(leaf.NotAfter)}";
        }

        return new DateTimeOffset(leaf.NotBefore) > now
            ? $"it is not valid before {Day(leaf.NotBefore)}"
            : "a certificate above it is outside its dates";
    }

    private static string Day(DateTime moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 leaf)
    {
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(extension => extension.EnumerateDnsNames()
                .Concat(extension.EnumerateIPAddresses().Select(address => address.ToString())))
            .Take(5)
            .ToList();
        return names.Count > 0 ? string.Join(", ", names) : $"'{leaf.GetNameInfo(X509NameType.DnsName, false)}'";
    }

    private static string Advice(WireFault fault) => fault switch
    {
        WireFault.CertificateExpired => "Renew it on the server, or check this machine's clock.",
        WireFault.CertificateOtherName => "Use the host name that stands in the certificate.",
        _ => "If it is your own server, give its certificate (PEM) as the certificate file.",
    };
}
