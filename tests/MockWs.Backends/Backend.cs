using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using MockWs.Faults;
using MockWs.Transports.Tls;

namespace MockWs.Backends;

/// <summary>A backend over a transport, and how clients get to it.</summary>
/// <param name="Name">For the names of tests.</param>
/// <param name="Urls">Where it listens; empty for in memory.</param>
/// <param name="Use">Chooses the backend.</param>
public sealed record Backend(string Name, string[] Urls, Action<MockWsServerBuilder> Use)
{
    private static readonly (string Name, Action<MockWsServerBuilder> Use)[] Engines =
    [
        ("MockWs", _ => { }),
#if FLECK
        ("Fleck", mock => mock.UseFleck()),
#endif
    ];

    private static readonly (string Name, string[] Urls)[] Transports =
    [
        ("sockets", ["ws://127.0.0.1:0"]),
        ("TLS", ["wss://localhost:0"]),
        ("memory", []),
    ];

    /// <summary>All there are in this build.</summary>
    public static IEnumerable<Backend> All =>
        from engine in Engines
        from transport in Transports
        select new Backend($"{engine.Name} over {transport.Name}", transport.Urls, engine.Use);

    /// <summary>Those whose bytes are not in TLS.</summary>
    public static IEnumerable<Backend> Plain => All.Where(backend => !backend.Urls.Any(url => url.StartsWith("wss:", StringComparison.Ordinal)));

    /// <summary>Those whose bytes are in TLS.</summary>
    public static IEnumerable<Backend> Secure => All.Except(Plain);

    /// <summary>Those that listen.</summary>
    public static IEnumerable<Backend> OnPorts => All.Where(backend => backend.Urls.Length > 0);

    /// <summary>Starts a server on it.</summary>
    public Task<MockWsServer> StartAsync(Action<MockWsServerBuilder>? configure = null) => MockWsServer.StartAsync(mock =>
    {
        mock.ListenOn(Urls);
        Use(mock);
        configure?.Invoke(mock);
    });

    /// <summary>Whether it claims to be able to do something.</summary>
    internal bool Can(Capabilities capability)
    {
        var mock = new MockWsServerBuilder();
        Use(mock);
        return mock.Options.Backend.Capabilities.Has.HasFlag(capability);
    }

    /// <summary>Connects the framework's client.</summary>
    public async Task<WebSocket> ConnectAsync(MockWsServer server, string path = "/", Action<ClientWebSocketOptions>? configure = null)
    {
        if (Urls.Length == 0)
        {
            return await server.ConnectAsync(path, configure);
        }

        var client = new ClientWebSocket();
        client.Options.TrustExactly(server.Certificate);
        configure?.Invoke(client.Options);
        await client.ConnectAsync(server.UrlOf(path), default).WaitAsync(TimeSpan.FromSeconds(20));
        return client;
    }

    /// <summary>Connects a client that writes and reads bytes, before any handshake.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="endsByReset">Whether it ends TCP by a reset when it is disposed.</param>
    public async Task<Stream> ConnectRawAsync(MockWsServer server, bool endsByReset = false)
    {
        if (Urls.Length == 0)
        {
            return server.ConnectInMemory();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Url.Host, server.Url.Port);
        var stream = endsByReset ? new ResettingStream(socket) : new NetworkStream(socket, ownsSocket: true);
        if (server.Url.Scheme == "ws")
        {
            return stream;
        }

        var tls = new SslStream(stream, leaveInnerStreamOpen: false, CertificateTrust.Exactly(server.Certificate));
        await tls.AuthenticateAsClientAsync("localhost");
        return tls;
    }

    public override string ToString() => Name;

    private sealed class ResettingStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
    {
        protected override void Dispose(bool disposing)
        {
            Socket.Close(0);
            base.Dispose(disposing);
        }
    }
}
