using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Callbacks;
using MockWs.Faults;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// One client after its handshake: each event is recorded, then answered by the playbook, and what the answer says is recorded and sent.
/// Events come from one thread at a time; sends may come from any.
/// </summary>
internal sealed partial class Session : IDisposable
{
    private readonly Playbook _playbook;
    private readonly ConnectionRecorder _recorder;
    private readonly SessionSettings _settings;
    private readonly SessionHub _hub;
    private readonly Outbox _outbox;
    private readonly SessionWriter _writer;
    private readonly CloseRecord _close;
    private readonly SessionTimers _timers;
    private IFrameLink _link;
    private SessionFaults? _faults;
    private bool _echoesAll;
    private ActionRunner? _runner;
    private ScriptRunner? _script;
    private bool _hasEnded;

    public Session(
        IFrameLink link,
        Playbook playbook,
        ConnectionRecorder recorder,
        SessionSettings settings,
        SessionHub hub,
        ConnectionFacts facts,
        FaultyLink? faulty = null)
    {
        (_link, _playbook, _recorder, _settings, _hub, Facts) = (link, playbook, recorder, settings, hub, facts);
        _writer = new SessionWriter(link, recorder);
        _close = new CloseRecord(_writer, recorder);
        _echoesAll = playbook.EchoesAll && faulty is null;
        _outbox = new Outbox(link, Gate, settings, hub.Progress);
        _timers = new SessionTimers(settings, playbook.Endpoint.IdleTime);
        _timers.StartKeepAlive(SendKeepAlive);
        _faults = faulty is null ? null : new SessionFaults(this, _outbox, faulty);
    }

    /// <summary>The connection's number.</summary>
    public int Id => _recorder.Id;

    /// <summary>The path of the handshake as it came, percent-encoded, without the query.</summary>
    public string Path => Facts.RawPath;

    /// <summary>What is known of the connection since its handshake.</summary>
    public ConnectionFacts Facts { get; }

    /// <summary>The author's callbacks; null where the endpoint has none. Set before the connection opens.</summary>
    public CallbackConnection? Callbacks { get; set; }

    /// <summary>Ends when the connection is ended the hard way.</summary>
    public required Task Gone { get; init; }

    /// <summary>Makes what goes wrong on the connection, when something is to for the first time. Called under the lock.</summary>
    public required Func<ConnectionFaults> BeginFaults { get; init; }

    /// <summary>What has stopped the reading; null as a rule.</summary>
    public ConnectionFaults? StoppedReading => _faults?.StoppedReading;

    /// <summary>What the connection remembers. Set under the lock.</summary>
    public ConnectionState State { get; set; } = ConnectionState.Empty;

    /// <summary>Held while an event is answered and while a frame is written.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Whether no more messages can be sent: a close frame went out, or the connection is at its end or was dropped.</summary>
    public bool IsClosing => _writer.CloseSent is not null || _writer.IsCut || _hasEnded;

    /// <summary>Whether the connection is at its end.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Whether a close frame went out.</summary>
    public bool HasSentClose => _writer.CloseSent is not null;

    /// <summary>Whether everything that was received is answered, and every answer sent or waiting for the clock.</summary>
    public bool IsQuiet => _outbox.IsQuiet;

    /// <summary>Whether reading should wait until what is written has been sent.</summary>
    public bool IsFull => _outbox.IsFull;

    private ActionRunner Runner => _runner ??= new ActionRunner(this, _outbox, _writer, _recorder, _settings, _hub);

