using System.Net.WebSockets;
using MockWs.Transports.Tls;

namespace MockWs.Testing;

/// <summary>Leads the code under test to a server, whether that listens on ports or in memory. All members may be called concurrently.</summary>
public static class MockWsClientExtensions
{
    /// <summary>
    /// A handler that goes the way the server is reached: in memory, whatever the host of a request, if the server has no port, and over TCP otherwise.
    /// It trusts the server's certificate and no other. The caller disposes it.
    /// </summary>
    public static SocketsHttpHandler CreateClientHandler(this MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        if (server.Urls.Count == 0)
        {
            return server.CreateHandler();
        }

        var handler = new SocketsHttpHandler { UseProxy = false };
        if (IsSecure(server))
        {
            handler.TrustCertificateOf(server);
        }

        return handler;
    }

    /// <summary>
    /// <see cref="CreateClientHandler"/> as <see cref="ClientWebSocket"/> takes it:
    /// <c>await socket.ConnectAsync(server.UrlOf("/chat"), invoker, cancellation)</c>. The caller disposes it, after its clients.
    /// </summary>
    public static HttpMessageInvoker CreateInvoker(this MockWsServer server) => new(server.CreateClientHandler());

    /// <summary>Makes a client trust the certificate of a server with <c>wss://</c>, and no other.</summary>
    /// <param name="options">The options of a client not yet connected. With an invoker a client trusts as the handler does.</param>
    /// <param name="server">The server.</param>
    /// <exception cref="InvalidOperationException">The client was connected before.</exception>
    public static void TrustCertificateOf(this ClientWebSocketOptions options, MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        options.TrustExactly(server.Certificate);
    }

    /// <summary>Makes an HTTP client, or a WebSocket client connected through it, trust the certificate of a server, and no other.</summary>
    /// <param name="handler">A handler that has sent no request yet.</param>
    /// <param name="server">The server.</param>
    /// <exception cref="InvalidOperationException">The handler has sent a request.</exception>
    public static void TrustCertificateOf(this SocketsHttpHandler handler, MockWsServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        handler.TrustExactly(server.Certificate);
    }

    private static bool IsSecure(MockWsServer server) => server.Urls.Any(url => url.Scheme == "wss");
}
