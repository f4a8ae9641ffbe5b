using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MockWs.Transports.Tls;

namespace MockWs.Tests.Transports.Tls;

internal sealed class ServerCertificateTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("mockws-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("localhost")]
    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    [TestCase("mockws.local")]
    public void The_certificate_made_in_memory_names(string host)
    {
        using var certificate = ServerCertificate.CreateForLocalhost();

        certificate.MatchesHostname(host, allowCommonName: false).Should().BeTrue();
    }

    [Test]
    public void The_certificate_made_in_memory_passes_as_a_server_to_whoever_takes_it_as_a_root()
    {
        using var certificate = ServerCertificate.CreateForLocalhost();
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));

        chain.Build(certificate).Should().BeTrue(string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation)));
    }

    [Test]
    public void The_certificate_made_in_memory_is_short_enough_for_every_client_and_has_an_elliptic_key()
    {
        using var certificate = ServerCertificate.CreateForLocalhost();
        using var key = certificate.GetECDsaPrivateKey()!;

        (certificate.NotAfter - certificate.NotBefore).Should().Be(TimeSpan.FromDays(365));
        key.KeySize.Should().Be(256);
    }

    [Test]
    public void The_process_shares_one_certificate() =>
        ServerCertificate.ForLocalhost.Should().BeSameAs(ServerCertificate.ForLocalhost);

    [Test]
    public void A_certificate_of_the_user_is_taken_as_it_is_even_when_expired()
    {
        using var expired = Issue("CN=old", from: -20, to: -10);

        ServerCertificate.From(expired).TargetCertificate.Should().BeSameAs(expired);
    }

    [Test]
    public void A_certificate_of_the_user_without_its_key_is_refused()
    {
        using var certificate = ServerCertificate.CreateForLocalhost();
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);

        FluentActions.Invoking(() => ServerCertificate.From(bare)).Should().Throw<ArgumentException>().WithMessage("*has no private key*");
    }

    [Test]
    public void A_PEM_may_hold_certificate_and_key_in_one_file()
    {
        using var certificate = ServerCertificate.CreateForLocalhost();
        var file = Write("both.pem", certificate.ExportCertificatePem() + "\n" + KeyOf(certificate));

        Loaded(ServerCertificate.FromPem(file)).Should().Equal(certificate.RawData);
    }

    [Test]
    public void A_PEM_brings_the_intermediates_after_the_certificate()
    {
        using var root = Issue("CN=root");
        using var intermediate = Issue("CN=intermediate", issuer: root);
        using var own = Issue("CN=own", issuer: intermediate);
        var certificates = Write("chain.pem", own.ExportCertificatePem() + "\n" + intermediate.ExportCertificatePem());

        var context = ServerCertificate.FromPem(certificates, Write("key.pem", KeyOf(own)));

        Loaded(context).Should().Equal(own.RawData);
        context.IntermediateCertificates.Select(one => one.Subject).Should().Equal("CN=intermediate");
    }

    [TestCase(null)]
    [TestCase("secret")]
    public void A_PFX_brings_its_key_and_its_intermediates(string? password)
    {
        using var root = Issue("CN=root");
        using var intermediate = Issue("CN=intermediate", issuer: root);
        using var own = Issue("CN=own", issuer: intermediate);
        using var bare = X509CertificateLoader.LoadCertificate(intermediate.RawData);

        var file = Write("own.pfx", new X509Certificate2Collection { own, bare }.Export(X509ContentType.Pkcs12, password)!);

        var context = ServerCertificate.FromPfx(file, password);

        Loaded(context).Should().Equal(own.RawData);
        context.IntermediateCertificates.Select(one => one.Subject).Should().Equal("CN=intermediate");
    }

    [Test]
    public void A_missing_file_is_named_with_the_folder_it_was_looked_for_in()
    {
        var load = () => ServerCertificate.FromPem("absent.pem");

        load.Should().Throw<FileNotFoundException>()
            .WithMessage($"*'absent.pem' does not exist*{Path.GetFullPath("absent.pem")}*made for localhost*");
        FluentActions.Invoking(() => ServerCertificate.FromPfx("absent.pfx")).Should().Throw<FileNotFoundException>();
    }

    [Test]
    public void A_missing_key_file_is_told_from_a_missing_certificate_file()
    {
        using var certificate = ServerCertificate.CreateForLocalhost();
        var file = Write("cert.pem", certificate.ExportCertificatePem());

        var load = () => ServerCertificate.FromPem(file, "absent.key");

        load.Should().Throw<FileNotFoundException>().WithMessage("The private key file 'absent.key'*");
    }

    [Test]
    public void A_PEM_that_cannot_serve_says_why_and_what_to_do()
    {
        using var one = ServerCertificate.CreateForLocalhost();
        using var another = ServerCertificate.CreateForLocalhost();
        using var expired = Issue("CN=old", from: -20, to: -10);
        using var key = one.GetECDsaPrivateKey()!;
        var certificate = Write("cert.pem", one.ExportCertificatePem());
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1000);
        var encrypted = Write("encrypted.pem", key.ExportEncryptedPkcs8PrivateKeyPem("secret", encryption));
        var old = Write("old.pem", expired.ExportCertificatePem() + "\n" + KeyOf(expired));

        Refusal(() => ServerCertificate.FromPem(certificate)).Should().Match("*cert.pem*holds no private key*BEGIN PRIVATE KEY*");
        Refusal(() => ServerCertificate.FromPem(certificate, encrypted)).Should().Match("*encrypted*openssl pkey*");
        Refusal(() => ServerCertificate.FromPem(certificate, Write("other.pem", KeyOf(another)))).Should().Match("*do not fit each other*");
        Refusal(() => ServerCertificate.FromPem(Write("only-key.pem", KeyOf(one)))).Should().Match("*no PEM certificate*PFX*");
        Refusal(() => ServerCertificate.FromPem(old)).Should().Match("*valid from * to *renew it*");
    }

    [Test]
    public void A_PFX_that_cannot_serve_says_why_and_what_to_do()
    {
        using var certificate = ServerCertificate.CreateForLocalhost();
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var expired = Issue("CN=old", from: -20, to: -10);
        var keyless = Write("bare.pfx", bare.Export(X509ContentType.Pkcs12));
        var pem = Write("cert.pem", certificate.ExportCertificatePem());
        var old = Write("old.pfx", expired.Export(X509ContentType.Pkcs12));
        var locked = Write("locked.pfx", certificate.Export(X509ContentType.Pkcs12, "secret"));

        Refusal(() => ServerCertificate.FromPfx(locked)).Should().Match("*locked.pfx*needs a password and none was given*");
        Refusal(() => ServerCertificate.FromPfx(locked, "guess")).Should().Match("*the password is wrong*");
        Refusal(() => ServerCertificate.FromPfx(keyless)).Should().Match("*holds no private key*");
        Refusal(() => ServerCertificate.FromPfx(pem)).Should().Match("*not a PFX*is a PEM*");
        Refusal(() => ServerCertificate.FromPfx(old)).Should().Match("*valid from * to *renew it*");
    }

    private static string Refusal(Action load) => load.Should().Throw<InvalidDataException>().Which.Message;

    private static byte[] Loaded(SslStreamCertificateContext context)
    {
        context.TargetCertificate.HasPrivateKey.Should().BeTrue();
        return context.TargetCertificate.RawData;
    }

    private static string KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static X509Certificate2 Issue(string subject, X509Certificate2? issuer = null, int from = -1, int to = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        var (start, end) = (TimeProvider.System.GetUtcNow().AddDays(from), TimeProvider.System.GetUtcNow().AddDays(to));
        if (issuer is null)
        {
            return request.CreateSelfSigned(start, end);
        }

        using var issued = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, [1, 2, 3, 4]);
        return issued.CopyWithPrivateKey(key);
    }

    private string Write(string name, string text) => Write(name, System.Text.Encoding.ASCII.GetBytes(text));

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
