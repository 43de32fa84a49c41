using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MailIntake.Tests.Support;

/// <summary>An authority of our own and server certificates from it, as PEM files in a folder.</summary>
public sealed class TestCertificates
{
    private readonly string _folder;
    private readonly X509Certificate2 _authority;

    public TestCertificates(string folder)
    {
        _folder = folder;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=MailIntake Test Authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        _authority = request.CreateSelfSigned(now.AddYears(-2), now.AddYears(10));
        AuthorityFile = Write("authority.pem", _authority.ExportCertificatePem());
    }

    /// <summary>What a client is to trust.</summary>
    public string AuthorityFile { get; }

    /// <summary>For localhost and 127.0.0.1, valid now.</summary>
    public (string Certificate, string Key) ForThisMachine() => Issue("server", -1, 365, "localhost", "127.0.0.1");

    public (string Certificate, string Key) Expired() => Issue("expired", -60, -30, "localhost", "127.0.0.1");

    public (string Certificate, string Key) ForOther() => Issue("other", -1, 365, "mail.elsewhere.test");

    private (string Certificate, string Key) Issue(string file, int fromDay, int toDay, params string[] names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            $"CN={names[0]}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(
            _authority, now.AddDays(fromDay), now.AddDays(toDay), RandomNumberGenerator.GetBytes(16));
        return (Write($"{file}.pem", certificate.ExportCertificatePem()),
            Write($"{file}.key", key.ExportPkcs8PrivateKeyPem()));
    }

    private string Write(string name, string pem)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, pem + "\n");
        return path;
    }
}
