using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace MockWs.Transports.Sockets;

/// <summary>A client over TCP, as the ASP.NET Core socket transport hands it over.</summary>
internal sealed class SocketConnection(ConnectionContext context) : TransportConnection
{
    private readonly Socket? _socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;

    public override IDuplexPipe Pipe => context.Transport;

    public override string RemoteAddress => context.RemoteEndPoint?.ToString() ?? "";

    public override bool HasMoreThan(long read)
    {
        try
        {
            return _socket is { SafeHandle.IsClosed: false, Available: > 0 };
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    public override void EndOutput()
    {
        try
        {
            _socket?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client was faster to go.
        }
    }

    public override void Abort()
    {
        try
        {
            _socket?.Close(timeout: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client was faster to go.
        }

        context.Abort();
    }

    public override ValueTask DisposeAsync() => context.DisposeAsync();
}
