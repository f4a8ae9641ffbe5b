using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MockWs.Transports.Tls;

namespace MockWs.Tests.Transports.Tls;

[CancelAfter(30_000)]
internal sealed class CertificateTrustTests
{
    private static CancellationToken Cancellation => TlsPair.Cancellation;

    [Test]
    public async Task A_client_refuses_another_certificate_of_the_same_names()
    {
        using var trusted = ServerCertificate.CreateForLocalhost();
        await using var pair = new TlsPair();
        await using var server = new TlsDuplexPipe(pair.ServerEnd);
        var handshake = server.AuthenticateAsServerAsync(ServerCertificate.ForLocalhost, Cancellation);

        var connect = () => pair.ConnectClientAsync(trusted);

        await connect.Should().ThrowAsync<AuthenticationException>();
        await handshake;
    }

    [Test]
    public void A_copy_of_the_certificate_without_its_key_is_trusted_after_the_original_is_disposed()
    {
        var certificate = ServerCertificate.CreateForLocalhost();
        using var shown = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var trust = CertificateTrust.Exactly(certificate);
        certificate.Dispose();

        trust(this, shown, null, SslPolicyErrors.RemoteCertificateNameMismatch).Should().BeTrue();
    }

    [Test]
    public void A_server_without_a_certificate_is_refused()
    {
        using var certificate = ServerCertificate.CreateForLocalhost();

        CertificateTrust.Exactly(certificate)(this, null, null, SslPolicyErrors.RemoteCertificateNotAvailable).Should().BeFalse();
    }

    [Test]
    public void A_ClientWebSocket_takes_the_trust()
    {
        using var trusted = ServerCertificate.CreateForLocalhost();
        using var other = ServerCertificate.CreateForLocalhost();
        using var client = new ClientWebSocket();

        client.Options.TrustExactly(trusted);

        var callback = client.Options.RemoteCertificateValidationCallback!;
        callback(this, trusted, null, SslPolicyErrors.RemoteCertificateChainErrors).Should().BeTrue();
        callback(this, other, null, SslPolicyErrors.None).Should().BeFalse();
    }

    [Test]
    public async Task An_HTTP_client_takes_the_trust_and_keeps_its_other_options()
    {
        await using var pair = new TlsPair();
        var certificate = ServerCertificate.ForLocalhost;
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => new(new DuplexPipeStream(pair.ClientEnd)) };
        handler.SslOptions.TargetHost = "mockws.local";
        handler.TrustExactly(certificate.TargetCertificate);
        using var http = new HttpClient(handler);

        var answer = http.GetStringAsync(new Uri("https://localhost/"), Cancellation);
        await using var server = new TlsDuplexPipe(pair.ServerEnd);
        await server.AuthenticateAsServerAsync(certificate, Cancellation);
        await server.Output.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ntrusted"u8.ToArray(), Cancellation);

        (await answer).Should().Be("trusted");
        handler.SslOptions.TargetHost.Should().Be("mockws.local");
        handler.Invoking(used => used.TrustExactly(certificate.TargetCertificate)).Should().Throw<InvalidOperationException>();
    }
}
