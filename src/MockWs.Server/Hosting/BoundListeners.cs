using System.Net;
using Microsoft.AspNetCore.Connections;
using MockWs.Transports.Sockets;

namespace MockWs.Server.Hosting;

/// <summary>
/// Gives Kestrel listeners that are bound already, so that a port is found and an error worded in one place, the library's: Kestrel knows
/// neither a free port on both addresses of localhost nor a localhost without IPv6. So faults can pause and close a port, too, of which Kestrel sees
/// nothing but that nobody comes.
/// </summary>
internal sealed class BoundListeners(IReadOnlyList<SocketListener> listeners) : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(listeners.First(listener => listener.EndPoint.Equals(endpoint)));
}
