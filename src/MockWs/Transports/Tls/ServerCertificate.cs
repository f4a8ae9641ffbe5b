using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MockWs.Transports.Tls;

/// <summary>
/// Where the server's certificate comes from. A context holds the certificate
/// (<see cref="SslStreamCertificateContext.TargetCertificate"/>), its private key and the intermediates to send along; one context
/// serves all connections.
/// </summary>
/// <remarks>All dates are of the real clock, even where the server runs on a fake one: the client checks them with its own.</remarks>
internal static class ServerCertificate
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // ERROR_INVALID_PASSWORD as an HRESULT, the same on every system.
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <summary>The names of a certificate made here.</summary>
    public static readonly IReadOnlyList<string> LocalNames = ["localhost", "mockws.local", "127.0.0.1", "::1"];

    private static readonly Lazy<SslStreamCertificateContext> Localhost = new(() => ContextOf(CreateForLocalhost(), []));

    /// <summary>One certificate of <see cref="CreateForLocalhost"/> for the process, made when first asked for. Never dispose it.</summary>
    public static SslStreamCertificateContext ForLocalhost => Localhost.Value;

    /// <summary>A new self-signed certificate for localhost, 127.0.0.1, ::1 and mockws.local, valid from yesterday for a year.</summary>
    public static X509Certificate2 CreateForLocalhost()
    {
        using var key = CreateKey();
        var now = TimeProvider.System.GetUtcNow();
        return WithKeyOfTheSystem(RequestFor(LocalNames, key).CreateSelfSigned(now.AddDays(-1), now.AddDays(364)));
    }

    /// <summary>A key for a certificate. The caller disposes it.</summary>
    public static ECDsa CreateKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>What a server's certificate says, but for who signs it and how long it is valid.</summary>
    /// <param name="hosts">Its DNS names and IP addresses; at least one.</param>
    /// <param name="key">Its key.</param>
    public static CertificateRequest RequestFor(IReadOnlyList<string> hosts, ECDsa key)
    {
        var request = new CertificateRequest("CN=localhost, O=MockWs", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    /// <summary>A certificate and its key, as TLS takes them.</summary>
    public static SslStreamCertificateContext ContextOf(X509Certificate2 certificate) => ContextOf(WithKeyOfTheSystem(certificate), []);

    /// <summary>The user's own certificate as it is: no name or date is checked, so that a test can show an expired one.</summary>
    /// <exception cref="ArgumentException">The certificate has no private key.</exception>
    public static SslStreamCertificateContext From(X509Certificate2 certificate) =>
        certificate.HasPrivateKey
            ? ContextOf(certificate, [])
            : throw new ArgumentException(
                $"The certificate '{certificate.Subject}' has no private key, so no server can prove that it is its own. " +
                "Load it with its key: X509CertificateLoader.LoadPkcs12FromFile or X509Certificate2.CreateFromPemFile.",
                nameof(certificate));

    /// <summary>A certificate, and the intermediates after it, from a PEM file.</summary>
    /// <param name="certificatePath">The file with the certificate; the first one in it is the server's.</param>
    /// <param name="keyPath">The file with its private key, not encrypted; null where the first file holds it too.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">The certificate cannot be used; the message says why and what to do.</exception>
    public static SslStreamCertificateContext FromPem(string certificatePath, string? keyPath = null)
    {
        var keyFile = keyPath ?? certificatePath;
        var certificates = File.ReadAllText(Existing(certificatePath, "certificate"));
        var key = File.ReadAllText(Existing(keyFile, "private key"));
        if (!certificates.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
        {
            throw Unusable(
                certificatePath,
                "it holds no PEM certificate (no line -----BEGIN CERTIFICATE-----)",
                "give the certificate in PEM form, or, where the file is a PFX, give it as one.");
        }

        CheckKey(key, keyFile);
        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificates);
            chain.RemoveAt(0);
            return ContextOf(WithKeyOfTheSystem(Current(X509Certificate2.CreateFromPem(certificates, key), certificatePath)), chain);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw Unusable(
                certificatePath,
                $"its first certificate and the private key in '{keyFile}' do not fit each other or are damaged",
                "put the server's own certificate first, before the intermediates, and give the key that it was made with.",
                error);
        }
    }

    /// <summary>A certificate with its private key, and the intermediates beside it, from a PFX (PKCS #12) file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Its password; null for none.</param>
    /// <exception cref="FileNotFoundException">The file is missing.</exception>
    /// <exception cref="InvalidDataException">The certificate cannot be used; the message says why and what to do.</exception>
    public static SslStreamCertificateContext FromPfx(string path, string? password = null)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(Existing(path, "certificate"), password);
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw Unusable(
                    path, "it holds no private key", "export it with its key (openssl pkcs12 -export -inkey key.pem -in cert.pem).");
            all.Remove(own);
            return ContextOf(Current(own, path), all);
        }
        catch (CryptographicException error) when (error.HResult == WrongPassword)
        {
            var why = password is null ? "it needs a password and none was given" : "the password is wrong";
            throw Unusable(path, why, "give the password that it was exported with.", error);
        }
        catch (CryptographicException error)
        {
            throw Unusable(
                path,
                "it is not a PFX (PKCS #12) file or it is damaged",
                "give a PFX; a file that begins with -----BEGIN is a PEM.",
                error);
        }
    }

    private static void CheckKey(string key, string path)
    {
        if (key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Unusable(
                path,
                "its private key is encrypted with a password",
                $"write it without one (openssl pkey -in \"{path}\" -out plain.pem) and give that file.");
        }

        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Unusable(path, "it holds no private key", "give the file that holds -----BEGIN PRIVATE KEY----- as the key.");
        }
    }

    private static SslStreamCertificateContext ContextOf(X509Certificate2 certificate, X509Certificate2Collection intermediates) =>
        SslStreamCertificateContext.Create(certificate, intermediates, offline: true);

    // On Windows TLS is done by another process, which cannot use a key that lives in ours; importing a PFX hands the key over.
    private static X509Certificate2 WithKeyOfTheSystem(X509Certificate2 certificate) =>
        OperatingSystem.IsWindows() ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null) : certificate;

    private static X509Certificate2 Current(X509Certificate2 certificate, string path)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (start, end) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return now >= start && now <= end
            ? certificate
            : throw Unusable(
                path,
                $"it is valid from {start:u} to {end:u}, and now is {now:u}",
                "renew it. To show clients an expired certificate on purpose, bind the fault expiredCertificate, or load this one in C# and give the server the X509Certificate2.");
    }

    private static string Existing(string path, string what) =>
        File.Exists(path) ? path : throw new FileNotFoundException(
            $"The {what} file '{path}' does not exist (looked at '{Path.GetFullPath(path)}'). " +
            "Correct the path, or give no certificate at all to get one made for localhost.", path);

    private static InvalidDataException Unusable(string path, string why, string instead, Exception? cause = null) =>
        new($"The file '{path}' is of no use for TLS: {why}. Instead, {instead}", cause);
}
