using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using MockWs.Recording;
using MockWs.Transports.Memory;
using MockWs.Transports.Sockets;
using MockWs.Transports.Tls;

namespace MockWs;

/// <summary>
/// A WebSocket server to test clients against: it answers as it is told to, echoes by default, and records everything. All members may be
/// called concurrently.
/// </summary>
/// <example><code>
/// await using var server = await MockWsServer.StartAsync();
/// var client = new ChatClient(server.UrlOf("/chat/7"));
/// await server.Journal.WaitForAsync(entry => entry.IsText);
/// </code></example>
public sealed partial class MockWsServer : IAsyncDisposable
{
    private readonly ServerCore _core;
    private readonly List<SocketListener> _listeners = [];
    private readonly List<Uri> _urls = [];
    private readonly List<Task> _accepting = [];
    private readonly Lazy<HttpMessageInvoker> _invoker;
    private readonly Lock _lock = new();
    private Task? _stopping;

    private MockWsServer(MockWsServerOptions options)
    {
        _options = options;
        _core = new ServerCore(options);
        _invoker = new Lazy<HttpMessageInvoker>(() => new HttpMessageInvoker(CreateHandler()));
    }

    /// <summary>The URLs that the server listens on, with real ports; none of a server in memory.</summary>
    public IReadOnlyList<Uri> Urls => _urls;

    /// <summary>The first of <see cref="Urls"/>; of a server in memory <c>ws://mockws.local/</c>, which only <see cref="CreateHandler"/> reaches.</summary>
    public Uri Url => _urls.Count > 0 ? _urls[0] : new Uri("ws://mockws.local/");

    /// <summary>Everything that happened.</summary>
    public Journal Journal => _core.Journal;

    /// <summary>The clients that are connected now, in the order in which they came.</summary>
    public IReadOnlyList<MockWsConnection> Connections => _core.Connections;

    /// <summary>
    /// What became of the scripts of connections, as it is now, in the order in which they began: those under way, those that are through and those
    /// that failed. The last 10,000 are kept; a reset forgets them.
    /// </summary>
    public IReadOnlyList<ScriptRun> ScriptRuns => [.. _core.Hub.Scripts.Snapshot().Select(script => new ScriptRun(script))];

    /// <summary>The certificate that <c>wss://</c> clients see; made when it is first needed, unless one was given.</summary>
    public X509Certificate2 Certificate => _core.Certificate.TargetCertificate;

