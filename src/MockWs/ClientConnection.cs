using System.IO.Pipelines;
using MockWs.Callbacks;
using MockWs.Recording;
using MockWs.Sessions;
using MockWs.Transports;
using MockWs.Transports.Tls;
using MockWs.Wire;
using MockWs.Wire.Handshake;

namespace MockWs;

/// <summary>The life of one client: TLS, handshake, messages, end. What it comes to is in the journal.</summary>
internal sealed class ClientConnection
{
    private readonly ServerCore _core;
    private readonly TransportConnection _transport;
    private readonly ConnectionRecorder _recorder;

    // What the server is told anew is for the clients that come after.
    private readonly SessionSettings _settings;
    private readonly long _since;
    private readonly TaskCompletionSource _life = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionFaults? _faults;
    private IDuplexPipe? _bytes;
    private Func<ValueTask>? _endTls;
    private WireHandshake? _handshake;
    private MessagePump? _pump;
    private Func<bool>? _hasMoreInTls;
    private volatile bool _isAborted;
    private bool _isAdmitted;
    private long _taken;

    public ClientConnection(ServerCore core, TransportConnection transport, int id, long since)
    {
        (_core, _transport, _settings, Id, _since) = (core, transport, core.Settings, id, since);
        _recorder = new ConnectionRecorder(core.Journal, id, transport.RemoteAddress);
        Public = new MockWsConnection(this, core);
        _faults = _settings.Misbehaves ? core.FaultsOf(_settings, _recorder, Abort) : null;
        _faults?.EndOutputBy(transport.EndOutputAsync);
    }

    public int Id { get; }

    /// <summary>What tests see of this.</summary>
    public MockWsConnection Public { get; }

    /// <summary>Ends when the server has let go of the client; never fails.</summary>
    public Task Life => _life.Task;

    public string RemoteAddress => _transport.RemoteAddress;

    /// <summary>Null until the handshake is done.</summary>
    public Session? Session { get; private set; }

    public UpgradeRequest? Request { get; private set; }

    public string? Subprotocol { get; private set; }

    /// <summary>When the handshake was granted.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Whether all that has come is answered, and every answer sent.</summary>
    public bool IsIdle =>
        (_handshake is null or { IsWaiting: true } || _faults is { IsWaiting: true })
        && Session is null or { IsQuiet: true }
        && _pump is null or { IsReading: true }
        && _faults is null or { IsQuiet: true }
        && (_faults is { HasStoppedReading: true } || !HasMore);

    /// <summary>The client's bytes, with faults between them and the conversation where something goes wrong.</summary>
    private IDuplexPipe Pipe => _faults is { IsNeeded: true } ? _faults.Pipe : _bytes!;

    private bool HasMore =>
        _hasMoreInTls?.Invoke() ?? _transport.HasMoreThan(Volatile.Read(ref _taken) + (_handshake?.Taken ?? 0) + (_pump?.Taken ?? 0));

