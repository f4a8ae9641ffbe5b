using System.Diagnostics;
using System.Net.WebSockets;
using MockWs.Benchmarks.Servers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace MockWs.Benchmarks.Fixtures;

/// <summary>What a test pays before it can begin: a server is started, a client connects, and has its first message back.</summary>
internal static class FirstEcho
{
    /// <summary>The milliseconds from nothing to the first echo; the end of client and server is not counted.</summary>
    /// <param name="kind">Which server is started.</param>
    /// <param name="echo">The port of the echo that <see cref="FixtureKind.ClientAlone"/> connects to.</param>
    public static Task<double> MeasureAsync(FixtureKind kind, int echo) => kind switch
    {
        FixtureKind.ClientAlone => OfClientAsync(echo),
        FixtureKind.MockWsInMemory => InMemoryAsync(),
        FixtureKind.MockWs => OverTcpAsync(),
        FixtureKind.Kestrel => OfKestrelAsync(),
        FixtureKind.WireMock => OfWireMockAsync(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This is no kind of fixture."),
    };

    private static async Task<double> OfClientAsync(int echo)
    {
        var start = Stopwatch.GetTimestamp();
        return await ConnectAsync(new Uri($"ws://127.0.0.1:{echo}/"), start);
    }

    private static async Task<double> InMemoryAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await using var server = await MockWsServer.StartAsync(mock => mock.InMemory());
        using var client = await server.ConnectAsync("/");
        return await EchoAsync(client, start);
    }

    private static async Task<double> OverTcpAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await using var server = await MockWsServer.StartAsync(mock => mock.ListenOn("ws://127.0.0.1:0"));
        return await ConnectAsync(server.Url, start);
    }

    private static async Task<double> OfKestrelAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await using var app = await KestrelEcho.RunAsync();
        return await ConnectAsync(new UriBuilder(app.Urls.Single()) { Scheme = "ws" }.Uri, start);
    }

    private static async Task<double> OfWireMockAsync()
    {
        var start = Stopwatch.GetTimestamp();
        using var server = WireMockServer.Start();
        server.Given(Request.Create().WithWebSocketUpgrade().WithPath("/")).RespondWith(Response.Create().WithWebSocket(socket => socket.WithEcho()));
        return await ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/"), start);
    }

    private static async Task<double> ConnectAsync(Uri url, long start)
    {
        using var client = new ClientWebSocket();
        await client.ConnectAsync(url, CancellationToken.None);
        return await EchoAsync(client, start);
    }

    private static async Task<double> EchoAsync(WebSocket client, long start)
    {
        var buffer = new byte[16];
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var echo = await client.ReceiveAsync(buffer, CancellationToken.None);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (!buffer.AsSpan(0, echo.Count).SequenceEqual("hello"u8))
            throw new InvalidOperationException($"The echo has {echo.Count} bytes and is not what was sent.");
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return time;
    }
}
