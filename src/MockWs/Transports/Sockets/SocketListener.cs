using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MockWs.Transports.Sockets;

/// <summary>
/// Listens on one IP address and port, through the ASP.NET Core socket transport. It can be paused, and closed and opened again on the same port,
/// while whoever accepts from it, we or Kestrel, notices nothing but that nobody comes. Safe for concurrent use, but that one at a time accepts, and
/// one at a time closes and opens.
/// </summary>
internal sealed class SocketListener : IConnectionListener
{
    private static readonly IConnectionListenerFactory Factory = TransportServices.CreateTransport(
        options =>
        {
            Configure(options);
            options.CreateBoundListenSocket = endPoint => endPoint is KeptPort kept ? kept.Socket : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        },
        new BlockPool());

    private readonly Lock _lock = new();
    private IConnectionListener? _listener;
    private Socket? _kept;
    private TaskCompletionSource<IConnectionListener?> _open;
    private TaskCompletionSource<bool>? _paused;
    private bool _isOver;

    private SocketListener(IConnectionListener listener)
    {
        (_listener, _open, EndPoint) = (listener, NewSource<IConnectionListener?>(), (IPEndPoint)listener.EndPoint);
        _open.SetResult(listener);
    }

    /// <summary>
    /// Whether this process runs what follows a socket's event on the thread that waits for events, as the environment variable
    /// DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 has it: no change of threads at all, for a process that never blocks one.
    /// </summary>
    public static bool CompletesInline { get; } =
        Environment.GetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS") == "1";

    /// <summary>The address, with the port that was really taken.</summary>
    public IPEndPoint EndPoint { get; }

    EndPoint IConnectionListener.EndPoint => EndPoint;

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
    public static async Task<SocketListener> BindAsync(IPEndPoint endPoint, CancellationToken cancellation) =>
        new(await ListenAsync(endPoint, endPoint, cancellation).ConfigureAwait(false));

    /// <summary>The next client; null when listening has ended. While the port is paused or closed, it waits.</summary>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await WhenOpen().WaitAsync(cancellationToken).ConfigureAwait(false) is { } listener)
        {
            if (await listener.AcceptAsync(cancellationToken).ConfigureAwait(false) is { } client)
            {
                // An accept that was under way when the port was paused takes one client in, which then waits like those in the kernel.
                if (await MayServe().ConfigureAwait(false))
                {
                    return client;
                }

                new SocketConnection(client).Abort();
                await client.DisposeAsync().ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>
    /// Closes the port: who connects is refused, who waited while it was paused is reset, clients that were accepted stay. Nobody who asks for a free
    /// port gets this one meanwhile.
    /// </summary>
    public async Task CloseAsync()
    {
        IConnectionListener listener;
        lock (_lock)
        {
            if (_isOver || _listener is null)
            {
                return;
            }

            (listener, _listener, _open) = (_listener, null, NewSource<IConnectionListener?>());
            EndPause(isOver: true);
        }

        await EndAsync(listener).ConfigureAwait(false);
        var kept = TryKeep(EndPoint);
        lock (_lock)
        {
            if (!_isOver)
            {
                (_kept, kept) = (kept, null);
            }
        }

        kept?.Dispose();
    }

    /// <summary>Listens, on the same port if it was closed.</summary>
    /// <param name="isPaused">
    /// Whether nobody is accepted: the kernel takes clients in, as many as it has room for, and nothing is read, until the port is opened without it.
    /// </param>
    /// <exception cref="IOException">Another program took the port while it was closed. It is closed still.</exception>
    public async Task OpenAsync(bool isPaused = false)
    {
        Socket? kept;
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            if (isPaused)
            {
                _paused ??= NewSource<bool>();
            }
            else
            {
                EndPause(isOver: false);
            }

            if (_listener is not null)
            {
                return;
            }

            (kept, _kept) = (_kept, null);
        }

        IConnectionListener listener;
        try
        {
            listener = await ListenAsync(kept is null ? EndPoint : new KeptPort(kept), EndPoint, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            kept?.Dispose();
            throw;
        }

        lock (_lock)
        {
            if (!_isOver)
            {
                _listener = listener;
                _open.SetResult(listener);
                return;
            }
        }

        await EndAsync(listener).ConfigureAwait(false);
    }

    /// <summary>Ends listening. Clients that were accepted stay.</summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        IConnectionListener? listener;
        lock (_lock)
        {
            _isOver = true;
            _kept?.Dispose();
            (listener, _listener, _kept) = (_listener, null, null);
            EndPause(isOver: true);
            if (!_open.TrySetResult(null))
            {
                _open = NewSource<IConnectionListener?>();
                _open.SetResult(null);
            }
        }

        if (listener is not null)
        {
            await EndAsync(listener).ConfigureAwait(false);
        }
    }

    /// <summary>Ends listening. Clients that were accepted stay.</summary>
    public ValueTask DisposeAsync() => UnbindAsync();

    private static async Task<IConnectionListener> ListenAsync(EndPoint endPoint, IPEndPoint named, CancellationToken cancellation)
    {
        try
        {
            return await Factory.BindAsync(endPoint, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new IOException(
                $"Port {named.Port} on {named.Address} is in use by another program. Stop that program, or listen on another port; port 0 takes a free one.",
                e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new IOException($"Port {named.Port} on {named.Address} needs rights that this process does not have. Listen on a port above 1023.", e);
        }
        catch (SocketException e)
        {
            throw new IOException($"Cannot listen on port {named.Port} of {named.Address}: {e.Message}.", e);
        }
    }

    /// <summary>A socket that has the port and does not listen: whoever connects is refused.</summary>
    private static Socket? TryKeep(IPEndPoint endPoint)
    {
        try
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }
        catch (SocketException)
        {
            // Somebody was faster. When the port is opened again, he may be gone, or it is said then.
            return null;
        }
    }

    private static async ValueTask EndAsync(IConnectionListener listener)
    {
        await listener.UnbindAsync().ConfigureAwait(false);
        await listener.DisposeAsync().ConfigureAwait(false);
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What listens, once something does; null when listening has ended.</summary>
    private Task<IConnectionListener?> WhenOpen()
    {
        lock (_lock)
        {
            return _open.Task;
        }
    }

    /// <summary>Whether a client that was accepted is to be served, once the port is not paused.</summary>
    private Task<bool> MayServe()
    {
        lock (_lock)
        {
            return _paused?.Task ?? Task.FromResult(true);
        }
    }

    private void EndPause(bool isOver)
    {
        _paused?.SetResult(!isOver);
        _paused = null;
    }

    /// <summary>A port that is kept, as an address to listen on.</summary>
    private sealed class KeptPort(Socket socket) : EndPoint
    {
        public Socket Socket => socket;
    }
}