    /// <summary>Lives to the end. Never throws.</summary>
    public async Task RunAsync(bool isSecure)
    {
        try
        {
            if (_faults is not null)
            {
                await _faults.ConnectAsync().ConfigureAwait(false);
            }

            if (isSecure)
            {
                await RunSecurelyAsync().ConfigureAwait(false);
            }
            else
            {
                await RunAsync(_transport.Pipe, () => ValueTask.CompletedTask).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (TransportErrors.AreLoss(e))
        {
            EndWith(TransportErrors.Describe(e));
        }
        catch (Exception e)
        {
            // A fault of the server must not take the other clients with it, and must not be silent either.
            _recorder.Error(e.ToString(), 0);
            Abort();
            EndWith("the server failed");
        }
        finally
        {
            Leave();
            Session?.Dispose();
            _faults?.Dispose();
            await _transport.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Says that the server has let go of the client.</summary>
    public void EndLife() => _life.SetResult();

    /// <summary>Ends the connection at once.</summary>
    public void Abort()
    {
        _isAborted = true;
        _transport.Abort();
        _gone.TrySetResult();
        Volatile.Read(ref _faults)?.LetGo();
    }

    /// <summary>Begins the end from the server's side: 1001, or at once where there is no session to close.</summary>
    public void GoAway()
    {
        if (Session is { } session)
        {
            _ = session.CloseAsync(CloseCode.GoingAway, "the server is stopping");
        }
        else
        {
            Abort();
        }
    }

    private async Task RunSecurelyAsync()
    {
        await using var tls = new TlsDuplexPipe(_transport.Pipe, _core.Progress);
        _hasMoreInTls = () => !tls.IsWaiting || _transport.HasMoreThan(tls.Taken);
        await _core.AuthenticateAsync(tls, _since).ConfigureAwait(false);
        try
        {
            await RunAsync(tls, () => tls.CompleteAsync(CancellationToken.None)).ConfigureAwait(false);
        }
        catch
        {
            Abort();
            await WhenFlushed().ConfigureAwait(false);
            throw;
        }
    }

    private async Task RunAsync(IDuplexPipe pipe, Func<ValueTask> endTls)
    {
        (_bytes, _endTls) = (pipe, endTls);
        _faults?.Wrap(pipe, EndOutputAsync);
        using var conversation = _core.Backend.Begin(new ConversationStart(
            pipe, Abort, RemoteAddress, _settings, _recorder, _core.Progress));
        _handshake = new WireHandshake(pipe.Input, conversation, _settings, _recorder, _faults, _since, TryEnter, _core.Progress);
        var grant = await _handshake.RunAsync(pipe.Output).ConfigureAwait(false);
        if (grant is null)
        {
            EndHandshake();
        }
        else
        {
            (Request, Subprotocol, Since) = (grant.Facts.Request, grant.Subprotocol, _settings.Time.GetUtcNow());
            await ConverseAsync(conversation, grant).ConfigureAwait(false);
        }

        Leave();
        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Puts the parts in that misbehave, in the middle of a conversation. Called under the session's lock.</summary>
    private ConnectionFaults BeginFaults()
    {
        var faults = _faults;
        if (faults is null)
        {
            faults = _core.FaultsOf(_settings, _recorder, Abort);
            faults.Wrap(_bytes!, EndOutputAsync);
            Interlocked.Exchange(ref _faults, faults);
        }

        faults.Begin();
        if (_isAborted)
        {
            faults.LetGo();
        }

        return faults;
    }

    private bool TryEnter() => _isAdmitted = _core.TryAdmit(_settings);

    /// <summary>Makes room for another client, before this one sees the end of its connection: it may be the one that comes.</summary>
    private void Leave()
    {
        if (_isAdmitted)
        {
            _isAdmitted = false;
            _core.Dismiss();
        }
    }

    /// <summary>Counts what the handshake has read, and is idle no longer because it waits.</summary>
    private void EndHandshake()
    {
        Volatile.Write(ref _taken, _handshake!.Taken);
        _handshake = null;
    }

    private async Task ConverseAsync(IConversation conversation, HandshakeGrant grant)
    {
        var link = conversation.Link(grant);
        var faulty = grant.Faults is { } faults ? new FaultyLink(link, faults, _recorder) : null;
        Session = new Session(faulty ?? link, grant.Playbook, _recorder, _settings, _core.Hub, grant.Facts, faulty)
        {
            Gone = _gone.Task,
            BeginFaults = BeginFaults,
        };
        _pump = conversation.Pump(Session);
        EndHandshake();
        if (grant.Playbook.Endpoint.Callbacks is { } configure)
        {
            await Task.WhenAny(HangOnAsync(configure, Session, grant.Opened), _gone.Task).ConfigureAwait(false);
        }

        _core.Opened(this);
        if (Session.Open(grant.Opened) is { } flush)
        {
            await flush.ConfigureAwait(false);
        }

        var end = await _pump.RunAsync().ConfigureAwait(false);
        if (end is null)
        {
            await WaitForOurCloseAsync(Pipe.Input).ConfigureAwait(false);
        }

        Session.End(end ?? "the client left after its close frame");
    }

    /// <summary>Before the answer is sent: a client whose handshake is done finds its callbacks there.</summary>
    private Task HangOnAsync(Action<IWebSocketConnection> configure, Session session, long opened)
    {
        var hub = _core.Hub;
        var info = new CallbackConnectionInfo(Request!, Subprotocol, RemoteAddress, hub.RandomOf(-Id));
        session.Callbacks = new CallbackConnection(new CallbackPeer(session, _recorder, hub), info, hub.CallbackCause);
        hub.Add(Id, session.Callbacks);
        return session.Callbacks.ConfigureAsync(configure, opened);
    }

    /// <summary>Without the close echo, the client's close frame is left open until the test closes, or the client gives up.</summary>
    private async Task WaitForOurCloseAsync(PipeReader input)
    {
        if (Session!.HasSentClose)
        {
            return;
        }

        var left = DrainAsync(input);
        await Task.WhenAny(Session.WhenCloseSent(), left).ConfigureAwait(false);
        input.CancelPendingRead();
        await left.ConfigureAwait(false);
    }

    /// <summary>
    /// "The server MUST close the underlying TCP connection immediately" (RFC 6455 section 5.5.1): a FIN at once, and the end only after the
    /// client's own, because closing a socket with unread bytes sends a reset, which can overtake the close frame.
    /// </summary>
    private async Task EndAsync()
    {
        using var timeout = _settings.Time.CreateTimer(_ => Abort(), null, _settings.CloseTimeout, Timeout.InfiniteTimeSpan);
        await WhenFlushed().ConfigureAwait(false);
        if (_isAborted)
        {
            // An end in good order would wait for the client, and the clock that bounds this may stand still.
            return;
        }

        if (_faults is { IsNeeded: true })
        {
            var sent = _faults.Output.WhenSentAsync();
            _core.Progress();
            await sent.ConfigureAwait(false);
        }

        if (_faults is not { HasStoppedWriting: true })
        {
            await Pipe.Output.FlushAsync().ConfigureAwait(false);
            await EndOutputAsync().ConfigureAwait(false);
        }

        await DrainAsync(Pipe.Input).ConfigureAwait(false);
    }

    private async ValueTask EndOutputAsync()
    {
        await _endTls!().ConfigureAwait(false);
        await _transport.EndOutputAsync().ConfigureAwait(false);
    }

    private Task WhenFlushed() => Session?.WhenFlushed() ?? Task.CompletedTask;

    private async Task DrainAsync(PipeReader input)
    {
        while (true)
        {
            _core.Progress();
            var result = await input.ReadAsync().ConfigureAwait(false);
            var length = result.Buffer.Length;
            input.AdvanceTo(result.Buffer.End);
            Volatile.Write(ref _taken, _taken + length);
            if (result.IsCompleted || result.IsCanceled)
            {
                return;
            }
        }
    }

    private void EndWith(string why)
    {
        if (Session is null)
        {
            _recorder.Lost(why);
        }
        else
        {
            Session.End(why);
        }
    }
}
