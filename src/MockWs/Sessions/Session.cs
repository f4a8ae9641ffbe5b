using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// One client after its handshake: each event is recorded, then answered by the playbook, and what the answer says is recorded and sent.
/// Events come from one thread at a time; sends may come from any.
/// </summary>
internal sealed class Session : IDisposable
{
    private readonly IFrameLink _link;
    private readonly Playbook _playbook;
    private readonly ConnectionRecorder _recorder;
    private readonly SessionSettings _settings;
    private readonly Outbox _outbox;
    private ITimer? _closeTimer;
    private ITimer? _keepAlive;
    private CloseStatus? _closeSent;
    private CloseStatus? _closeReceived;
    private TaskCompletionSource? _closeSentSignal;
    private bool _closedByClient;
    private bool _hasEnded;

    public Session(IFrameLink link, Playbook playbook, ConnectionRecorder recorder, SessionSettings settings)
    {
        (_link, _playbook, _recorder, _settings) = (link, playbook, recorder, settings);
        _outbox = new Outbox(link, Gate, settings.OutboxLimit);
        if (settings.KeepAliveInterval is { } interval)
        {
            _keepAlive = settings.Time.CreateTimer(_ => SendKeepAlive(), null, interval, interval);
        }
    }

    /// <summary>Held while an event is answered and while a frame is written.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Whether no more messages can be sent: a close frame went out, or the connection is at its end.</summary>
    public bool IsClosing => _closeSent is not null || _hasEnded;

    /// <summary>Whether a close frame went out.</summary>
    public bool HasSentClose => _closeSent is not null;

    /// <summary>Whether everything that was received is answered, and every answer sent.</summary>
    public bool IsQuiet => _outbox.IsFree;

    /// <summary>Whether reading should wait until what is written has been sent.</summary>
    public bool IsFull => _outbox.IsFull;

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

        var sequence = _recorder.Received(ticks, read);
        if (read.Opcode == Opcode.Close)
        {
            TakeClose(read, sequence);
        }

        if (_closeSent is not null)
        {
            return;
        }

        var reaction = _playbook.React(new SessionEvent(read.Opcode, read.Payload));
        if (reaction.Why is { } why)
        {
            _recorder.Decided(why, sequence);
        }

