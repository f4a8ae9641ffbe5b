using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using MockWs.Recording;
using MockWs.Transports.Tls;

namespace MockWs.Backends;

[TestFixtureSource(typeof(Backend), nameof(Backend.Secure)), CancelAfter(30_000)]
public class TlsTests(Backend backend)
{
    [TestCase(SslProtocols.Tls12)]
    [TestCase(SslProtocols.Tls13)]
    public async Task Both_versions_are_spoken(SslProtocols version)
    {
        await using var server = await backend.StartAsync();
        await using var client = await ConnectAsync(server, version);

        client.SslProtocol.Should().Be(version);
        await client.HandshakeAsync();
        await client.WriteAsync(Convert.FromHexString("818100000000" + "61" + "888200000000" + "03E8"));
        (await client.ReadToEndAsync()).Should().Be("810161" + "880203E8");
    }

    [Test]
    public async Task A_client_that_speaks_no_TLS_is_lost_and_stops_nobody_else()
    {
        await using var server = await backend.StartAsync();
        using var plain = new TcpClient(server.Url.Host, server.Url.Port);
        await plain.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());

        await server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Lost);

        using var client = await backend.ConnectAsync(server);
        (await client.EchoAsync("a")).Should().Be("a");
    }

    private static async Task<SslStream> ConnectAsync(MockWsServer server, SslProtocols version)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Url.Host, server.Url.Port);
        var client = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false, CertificateTrust.Exactly(server.Certificate));
        await client.AuthenticateAsClientAsync("localhost", null, version, checkCertificateRevocation: false);
        return client;
    }
}
