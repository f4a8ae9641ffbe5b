using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace MockWs.Transports.Sockets;

/// <summary>A client over TCP, as the ASP.NET Core socket transport hands it over.</summary>
/// <param name="context">The connection.</param>
/// <param name="isOwned">False where somebody else lets go of it, such as Kestrel.</param>
internal sealed class SocketConnection(ConnectionContext context, bool isOwned = true) : TransportConnection
{
    private readonly Socket? _socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;

    public override IDuplexPipe Pipe => context.Transport;

    public override string RemoteAddress => context.RemoteEndPoint?.ToString() ?? "";

    /// <summary>RFC 8446 6.1: "Each party MUST send a "close_notify" alert before closing its write side of the connection".</summary>
    public override Func<Task>? EndTls => context.Features.Get<ISslStreamFeature>() is { } tls ? tls.SslStream.ShutdownAsync : null;

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

    public override async ValueTask EndOutputAsync()
    {
        if (_socket is null)
        {
            // A transport of somebody else's that has no socket, such as one in memory.
            await context.Transport.Output.CompleteAsync().ConfigureAwait(false);
            return;
        }

        try
        {
            _socket.Shutdown(SocketShutdown.Send);
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

    public override ValueTask DisposeAsync() => isOwned ? context.DisposeAsync() : ValueTask.CompletedTask;
}
