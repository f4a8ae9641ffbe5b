using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MockWs.Conformance.Rfc6455;

/// <summary>
/// "The underlying TCP connection, in most normal cases, SHOULD be closed first by the server": over real sockets, with a FIN and never
/// with a reset.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class Section_7_1_1_TcpEnd : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private static readonly Frame[] Ends =
        [Close(1000), Close(), Text(Hex("ff")), Continuation("orphan"), Text("*").WithRsv(7), new Frame(0x3, [])];

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = (int)Long.TotalMilliseconds };
    private MockWsServer _server;

    [SetUp]
    public async Task ConnectAsync()
    {
        _server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0").Options.CloseTimeout = Long);
        await _socket.ConnectAsync(IPAddress.Loopback, _server.Url.Port);
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            answer.Append((char)(await ReadAsync(1))[0]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _server.DisposeAsync();
    }

    [TestCaseSource(nameof(Ends))]
    public async Task The_server_sends_its_close_frame_and_a_FIN(Frame end)
    {
        await _socket.SendAsync(end.Masked);
        await GetsCloseAndFin();
    }

    [TestCaseSource(nameof(Ends))]
    public async Task No_reset_comes_though_the_client_keeps_sending(Frame end)
    {
        // More than the buffers of both sides hold, so that a server that had stopped reading would be seen.
        await _socket.SendAsync(end.Masked);
        for (var i = 0; i < 64; i++)
        {
            await SendAllAsync(new byte[256 * 1024]);
        }

        await GetsCloseAndFin();
        await SendAllAsync(new byte[256 * 1024]);
    }

    [Test]
    public async Task No_reset_comes_though_the_refused_message_is_sent_to_its_end()
    {
        await SendAllAsync(Binary(new byte[20 * 1024 * 1024]).Masked);
        await GetsCloseAndFin();
    }

    private async Task GetsCloseAndFin()
    {
        var head = await ReadAsync(2);
        head[0].Should().Be(0x88);
        await ReadAsync(head[1]);
        (await _socket.ReceiveAsync(new byte[1])).Should().Be(0, "a FIN ends the stream; a reset would throw");
    }

    private async Task SendAllAsync(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
        }
    }

    private async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var more = await _socket.ReceiveAsync(bytes.AsMemory(read));
            more.Should().BePositive("the stream must not end here");
            read += more;
        }

        return bytes;
    }
}