    /// <summary>Sends the answer to the handshake, which is written already, and what is to be said before the client says anything.</summary>
    /// <param name="cause">The journal's entry of the handshake.</param>
    /// <returns>Null if that is sent already; else when it is.</returns>
    public Task? Open(long cause)
    {
        lock (Gate)
        {
            _hub.Add(this);
            _faults?.HandshakeAnswered(cause);
            Callbacks?.TellOpened(cause);
            if (_playbook.Endpoint.OnOpen.Count > 0)
            {
                Runner.Run(_playbook.Endpoint.OnOpen, new Cause(cause));
            }

            foreach (var timer in _playbook.Timers)
            {
                Runner.Tickers.Start(timer, new Cause(cause));
            }

            if (_playbook.Endpoint.Script is not null)
            {
                _script = new ScriptRunner(this, _playbook, _outbox, Runner, _recorder, _settings, _hub, new Cause(cause));
                _script.Begin();
            }

            _faults?.Opened(cause);
            _timers.RestartIdle(TakeIdle);
            return _outbox.Flush();
        }
    }

    /// <summary>Takes an event: records it, then carries out what the playbook says. Called under the lock.</summary>
    /// <param name="read">The event.</param>
    /// <param name="ticks">When its bytes came, in ticks of UTC.</param>
    public void Take(in WireEvent read, long ticks)
    {
        if (read.Violation is { } violation)
        {
            BreakOff(violation);
            return;
        }

        var tickersListen = _runner is { Tickers.ListenToMessages: true };
        if (_echoesAll && read.Opcode is (Opcode.Text or Opcode.Binary) && _outbox.IsFree && !IsClosing && !tickersListen)
        {
            // The hot path: the answer is known without asking for it.
            _writer.Exchange(read, ticks);
            return;
        }

        var sequence = _recorder.Received(ticks, read);
        if (read.Opcode == Opcode.Close)
        {
            var status = _close.Take(read.Payload, sequence);
            _script?.EndByClient(status, sequence);
        }

        if (IsClosing)
        {
            return;
        }

        _timers.RestartIdle(TakeIdle);
        _faults?.Received(read.Opcode, sequence);
        if (IsClosing)
        {
            // A fault was faster than the answer.
            return;
        }

        if (tickersListen)
        {
            Runner.Tickers.StopUntil(new Message(read.Opcode, read.Payload), sequence);
        }

        if (_script is { IsRunning: true } && read.Opcode is (Opcode.Text or Opcode.Binary))
        {
            _script.Hear(new Message(read.Opcode, read.Payload), sequence);
            return;
        }

        var reaction = _playbook.React(new SessionEvent(read.Opcode, read.Payload), State, _hub.State);
        Note(reaction, sequence);
        if (reaction.Actions is [Echo { Prefix: null }] && _outbox.IsFree && !IsClosing)
        {
            // Nothing is copied before the frame itself.
            _writer.Echo(read, sequence, ticks);
        }
        else if (reaction.Actions.Count > 0)
        {
            Runner.Run(reaction.Actions, new Cause(sequence, reaction.Message ?? new Message(read.Opcode, read.Payload), reaction.Groups));
        }
    }

    /// <summary>Carries out what the playbook says about a message with this entry in the journal. Called under the lock.</summary>
    public void Follow(in Reaction reaction, Message message, long sequence)
    {
        Note(reaction, sequence);
        Runner.Run(reaction.Actions, new Cause(sequence, message, reaction.Groups));
    }

    /// <summary>Sends what has been written. Null if more may be read at once.</summary>
    public Task? Flush()
    {
        lock (Gate)
        {
            // A flush ends with the transport. What waits for the clock or for the author's code may never end.
            Task? flush = _outbox.Flush();
            return (_outbox.WhenRoom() ?? Callbacks?.WhenRoom()) is { } room ? Task.WhenAny(room, Gone) : flush;
        }
    }

