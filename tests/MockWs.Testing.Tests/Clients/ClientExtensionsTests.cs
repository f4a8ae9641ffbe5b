using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MockWs.Testing.Tests.Clients;

/// <summary>A client's way to the server, the same wherever that listens.</summary>
[CancelAfter(20_000)]
internal sealed class ClientExtensionsTests
{
    [TestCase("")]
    [TestCase("ws://localhost:0")]
    [TestCase("wss://localhost:0")]
    public async Task An_invoker_leads_to_the_server_wherever_it_listens(string url)
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn(url.Length == 0 ? [] : [url]));
        using var invoker = server.CreateInvoker();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(server.UrlOf("/chat"), invoker, CancellationToken.None);

        (await client.EchoAsync("hello")).Should().Be("hello");
        server.Connections[0].RemoteAddress.Should().Match(address => url.Length == 0 == (address == "memory"));
    }

    [Test]
    public async Task A_client_trusts_the_certificate_of_this_server_and_no_other()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn("wss://localhost:0"));
        using var certificate = AnotherCertificate();
        await using var other = await MockWsServer.StartAsync(mock => mock.ListenOn("wss://localhost:0").UseCertificate(certificate));
        using var client = new ClientWebSocket();
        client.Options.TrustCertificateOf(server);
        await client.ConnectAsync(server.Url, CancellationToken.None);
        (await client.EchoAsync("hello")).Should().Be("hello");

        using var misled = new ClientWebSocket();
        misled.Options.TrustCertificateOf(server);
        await misled.Awaiting(one => one.ConnectAsync(other.Url, CancellationToken.None)).Should().ThrowAsync<WebSocketException>();
    }

    private static X509Certificate2 AnotherCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
