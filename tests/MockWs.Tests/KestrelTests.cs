using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MockWs.Recording;
using MockWs.Transports.Tls;

namespace MockWs.Tests;

/// <summary>A mock server and an ASP.NET Core application on one port.</summary>
[CancelAfter(20_000)]
internal sealed class KestrelTests
{
    private const string Handshake =
        "GET /chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private static readonly byte[] MaskedHello = [0x81, 0x85, 0, 0, 0, 0, .. "hello"u8];

    private MockWsServer _server = null!;
    private WebApplication _app = null!;

    private static CancellationToken Cancellation => TestContext.CurrentContext.CancellationToken;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await MockWsServer.StartAsync(mock => mock.InMemory());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseMockWs(_server));
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.UseHttps(_server.Certificate).UseMockWs(_server);
            });
        });
        _app = builder.Build();
        _app.Run(context => context.Response.WriteAsync($"{context.Request.Method} {context.Request.Path} is the application's"));
        await _app.StartAsync(Cancellation);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        await _app.DisposeAsync();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_WebSocket_client_is_the_mock_servers(bool isSecure)
    {
        using var client = new ClientWebSocket();
        client.Options.TrustExactly(_server.Certificate);
        await client.ConnectAsync(new Uri($"{(isSecure ? "wss" : "ws")}://127.0.0.1:{PortOf(isSecure)}/chat"), Cancellation);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, Cancellation);
        (await client.ReceiveAsync(new byte[10], Cancellation)).Count.Should().Be(5);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        var closed = await _server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Closed, cancellation: Cancellation);
        closed.Path.Should().Be("/chat");
        closed.RemoteAddress.Should().StartWith("127.0.0.1:");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Any_other_client_is_the_applications(bool isSecure)
    {
        using var handler = new SocketsHttpHandler();
        handler.TrustExactly(_server.Certificate);
        using var http = new HttpClient(handler);
        var url = new Uri($"{(isSecure ? "https" : "http")}://127.0.0.1:{PortOf(isSecure)}/page");
        (await http.GetStringAsync(url, Cancellation)).Should().Be("GET /page is the application's");
        (await http.GetStringAsync(url, Cancellation)).Should().Be("GET /page is the application's", "the connection is kept");
        _server.Journal.Count.Should().Be(0);
    }

    [Test]
    public async Task A_handshake_in_single_bytes_and_a_frame_behind_it_are_read_whole()
    {
        await using var client = await ConnectAsync();
        foreach (var next in Encoding.ASCII.GetBytes(Handshake[..^1]))
        {
            await client.WriteAsync(new[] { next }, Cancellation);
        }

        await client.WriteAsync((byte[])[(byte)'\n', .. MaskedHello], Cancellation);
        (await ReadUntilAsync(client, "hello")).Should().StartWith("HTTP/1.1 101 ");
    }

    [Test]
    public async Task A_request_of_the_applications_in_single_bytes_is_read_whole()
    {
        await using var client = await ConnectAsync();
        foreach (var next in "GET /page HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray())
        {
            await client.WriteAsync(new[] { next }, Cancellation);
        }

        (await ReadUntilAsync(client, "is the application's")).Should().StartWith("HTTP/1.1 200 ").And.Contain("GET /page");
    }

    [TestCase("Upgrade: websocket\r\n", "Upgrade: h2c\r\n", "426")]
    [TestCase("Upgrade: websocket\r\n", "", "426")]
    [TestCase("Version: 13", "Version: 8", "426")]
    [TestCase("GET ", "POST ", "405")]
    [TestCase("Host: localhost\r\n", "", "400")]
    [TestCase("HTTP/1.1", "HTTP/1.0", "505")]
    [TestCase("GET", "\u0016\u0003\u0001", "400")]
    public async Task A_handshake_gone_wrong_gets_the_mock_servers_answer(string right, string wrong, string status)
    {
        await using var client = await ConnectAsync();
        await client.WriteAsync(Encoding.ASCII.GetBytes(Handshake.Replace(right, wrong, StringComparison.Ordinal)), Cancellation);
        (await ReadUntilAsync(client, "Rule:")).Should().StartWith($"HTTP/1.1 {status} ");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task After_the_close_handshake_the_connection_ends_cleanly(bool isSecure)
    {
        await using var client = await ConnectAsync(isSecure);
        await client.WriteAsync(Encoding.ASCII.GetBytes(Handshake), Cancellation);
        await ReadUntilAsync(client, "\r\n\r\n");

        // 70,000 bytes come back before the close frame: none may be cut off by the end.
        var large = new byte[70_000];
        await client.WriteAsync((byte[])[0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0x11, 0x70, 0, 0, 0, 0, .. large], Cancellation);
        await client.WriteAsync((byte[])[0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8], Cancellation);

        // A reset is an exception here.
        var rest = Encoding.Latin1.GetBytes(await ReadToEndAsync(client));
        rest.Should().HaveCount(10 + large.Length + 4).And.EndWith([0x88, 0x02, 0x03, 0xE8]);
    }

    [Test]
    public async Task The_end_of_TLS_is_said_before_the_connection_ends()
    {
        var wire = await DialAsync(isSecure: true);
        await using var client = new SslStream(wire, leaveInnerStreamOpen: false, CertificateTrust.Exactly(_server.Certificate));
        await client.AuthenticateAsClientAsync("localhost", null, SslProtocols.Tls12, checkCertificateRevocation: false);
        await client.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(Handshake), 0x88, 0x80, 0, 0, 0, 0], Cancellation);
        (await ReadToEndAsync(client)).Should().EndWith("\r\n\r\n\x88\0");

        // In TLS 1.2 the type of an encrypted record stands in the clear: 21 for an alert, such as close_notify (RFC 5246 6.2.1).
        wire.LastRecordType.Should().Be(21);
    }

    [Test]
    public async Task When_Kestrel_stops_clients_get_1001()
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri($"ws://127.0.0.1:{PortOf(false)}/"), Cancellation);
        var stop = _app.StopAsync(Cancellation);
        (await client.ReceiveAsync(new byte[10], Cancellation)).CloseStatus.Should().Be(WebSocketCloseStatus.EndpointUnavailable);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        await stop;
    }

    [Test]
    public async Task When_the_mock_server_stops_clients_get_1001_and_the_application_goes_on()
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(new Uri($"ws://127.0.0.1:{PortOf(false)}/"), Cancellation);
        var stop = _server.StopAsync();
        (await client.ReceiveAsync(new byte[10], Cancellation)).CloseStatus.Should().Be(WebSocketCloseStatus.EndpointUnavailable);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        await stop;
        using var http = new HttpClient();
        (await http.GetStringAsync(new Uri($"http://127.0.0.1:{PortOf(false)}/page"), Cancellation)).Should().Contain("the application's");
    }

    private int PortOf(bool isSecure) => new Uri(_app.Urls.Single(url => url.StartsWith(isSecure ? "https:" : "http:", StringComparison.Ordinal))).Port;

    private async Task<Stream> ConnectAsync(bool isSecure = false)
    {
        var wire = await DialAsync(isSecure);
        if (!isSecure)
        {
            return wire;
        }

        var tls = new SslStream(wire, leaveInnerStreamOpen: false, CertificateTrust.Exactly(_server.Certificate));
        await tls.AuthenticateAsClientAsync("localhost");
        return tls;
    }

    private async Task<TlsRecordStream> DialAsync(bool isSecure)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, PortOf(isSecure), Cancellation);
        return new TlsRecordStream(socket);
    }

    private static async Task<string> ReadUntilAsync(Stream stream, string end)
    {
        var text = new StringBuilder();
        var buffer = new byte[1];
        while (!text.ToString().Contains(end, StringComparison.Ordinal) && await stream.ReadAsync(buffer, Cancellation) > 0)
        {
            text.Append((char)buffer[0]);
        }

        return text.ToString();
    }

    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    /// <summary>A client's connection that looks at the TLS records that come in.</summary>
    private sealed class TlsRecordStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
    {
        private readonly List<byte> _received = [];

        public int LastRecordType
        {
            get
            {
                var type = 0;
                for (var at = 0; at < _received.Count; at += 5 + (_received[at + 3] << 8) + _received[at + 4])
                {
                    type = _received[at];
                }

                return type;
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            _received.AddRange(buffer.Span[..count]);
            return count;
        }
    }
}
