using System.Net.WebSockets;
using System.Text;
using MockWs.Wire;

namespace MockWs.Callbacks;

/// <summary>One connection's callbacks: what they are told, and what they do about it. Safe for concurrent use.</summary>
internal sealed class CallbackConnection : IWebSocketConnection
{
    private readonly ICallbackPeer _peer;
    private readonly CallbackQueue _queue;
    private readonly Action<byte[]> _answerPing;
    private readonly TaskCompletionSource _configured = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="peer">The connection.</param>
    /// <param name="info">Who the client is.</param>
    /// <param name="cause">Where a send finds what it answers. One for all connections of a server.</param>
    public CallbackConnection(ICallbackPeer peer, IWebSocketConnectionInfo info, AsyncLocal<long> cause)
    {
        (_peer, ConnectionInfo) = (peer, info);
        _queue = new CallbackQueue(cause, Fail, peer.Rest);
        OnPing = _answerPing = payload => SendPong(payload);
    }

    public Action OnOpen { get; set => field = Checked(value); } = () => { };

    public Action OnClose { get; set => field = Checked(value); } = () => { };

    public Action<string> OnMessage { get; set => field = Checked(value); } = _ => { };

    public Action<byte[]> OnBinary { get; set => field = Checked(value); } = _ => { };

    public Action<byte[]> OnPing { get; set => field = Checked(value); }

    public Action<byte[]> OnPong { get; set => field = Checked(value); } = _ => { };

    public Action<Exception> OnError { get; set => field = Checked(value); } = _ => { };

    public IWebSocketConnectionInfo ConnectionInfo { get; }

    public bool IsAvailable => _peer.IsOpen;

    /// <summary>Whether pings are left to a callback.</summary>
    public bool TakesPings => OnPing != _answerPing;

    /// <summary>Whether no callback runs or waits.</summary>
    public bool IsIdle => _queue.IsIdle;

    /// <summary>Ends when the last callback has returned.</summary>
    public Task Done => _done.Task;

    public Task Send(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync(Opcode.Text, Encoding.UTF8.GetBytes(message));
    }

    public Task Send(byte[] message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendAsync(Opcode.Binary, message.ToArray());
    }

    public Task SendPing(byte[] message) => SendAsync(Opcode.Ping, ControlPayload(message));

    public Task SendPong(byte[] message) => SendAsync(Opcode.Pong, ControlPayload(message));

    public void Close() => Close(CloseCode.Normal);

    public void Close(int code)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, ushort.MaxValue);
        _peer.Close(code, "", _queue.Cause.Value);
    }

    /// <summary>Lets the author hang the callbacks on, before the client knows that its handshake is done.</summary>
    /// <returns>Ends when that is done. The author's code may block.</returns>
    public Task ConfigureAsync(Action<IWebSocketConnection> configure, long cause)
    {
        _queue.Add("UseCallbacks", cause, () =>
        {
            try
            {
                configure(this);
            }
            finally
            {
                _configured.SetResult();
            }
        });
        return _configured.Task;
    }

    /// <summary>The connection is open.</summary>
    public void TellOpened(long cause) => _queue.Add(nameof(OnOpen), cause, () => OnOpen());

    /// <summary>A message, a ping or a pong came.</summary>
    public void Tell(Opcode opcode, ReadOnlyMemory<byte> payload, long cause)
    {
        switch (opcode)
        {
            case Opcode.Text:
                _queue.Add(nameof(OnMessage), cause, () => OnMessage(Encoding.UTF8.GetString(payload.Span)));
                break;
            case Opcode.Binary:
                _queue.Add(nameof(OnBinary), cause, () => OnBinary(payload.ToArray()));
                break;
            case Opcode.Ping when TakesPings:
                _queue.Add(nameof(OnPing), cause, () => OnPing(payload.ToArray()));
                break;
            case Opcode.Pong:
                _queue.Add(nameof(OnPong), cause, () => OnPong(payload.ToArray()));
                break;
        }
    }

    /// <summary>The client broke a rule.</summary>
    public void TellBroken(string rule, long cause) =>
        _queue.Add(nameof(OnError), cause, () => OnError(new WebSocketException(WebSocketError.Faulted, rule)));

    /// <summary>The connection has ended.</summary>
    /// <param name="loss">Why, if the client was lost; null after a close frame, and where the server dropped it.</param>
    /// <param name="cause">The journal's entry of the end.</param>
    public void TellClosed(string? loss, long cause)
    {
        if (loss is not null)
        {
            _queue.Add(nameof(OnError), cause, () => OnError(new IOException(loss)));
        }

        _queue.Add(nameof(OnClose), cause, () => OnClose());
        _queue.Add(nameof(OnClose), cause, _done.SetResult);
    }

    /// <summary>Null if more may be read of what the client sends; else ends when enough callbacks have run for that.</summary>
    public Task? WhenRoom() => _queue.WhenRoom();

    /// <summary>A callback of the author has failed: neither passed over, nor may the client wait for nothing.</summary>
    private void Fail(Callback callback, Exception e)
    {
        _peer.RecordError($"{callback.Name} failed: {e.Message}", callback.Cause);
        if (callback.Name != nameof(OnError) && new Callback(_queue, nameof(OnError), callback.Cause, () => OnError(e)).Run() is { } further)
        {
            _peer.RecordError($"{nameof(OnError)} failed: {further.Message}", callback.Cause);
        }

        _peer.Close(CloseCode.InternalError, $"{callback.Name} failed", callback.Cause);
    }

    private async Task SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload)
    {
        if (!await _peer.SendAsync(opcode, payload, _queue.Cause.Value).ConfigureAwait(false))
        {
            throw new InvalidOperationException(
                $"The message was not sent: the connection from {ConnectionInfo.ClientIpAddress} is closing or closed. The journal tells why.");
        }
    }

    private static ReadOnlyMemory<byte> ControlPayload(byte[] message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Wire.ControlPayload.Check(message.ToArray(), nameof(message));
    }

    private static T Checked<T>(T callback)
        where T : Delegate
    {
        ArgumentNullException.ThrowIfNull(callback);
        return callback;
    }
}
