namespace MockWs.Callbacks;

/// <summary>
/// One client, met by callbacks in the style of Fleck. The names are those of Fleck's interface, so that code written against that compiles
/// against this one too. Callbacks are called in order, never two of one connection at the same time, on threads of the pool: they may block.
/// What an async callback does after its first await is no longer held: the next callback may run beside it. An exception in a callback is
/// recorded, given to <see cref="OnError"/>, and closes the connection with 1011. All members may be used concurrently.
/// </summary>
public interface IWebSocketConnection
{
    /// <summary>The handshake is done. Comes first, and once.</summary>
    Action OnOpen { get; set; }

    /// <summary>The connection has ended, however it did. Comes last, and once.</summary>
    Action OnClose { get; set; }

    /// <summary>A text message came.</summary>
    Action<string> OnMessage { get; set; }

    /// <summary>A binary message came.</summary>
    Action<byte[]> OnBinary { get; set; }

    /// <summary>
    /// A ping came. Default: the pong that answers it (RFC 6455 section 5.5.2); a callback that is set takes the place of that, and sends the
    /// pong itself or leaves it out.
    /// </summary>
    Action<byte[]> OnPing { get; set; }

    /// <summary>A pong came.</summary>
    Action<byte[]> OnPong { get; set; }

    /// <summary>
    /// A callback failed, with its exception; the client broke a rule of the protocol, with a <see cref="System.Net.WebSockets.WebSocketException"/>;
    /// or the client left without a close frame, with an <see cref="IOException"/>.
    /// </summary>
    Action<Exception> OnError { get; set; }

    /// <summary>Who the client is, and what it asked for.</summary>
    IWebSocketConnectionInfo ConnectionInfo { get; }

    /// <summary>Whether messages can be sent: no close frame went out, and the client is there.</summary>
    bool IsAvailable { get; }

    /// <summary>Sends a text message.</summary>
    /// <returns>Ends when the transport has taken it; fails with an <see cref="InvalidOperationException"/> if the connection is closing or closed.</returns>
    Task Send(string message);

    /// <summary>Sends a binary message: the bytes as they are now.</summary>
    /// <returns>Ends when the transport has taken it; fails with an <see cref="InvalidOperationException"/> if the connection is closing or closed.</returns>
    Task Send(byte[] message);

    /// <summary>Sends a ping with up to 125 bytes (RFC 6455 section 5.5.2).</summary>
    /// <returns>Ends when the transport has taken it; fails with an <see cref="InvalidOperationException"/> if the connection is closing or closed.</returns>
    /// <exception cref="ArgumentException">It has more than 125 bytes.</exception>
    Task SendPing(byte[] message);

    /// <summary>Sends a pong with up to 125 bytes (RFC 6455 section 5.5.3).</summary>
    /// <returns>Ends when the transport has taken it; fails with an <see cref="InvalidOperationException"/> if the connection is closing or closed.</returns>
    /// <exception cref="ArgumentException">It has more than 125 bytes.</exception>
    Task SendPong(byte[] message);

    /// <summary>Begins the close handshake with 1000 (RFC 6455 section 7.1.2). Does nothing on a connection that is closing already.</summary>
    void Close();

    /// <summary>Begins the close handshake (RFC 6455 section 7.1.2). Does nothing on a connection that is closing already.</summary>
    /// <param name="code">The close code; 1005 sends a close frame without one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code does not fit 16 bits.</exception>
    void Close(int code);
}