        foreach (var action in reaction.Actions)
        {
            Run(action, read, sequence, ticks);
        }
    }

    /// <summary>Sends what has been written. Null if that is done already.</summary>
    public Task? Flush()
    {
        lock (Gate)
        {
            return _outbox.Drain();
        }
    }

    /// <summary>Sends a whole message or a control frame, after all that waits already.</summary>
    /// <returns>When the transport has taken it; false if the client is gone.</returns>
    public Task<bool> SendAsync(Opcode opcode, ReadOnlyMemory<byte> payload)
    {
        lock (Gate)
        {
            return IsClosing ? Task.FromResult(false) : _outbox.Send(() => Write(opcode, payload.Span, 0, _recorder.Now()));
        }
    }

    /// <summary>Sends a message in the given fragments (RFC 6455 section 5.4), uncompressed.</summary>
    /// <returns>When the transport has taken it; false if the client is gone.</returns>
    public Task<bool> SendFragmentsAsync(Opcode opcode, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        lock (Gate)
        {
            return IsClosing ? Task.FromResult(false) : _outbox.Send(() => WriteFragments(opcode, fragments));
        }
    }

    /// <summary>Begins the close handshake; the client's answer or the close timeout ends the connection.</summary>
    /// <returns>When the transport has taken the close frame; false if the client is gone.</returns>
    public Task<bool> CloseAsync(int code, string reason)
    {
        var payload = ClosePayload.Create(code, reason);
        lock (Gate)
        {
            return IsClosing ? Task.FromResult(!_outbox.IsGone) : _outbox.Send(() => WriteClose(payload, 0));
        }
    }

    /// <summary>Ends the connection without a close frame: a reset.</summary>
    public void Abort() => _link.Abort();

    /// <summary>Says that no more events come, and records how the connection ended. Only the first call counts.</summary>
    /// <param name="why">How the transport ended, for a connection without a close frame.</param>
    public void End(string why)
    {
        lock (Gate)
        {
            if (_hasEnded)
            {
                return;
            }

            _hasEnded = true;
            _keepAlive?.Dispose();
            if ((_closedByClient ? _closeReceived : _closeSent ?? _closeReceived) is { } status)
            {
                _recorder.Closed(status.Code, status.Reason, _closedByClient);
            }
            else
            {
                _recorder.Lost(why);
            }
        }
    }

    /// <summary>Ends when a close frame has gone out; at once if one has.</summary>
    public Task WhenCloseSent()
    {
        lock (Gate)
        {
            _closeSentSignal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_closeSent is not null)
            {
                _closeSentSignal.TrySetResult();
            }

            return _closeSentSignal.Task;
        }
    }

    /// <summary>Lets go of the timers, once the transport is at its end.</summary>
    public void Dispose()
    {
        lock (Gate)
        {
            _closeTimer?.Dispose();
            _keepAlive?.Dispose();
        }
    }

    private void TakeClose(in WireEvent read, long sequence)
    {
        _closeReceived = new CloseStatus(ClosePayload.CodeOf(read.Payload), ClosePayload.ReasonOf(read.Payload));
        if (_closeSent is null)
        {
            _closedByClient = true;
            _recorder.CloseBeganAt(sequence);
        }
    }

    /// <summary>"_Fail the WebSocket Connection_": a close frame that says why, then the end (RFC 6455 section 7.1.7).</summary>
    private void BreakOff(Violation violation)
    {
        var sequence = _recorder.Violation(violation);
        if (_closeSent is null)
        {
            SendClose(ClosePayload.CreateShortened(violation.Code, violation.Text), sequence);
        }
    }

    private void Run(MockAction action, in WireEvent read, long sequence, long ticks)
    {
        switch (action)
        {
            case Echo when _outbox.IsFree:
                _recorder.SentEcho(ticks, read.Opcode, read.Payload, sequence, _link.Compresses);
                _link.Write(read.Opcode, read.Payload);
                break;
            case Echo:
                Reply(read.Opcode, read.Payload, sequence);
                break;
            case AnswerPing:
                Reply(Opcode.Pong, read.Payload, sequence);
                break;
            case AnswerClose:
                SendClose(ClosePayload.Create(ClosePayload.CodeOf(read.Payload)), sequence);
                break;
            case Close close:
                SendClose(ClosePayload.CreateShortened(close.Code, close.Reason), sequence);
                break;
            case RecordError error:
                _recorder.Error(error.Text, sequence);
                break;
            default:
                throw new InvalidOperationException($"There is nothing here that carries out {action.GetType().Name}.");
        }
    }

    private void Reply(Opcode opcode, ReadOnlySpan<byte> payload, long cause)
    {
        var copy = payload.ToArray();
        SendOrWait(() => Write(opcode, copy, cause, _recorder.Now()));
    }

    private void SendClose(byte[] payload, long cause) => SendOrWait(() => WriteClose(payload, cause));

    /// <summary>Writes, and leaves the flush to the end of what was read; or waits its turn.</summary>
    private void SendOrWait(Action write)
    {
        if (_outbox.IsFree)
        {
            write();
        }
        else
        {
            _ = _outbox.Send(write);
        }
    }

    private void Write(Opcode opcode, ReadOnlySpan<byte> payload, long cause, long ticks)
    {
        // What waited its turn behind a close frame is too late: "The application MUST NOT send any more data frames after
        // sending a Close frame" (RFC 6455 section 5.5.1).
        if (_closeSent is not null)
        {
            return;
        }

        _recorder.Sent(ticks, opcode, payload, cause, compressed: _link.Compresses && opcode is Opcode.Text or Opcode.Binary);
        _link.Write(opcode, payload);
    }

    private void WriteFragments(Opcode opcode, IReadOnlyList<ReadOnlyMemory<byte>> fragments)
    {
        if (_closeSent is not null)
        {
            return;
        }

        var whole = new PooledBuffer();
        foreach (var fragment in fragments)
        {
            System.Buffers.BuffersExtensions.Write(whole, fragment.Span);
        }

        _recorder.Sent(_recorder.Now(), opcode, whole.Written, 0, fragments.Count);
        whole.Release();
        for (var i = 0; i < fragments.Count; i++)
        {
            var fragment = fragments[i].Span;
            _link.Write(new FrameHeader(i == fragments.Count - 1, 0, i == 0 ? opcode : Opcode.Continuation, false, fragment.Length), fragment);
        }
    }

    private void WriteClose(byte[] payload, long cause)
    {
        if (_closeSent is not null)
        {
            return;
        }

        var sequence = _recorder.Sent(_recorder.Now(), Opcode.Close, payload, cause);
        if (_closeReceived is null)
        {
            _recorder.CloseBeganAt(sequence);
        }

        _closeSent = new CloseStatus(ClosePayload.CodeOf(payload), ClosePayload.ReasonOf(payload));
        _link.Write(Opcode.Close, payload);
        _closeSentSignal?.TrySetResult();
        _keepAlive?.Dispose();
        _keepAlive = null;
        _closeTimer = _settings.Time.CreateTimer(_ => _link.Abort(), null, _settings.CloseTimeout, Timeout.InfiniteTimeSpan);
    }

    private void SendKeepAlive()
    {
        lock (Gate)
        {
            // A client that does not keep up is not told to hurry by more frames.
            if (!IsClosing && _outbox.IsFree)
            {
                _ = _outbox.Send(() => Write(Opcode.Ping, [], 0, _recorder.Now()));
            }
        }
    }

    private readonly record struct CloseStatus(int Code, string Reason);
}
