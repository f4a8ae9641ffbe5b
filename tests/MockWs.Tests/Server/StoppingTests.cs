using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using MockWs.Recording;

namespace MockWs.Tests.Server;

public class StoppingTests
{
    [Test]
    public async Task Stopping_tells_every_client_1001_and_keeps_the_journal()
    {
        var server = await MockWsServer.StartAsync();
        using var first = new ClientWebSocket();
        using var second = new ClientWebSocket();
        await first.ConnectAsync(server.Url, default);
        await second.ConnectAsync(server.Url, default);

        var receiving = Task.WhenAll(Answer(first), Answer(second));
        await server.StopAsync();

        (await receiving).Should().AllBeEquivalentTo(WebSocketCloseStatus.EndpointUnavailable);
        server.Connections.Should().BeEmpty();
        server.Journal.Count(entry => entry.Kind == JournalEntryKind.Closed).Should().Be(2);

        static async Task<WebSocketCloseStatus?> Answer(ClientWebSocket client)
        {
            await client.ReceiveAsync();
            await client.CloseOutputAsync(client.CloseStatus!.Value, "", default);
            return client.CloseStatus;
        }
    }

    [Test]
    public async Task Stopping_ends_in_time_with_clients_that_are_stuck([Values] bool inMemory, [Values] bool clockStandsStill)
    {
        var server = await MockWsServer.StartAsync(mock =>
        {
            mock.ListenOn(inMemory ? [] : ["ws://127.0.0.1:0"]).UseTime(clockStandsStill ? new FakeTimeProvider() : TimeProvider.System);
            mock.Options.StopTimeout = TimeSpan.FromMilliseconds(200);
        });
        using var silent = await ConnectRawAsync(server, inMemory);
        await silent.HandshakeAsync();
        using var halfway = await ConnectRawAsync(server, inMemory);
        await halfway.WriteAsync("GET / HT"u8.ToArray());
        using var full = await ConnectRawAsync(server, inMemory);
        await full.HandshakeAsync();
        await server.NextConnectionAsync();
        var peer = await server.NextConnectionAsync();
        var sending = peer.SendBinaryAsync(new byte[20_000_000]);

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(10));

        await FluentActions.Awaiting(() => sending).Should().ThrowAsync<InvalidOperationException>();
        server.Connections.Should().BeEmpty();
        await server.StopAsync();
    }

    [Test]
    public async Task A_stopped_server_lets_nobody_in()
    {
        var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0"));
        await server.DisposeAsync();
        using var client = new ClientWebSocket();

        await FluentActions.Awaiting(() => client.ConnectAsync(server.Url, default)).Should().ThrowAsync<WebSocketException>();
    }

    [Test]
    public async Task A_reset_drops_the_connections_forgets_the_journal_and_goes_on()
    {
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var before = await server.ConnectAsync("/before");

        var leaving = Task.Run(async () =>
        {
            await before.ReceiveAsync();
            await before.CloseOutputAsync(before.CloseStatus!.Value, "", default);
        });
        await server.ResetAsync();
        await leaving;
        using var after = await server.ConnectAsync("/after");

        before.CloseStatus.Should().Be(WebSocketCloseStatus.EndpointUnavailable);
        (await server.NextConnectionAsync()).Path.Should().Be("/after");
        server.Journal.First().Kind.Should().Be(JournalEntryKind.Opened);
        server.Journal.First().Path.Should().Be("/after");
    }

    [Test]
    public async Task Half_open_handshakes_and_clients_that_reset_leave_no_descriptor_behind()
    {
        if (!Directory.Exists("/proc/self/fd"))
        {
            Assert.Ignore("Counting descriptors needs /proc.");
        }

        await using (var warm = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0")))
        {
            using var client = new ClientWebSocket();
            await client.ConnectAsync(warm.Url, default);
        }

        var before = SocketDescriptors();
        await using (var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0")))
        {
            var halfOpen = new List<TcpClient>();
            for (var i = 0; i < 200; i++)
            {
                var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, server.Url.Port);
                await client.GetStream().WriteAsync("GET / HTTP/1.1\r\n"u8.ToArray());
                halfOpen.Add(client);
            }

            for (var i = 0; i < 500; i++)
            {
                using var client = new TcpClient { LingerState = new LingerOption(true, 0) };
                await client.ConnectAsync(IPAddress.Loopback, server.Url.Port);
                await client.GetStream().WriteAsync("GET / HTTP/1.1\r\n"u8.ToArray());
            }

            halfOpen.ForEach(client => client.Dispose());
            await server.Journal.WaitForCountAsync(200, entry => entry.Kind == JournalEntryKind.Lost);
        }

        SocketDescriptors().Should().BeLessThanOrEqualTo(before + 5);
    }

    private static int SocketDescriptors() =>
        new DirectoryInfo("/proc/self/fd").GetFiles().Count(file => file.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

    private static async Task<Stream> ConnectRawAsync(MockWsServer server, bool inMemory)
    {
        if (inMemory)
        {
            return server.ConnectInMemory();
        }

        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, server.Url.Port);
        return new NetworkStream(client, ownsSocket: true);
    }
}