    /// <summary>Sends a whole message or a control frame, after all that waits already.</summary>
    /// <returns>When the transport has taken it; false if the client is gone.</returns>
    public Task<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload, long cause = 0) =>
        SendAsync(() => _writer.Write(opcode, payload.Span, cause));

    /// <summary>Carries actions out that no event asked for, after all that waits already.</summary>
    /// <param name="actions">In order.</param>
    /// <param name="why">Who asked for them, for the journal.</param>
    /// <returns>False if the connection is closing or closed.</returns>
    public bool Act(IReadOnlyList<MockAction> actions, string why)
    {
        lock (Gate)
        {
            if (IsClosing)
            {
                return false;
            }

            Runner.Run(actions, new Cause(_recorder.Decided(why, 0)));
            _outbox.Flush();
            return true;
        }
    }

    /// <summary>Sends a message in the given fragments (RFC 6455 section 5.4), uncompressed.</summary>
    /// <returns>When the transport has taken it; false if the client is gone.</returns>
    public Task<bool> SendFragmentsAsync(Opcode opcode, IReadOnlyList<ReadOnlyMemory<byte>> fragments) =>
        SendAsync(() => _writer.WriteFragments(opcode, fragments, 0));

    /// <summary>What a matcher may look at beside the message.</summary>
    public MatchScope MatchScope() => new() { Connection = State, Server = _hub.State };

    /// <summary>Whether that is remembered; null for yes. Called under the lock.</summary>
    public bool Fits(Matcher? where) => where?.IsMatch(Message.Nothing, MatchScope()) ?? true;

    /// <summary>Sends a broadcast on, if that is remembered which has to be.</summary>
    public void Hear(Opcode opcode, ReadOnlyMemory<byte> payload, Matcher? where)
    {
        lock (Gate)
        {
            if (!IsClosing && Fits(where))
            {
                _ = _outbox.Send(() => _writer.Write(opcode, payload.Span, 0));
            }
        }
    }

    /// <summary>Answers a ping or a close frame, as the server does by itself. Called under the lock.</summary>
    /// <param name="opcode">Pong or close.</param>
    /// <param name="payload">The answer's payload.</param>
    /// <param name="cause">The entry of what is answered.</param>
    public void Answer(Opcode opcode, ReadOnlyMemory<byte> payload, long cause)
    {
        if (_faults is null)
        {
            Write(payload);
        }
        else
        {
            _faults.Answer(opcode, payload, cause, Write);
        }

        void Write(ReadOnlyMemory<byte> answer)
        {
            if (opcode == Opcode.Close)
            {
                WriteClose(answer.ToArray(), cause);
            }
            else
            {
                _writer.Write(opcode, answer.Span, cause);
            }
        }
    }

    /// <summary>Does something wrong on purpose. Called under the lock, in turn.</summary>
    public void Misbehave(FaultBinding binding, long cause)
    {
        if (_faults is null && !_hasEnded)
        {
            // From here on the client is served by the parts that misbehave; a connection on which nothing does has none of them.
            var faults = BeginFaults();
            _link.Redirect(faults.Output);
            var faulty = new FaultyLink(_link, faults, _recorder);
            _writer.Use(faulty);
            _outbox.Use(faulty);
            _echoesAll = false;
            (_link, _faults) = (faulty, new SessionFaults(this, _outbox, faulty));
        }

        _faults?.Commit(binding, cause);
    }

    private Task<bool> SendAsync(Action write)
    {
        lock (Gate)
        {
            return IsClosing ? Task.FromResult(false) : _outbox.Send(write);
        }
    }

    private void Note(in Reaction reaction, long sequence)
    {
        State = reaction.State ?? State;
        _hub.Answers.Add(reaction.Expected);
        if (reaction.Why is { } why)
        {
            _recorder.Decided(why, sequence, reaction.IsUnmatched);
        }
    }

    private void SendKeepAlive()
    {
        lock (Gate)
        {
            // A client that does not keep up is not told to hurry by more frames.
            _ = _outbox.IsFree ? SendAsync(Opcode.Ping, default) : null;
        }
    }

    private void TakeIdle()
    {
        lock (Gate)
        {
            if (!IsClosing)
            {
                Act(_playbook.Endpoint.OnIdle, "the client has been idle");
                _timers.RestartIdle(TakeIdle);
            }
        }
    }
}
