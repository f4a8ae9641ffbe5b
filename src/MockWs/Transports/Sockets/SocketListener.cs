using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MockWs.Transports.Sockets;

/// <summary>Listens on one IP address and port, through the ASP.NET Core socket transport.</summary>
internal sealed class SocketListener : IAsyncDisposable
{
    private static readonly IConnectionListenerFactory Factory = TransportServices.CreateTransport(Configure, new BlockPool());

    private readonly IConnectionListener _listener;

    private SocketListener(IConnectionListener listener) => _listener = listener;

    /// <summary>
    /// Whether this process runs what follows a socket's event on the thread that waits for events, as the environment variable
    /// DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 has it: no change of threads at all, for a process that never blocks one.
    /// </summary>
    public static bool CompletesInline { get; } =
        Environment.GetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS") == "1";

    /// <summary>The address, with the port that was really taken.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_listener.EndPoint;

    /// <summary>The transport's own listener, for a server that is not ours to accept from. Disposing this one disposes it.</summary>
    public IConnectionListener Listener => _listener;

    /// <summary>How this project uses the socket transport, here and under Kestrel.</summary>
    public static void Configure(SocketTransportOptions options)
    {
        // No change of threads between the socket and the session: the shortest way for a message.
        options.UnsafePreferInlineScheduling = true;

        // Nothing is read ahead: a session that takes its time meets the next bytes in the kernel, many at once.
        options.MaxReadBufferSize = 1;

        // A flush ends when the socket has taken all bytes, so that a FIN can follow them and a slow client is felt.
        options.MaxWriteBufferSize = 1;

        // No buffer for an idle client.
        options.WaitForDataBeforeAllocatingBuffer = true;
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="IOException">The port is in use, or the address is not of this machine.</exception>
    public static async Task<SocketListener> BindAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        try
        {
            return new SocketListener(await Factory.BindAsync(endPoint, cancellation).ConfigureAwait(false));
        }
        catch (AddressInUseException e)
        {
            throw new IOException(
                $"Port {endPoint.Port} on {endPoint.Address} is in use by another program. Stop that program, or listen on another port; port 0 takes a free one.",
                e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new IOException($"Port {endPoint.Port} on {endPoint.Address} needs rights that this process does not have. Listen on a port above 1023.", e);
        }
        catch (SocketException e)
        {
            throw new IOException($"Cannot listen on port {endPoint.Port} of {endPoint.Address}: {e.Message}.", e);
        }
    }

    /// <summary>The next client; null when listening has ended.</summary>
    public async Task<SocketConnection?> AcceptAsync() =>
        await _listener.AcceptAsync().ConfigureAwait(false) is { } context ? new SocketConnection(context) : null;

    /// <summary>Ends listening. Clients that were accepted stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _listener.UnbindAsync().ConfigureAwait(false);
        await _listener.DisposeAsync().ConfigureAwait(false);
    }
}
