using System.IO.Pipelines;
using MockWs.Callbacks;
using MockWs.Recording;
using MockWs.Sessions;
using MockWs.Transports;
using MockWs.Transports.Tls;
using MockWs.Wire.Handshake;

namespace MockWs;

/// <summary>The life of one client: TLS, handshake, messages, end. What it comes to is in the journal.</summary>
internal sealed partial class ClientConnection
{
    private readonly ServerCore _core;
    private readonly TransportConnection _transport;
    private readonly ConnectionRecorder _recorder;

    // What the server is told anew is for the clients that come after.
    private readonly SessionSettings _settings;
    private readonly TaskCompletionSource _life = new();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConnectionFaults? _faults;
    private IDuplexPipe? _bytes;
    private Func<Task>? _endTls;
    private WireHandshake? _handshake;
    private MessagePump? _pump;
    private Func<bool>? _hasMoreInTls;
    private volatile bool _isAborted;
    private bool _isAdmitted;
    private long _since;
    private long _taken;

    public ClientConnection(ServerCore core, TransportConnection transport, int id)
    {
        (_core, _transport, _settings, Id) = (core, transport, core.Settings, id);
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

    /// <summary>What goes wrong with it; null where nothing can go wrong on purpose.</summary>
    public ConnectionFaults? Faults => _faults;

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
        && (_faults is { HasStoppedReading: true } || IsHeldUp || !HasMore);

    /// <summary>Whether a fault lets the client wait before anything it asks for is read.</summary>
    private bool IsHeldUp => _handshake is null && Session is null && _faults is { IsWaiting: true };

    /// <summary>The client's bytes, with faults between them and the conversation where something goes wrong.</summary>
    private IDuplexPipe Pipe => _faults is { IsNeeded: true } ? _faults.Pipe : _bytes!;

    private bool HasMore =>
        _hasMoreInTls?.Invoke() ?? _transport.HasMoreThan(Volatile.Read(ref _taken) + (_handshake?.Taken ?? 0) + (_pump?.Taken ?? 0));

    /// <summary>Lives to the end. Never throws.</summary>
    /// <param name="since">From when on the client's time for its handshake counts, as a timestamp of the settings' clock.</param>
    /// <param name="isSecure">Whether it begins with TLS.</param>
    public async Task RunAsync(long since, bool isSecure)
    {
        _since = since;
        try
        {
            if (_faults is not null)
            {
                await _faults.ConnectAsync().ConfigureAwait(false);

                // What the server held up is not the client's time.
                _since = _settings.Time.GetTimestamp();
            }

            if (isSecure)
            {
                await RunSecurelyAsync().ConfigureAwait(false);
            }
            else
            {
                await RunAsync(_transport.Pipe, _transport.EndTls).ConfigureAwait(false);
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

    /// <summary>Records that what was asked for cannot be done with this client.</summary>
    public void RecordMisfit(string why) => _recorder.Error(why, 0);

    private async Task RunSecurelyAsync()
    {
        await using var tls = new TlsDuplexPipe(_transport.Pipe, _core.Progress);
        _hasMoreInTls = () => !tls.IsWaiting || _transport.HasMoreThan(tls.Taken);
        using (var handshake = new TlsHandshake(_core, _settings, _faults, _since))
        {
            await tls.AuthenticateAsServerAsync(hello => handshake.AnswerAsync(hello, _transport.Pipe.Input), handshake.TooLate).ConfigureAwait(false);
            _since = handshake.Since;
        }

        try
        {
            await RunAsync(tls, () => tls.CompleteAsync(CancellationToken.None).AsTask()).ConfigureAwait(false);
        }
        catch
        {
            Abort();
            await WhenFlushed().ConfigureAwait(false);
            throw;
        }
    }

    private async Task RunAsync(IDuplexPipe pipe, Func<Task>? endTls)
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
}