    /// <summary>Starts a server: an echo on a free port of localhost, unless told otherwise.</summary>
    /// <param name="configure">Says how the server is to be.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the message says which, and what it may be.</exception>
    /// <exception cref="IOException">A port is in use or not to be had, or the journal's file cannot be written; the message names it.</exception>
    public static async Task<MockWsServer> StartAsync(Action<MockWsServerBuilder>? configure = null, CancellationToken cancellation = default)
    {
        var builder = new MockWsServerBuilder();
        configure?.Invoke(builder);
        builder.Options.Validate();
        var addresses = builder.Options.Urls.Select(ListenAddress.Parse).ToList();
        var server = new MockWsServer(builder.Options);
        try
        {
            await server.ListenAsync(addresses, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        if (configure is not null && builder.Watched is { } watched)
        {
            server._watcher = new ScenarioWatcher(watched, () => server.ReconfigureAnew(configure));
        }

        return server;
    }

    /// <summary>The URL of a path on this server, such as <c>ws://localhost:51234/chat/7</c>.</summary>
    /// <param name="path">The path, with a query if need be; a slash before it may be left out.</param>
    public Uri UrlOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new Uri($"{Url.GetLeftPart(UriPartial.Authority)}/{path.TrimStart('/')}");
    }

    /// <summary>Connects a client in memory, without a port: the framework's own client, with a real handshake.</summary>
    /// <param name="path">The path, with a query if need be.</param>
    /// <param name="configure">Sets subprotocols, headers, compression.</param>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="WebSocketException">The server refused the handshake.</exception>
    public async Task<WebSocket> ConnectAsync(
        string path = "/", Action<ClientWebSocketOptions>? configure = null, CancellationToken cancellation = default)
    {
        var client = new ClientWebSocket();
        configure?.Invoke(client.Options);
        await client.ConnectAsync(UrlOf(path), _invoker.Value, cancellation).ConfigureAwait(false);
        return client;
    }

    /// <summary>
    /// A handler that leads every request to this server in memory, whatever its host and port. Use it as
    /// <c>client.ConnectAsync(uri, new HttpMessageInvoker(server.CreateHandler()), cancellation)</c>. <c>wss://</c> gets TLS with
    /// <see cref="Certificate"/>, which the handler trusts. The caller disposes it.
    /// </summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (context, _) =>
            {
                var isSecure = context.InitialRequestMessage.RequestUri?.Scheme is "wss" or "https";
                return ValueTask.FromResult(ConnectInMemory(isSecure));
            },
            UseProxy = false,
        };
        handler.SslOptions.RemoteCertificateValidationCallback =
            (sender, certificate, chain, errors) => CertificateTrust.Exactly(Certificate)(sender, certificate, chain, errors);
        return handler;
    }

    /// <summary>
    /// Serves a client that somebody else has accepted, such as Kestrel, from its upgrade request to its end; whoever calls disposes the
    /// connection. TLS below it is fine. <see cref="MockWsListenOptionsExtensions.UseMockWs"/> is the usual way to get here.
    /// </summary>
    /// <param name="connection">
    /// The client, with nothing read from it. Its transport must flush as <see cref="MockWsListenOptionsExtensions.UseMockWs"/> makes Kestrel
    /// do: until the socket has taken all bytes. The end of the listener's life (<see cref="IConnectionLifetimeNotificationFeature"/>) closes
    /// the connection with 1001.
    /// </param>
    /// <returns>Ends when the client is gone; how it went is in the <see cref="Journal"/>.</returns>
    public Task HandleConnectionAsync(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return _core.HostAsync(connection, _core.Settings.Time.GetTimestamp());
    }

    /// <summary>The next client: each is given once, in the order in which they connected; one that left already is given too.</summary>
    /// <param name="timeout">How long to wait, in real time; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">No client came in time.</exception>
    public Task<MockWsConnection> NextConnectionAsync(TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        var limit = timeout ?? Journal.DefaultTimeout;
        return _core.WaitForAsync(
            _core.ClaimConnection,
            limit,
            () => $"No further client connected to {Url} within {limit.TotalSeconds:0.###} s. What was recorded:\n{Transcript.Print(Journal.TakeLast(20))}",
            cancellation);
    }

    /// <summary>
    /// Waits until everything that clients have sent is answered, and every answer is on its way. Of clients in memory nothing is left out;
    /// of clients over TCP, what has not arrived at this machine's socket cannot be known.
    /// </summary>
    /// <param name="timeout">How long to wait, in real time; 5 seconds if left out.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="TimeoutException">The server was still busy; the message names the connections.</exception>
    public async Task WhenIdleAsync(TimeSpan? timeout = null, CancellationToken cancellation = default)
    {
        var limit = timeout ?? Journal.DefaultTimeout;
        await _core.WaitForAsync(
            () => _core.DescribeBusy() is null ? this : null,
            limit,
            () => $"The server was not idle within {limit.TotalSeconds:0.###} s: {_core.DescribeBusy()}.",
            cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Closes every connection with 1001, within the stop timeout, and forgets what was recorded and what is remembered. The server goes on as
    /// from its start: its ports are open, the next connection to a path is the first again, and its random numbers begin anew.
    /// </summary>
    public async Task ResetAsync()
    {
        await _core.EndClientsAsync(isFinal: false).ConfigureAwait(false);
        _core.Reset();
        await _core.Ports.ResetAsync(StartFaults, StartChance).ConfigureAwait(false);
    }

    /// <summary>Stops: no more clients, 1001 to those that are connected, and the end within the stop timeout. The journal stays readable.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            return _stopping ??= StopOnceAsync();
        }
    }

    /// <summary>Stops the server as <see cref="StopAsync"/> does.</summary>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    /// <summary>Serves a client of Kestrel if it asks for a WebSocket, and leaves it to what comes after otherwise.</summary>
    internal async Task HandleUpgradeAsync(ConnectionContext connection, ConnectionDelegate next, string? reserved)
    {
        var since = _core.Settings.Time.GetTimestamp();
        switch (await FirstRequest.PeekAsync(connection, _core.Settings, since, reserved).ConfigureAwait(false))
        {
            case FirstRequestKind.Upgrade:
                await _core.HostAsync(connection, since).ConfigureAwait(false);
                break;
            case FirstRequestKind.Other:
                connection.Features.Get<TlsMeeting>()?.Release();
                await next(connection).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Meets a client of Kestrel before its TLS, which is this server's.</summary>
    internal async Task MeetAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using var meeting = new TlsMeeting(_core, connection);
        connection.Features.Set(meeting);
        await next(connection).ConfigureAwait(false);
    }

    /// <summary>The patterns of the endpoints, in their order; none of a server that says the same at every path.</summary>
    internal IReadOnlyList<string> EndpointPaths => _core.Settings.Playbooks.Paths;

    /// <summary><see cref="Certificate"/>, with those between it and its root.</summary>
    internal SslStreamCertificateContext CertificateContext => _core.Certificate;

    /// <summary>Waits until no client is connected.</summary>
    /// <exception cref="TimeoutException">There are some still.</exception>
    internal Task WhenEmptyAsync(TimeSpan timeout, CancellationToken cancellation) =>
        _core.WaitForAsync(() => _core.Connections.Count == 0 ? this : null, timeout, () => "There are clients.", cancellation);

    /// <summary>A client's end of a connection in memory: bytes, before any handshake.</summary>
    internal Stream ConnectInMemory(bool isSecure = false)
    {
        var connection = new MemoryConnection();
        _ = _core.Accept(connection, isSecure);
        return connection.Client;
    }

    private async Task ListenAsync(IEnumerable<ListenAddress> addresses, CancellationToken cancellation)
    {
        var bound = new List<(SocketListener Listener, bool IsSecure)>();
        foreach (var address in addresses)
        {
            var listeners = await address.BindAsync(cancellation).ConfigureAwait(false);
            _listeners.AddRange(listeners);
            _urls.Add(address.UrlAt(listeners[0].EndPoint.Port));
            bound.AddRange(listeners.Select(listener => (listener, address.IsSecure)));
        }

        if (!_options.HasPortsOfAnother)
        {
            await BeginPortsAsync(_listeners).ConfigureAwait(false);
        }

        _accepting.AddRange(bound.Select(one => AcceptAsync(one.Listener, one.IsSecure)));
    }

    private async Task AcceptAsync(SocketListener listener, bool isSecure)
    {
        // The caller's thread has its own work.
        await Task.Yield();
        while (await listener.AcceptAsync().ConfigureAwait(false) is { } connection)
        {
            _ = _core.Accept(new SocketConnection(connection), isSecure);
        }
    }

    private async Task StopOnceAsync()
    {
        await Task.Yield();
        _watcher?.Dispose();
        await _core.Ports.StopAsync().ConfigureAwait(false);
        foreach (var listener in _listeners)
        {
            await listener.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(_accepting).ConfigureAwait(false);
        await _core.EndClientsAsync(isFinal: true).ConfigureAwait(false);
        if (_invoker.IsValueCreated)
        {
            _invoker.Value.Dispose();
        }

        Journal.CloseSpillFile();
    }
}
