using System.Net;
using Microsoft.AspNetCore.Connections;
using MockWs.Transports.Sockets;

namespace MockWs.Server.Hosting;

/// <summary>
/// Gives Kestrel listeners that are bound already, so that a port is found and an error worded in one place, the library's: Kestrel knows
/// neither a free port on both addresses of localhost nor a localhost without IPv6.
/// </summary>
internal sealed class BoundListeners(IReadOnlyList<SocketListener> listeners) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(listeners.First(listener => listener.EndPoint.Equals(endpoint)).Listener);
}
