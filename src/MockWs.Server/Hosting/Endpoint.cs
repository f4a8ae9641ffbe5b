using MockWs.Transports.Sockets;

namespace MockWs.Server.Hosting;

/// <summary>A URL of the command line, and what listens for it.</summary>
internal sealed record Endpoint(ListenAddress Address, IReadOnlyList<SocketListener> Listeners)
{
    /// <summary>The URL for WebSocket clients, with the port that was really taken.</summary>
    public Uri Url => Address.UrlAt(Listeners[0].EndPoint.Port);

    /// <summary>The URL for a browser.</summary>
    public Uri PageUrl => new UriBuilder(Url) { Scheme = Address.IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp }.Uri;
}
