using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MockWs.Transports.Tls;

/// <summary>
/// Signs certificates of servers, with a key that is never written anywhere. Safe for concurrent use. All dates are of the real clock, as those of
/// <see cref="ServerCertificate"/>.
/// </summary>
internal sealed class CertificateAuthority : IDisposable
{
    private static readonly Lazy<CertificateAuthority> Shared = new(() => new CertificateAuthority());

    private readonly ECDsa _key = ServerCertificate.CreateKey();
    private readonly Lock _lock = new();

    public CertificateAuthority()
    {
        var request = new CertificateRequest("CN=MockWs test authority, O=MockWs", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = TimeProvider.System.GetUtcNow();
        using var withKey = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(364));
        Certificate = X509CertificateLoader.LoadCertificate(withKey.RawDataMemory.Span);
    }

    /// <summary>One for the process, made when it is first asked for. Never dispose it.</summary>
    public static CertificateAuthority OfProcess => Shared.Value;

    /// <summary>Its own certificate, without the key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Signs a certificate for a server, which is valid for a year.</summary>
    /// <param name="hosts">Its DNS names and IP addresses; at least one.</param>
    /// <param name="end">When it ends, by the real clock.</param>
    public SslStreamCertificateContext Issue(IReadOnlyList<string> hosts, DateTimeOffset end)
    {
        using var key = ServerCertificate.CreateKey();
        var request = ServerCertificate.RequestFor(hosts, key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        lock (_lock)
        {
            using var signed = request.Create(
                Certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), end.AddDays(-365), end, RandomNumberGenerator.GetBytes(16));
            return ServerCertificate.ContextOf(signed.CopyWithPrivateKey(key));
        }
    }

    public void Dispose()
    {
        _key.Dispose();
        Certificate.Dispose();
    }
}
