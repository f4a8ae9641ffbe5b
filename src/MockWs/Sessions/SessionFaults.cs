using MockWs.Faults;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// The moments of a session at which faults happen, and what they do to its answers. A fault takes its turn in the outbox, as an action does.
/// Used under the session's lock; what comes by the clock takes it.
/// </summary>
internal sealed class SessionFaults(Session session, Outbox outbox, FaultyLink link)
{
    private readonly ConnectionFaults _faults = link.Faults;
    private readonly List<ITimer> _timers = [];
    private long _messages;
    private long _pings;

    /// <summary>The connection's faults if they have stopped the reading; else null.</summary>
    public ConnectionFaults? StoppedReading => _faults.HasStoppedReading ? _faults : null;

    /// <summary>The answer to the handshake is written, and nothing more.</summary>
    public void HandshakeAnswered(long cause)
    {
        foreach (var bound in _faults.BoundTo(Moments.Bytes))
        {
            link.CommitAfter(bound, bound.At.Number!.Value);
        }

        var due = _faults.Due(Moments.AfterHandshake);
        if (due.Count > 0)
        {
            link.Part();
            Commit(due, cause);
            link.Part();
        }
    }

    /// <summary>The session is open, and what is said on opening waits its turn at the most.</summary>
    public void Opened(long cause)
    {
        Post(Moments.Open, 1, cause);
        foreach (var bound in _faults.BoundTo(Moments.After))
        {
            After(bound.At.Time, () =>
            {
                if (bound.Fault.IsLasting || bound.Acts())
                {
                    outbox.Post(() => Commit(bound, cause));
                }
            });
        }
    }

    /// <summary>A message or a control frame has come, and is recorded.</summary>
    public void Received(Opcode opcode, long sequence)
    {
        if (opcode is Opcode.Text or Opcode.Binary)
        {
            Post(Moments.Message, ++_messages, sequence);
        }
        else if (opcode == Opcode.Ping)
        {
            Post(Moments.Ping, ++_pings, sequence);
        }
    }

    /// <summary>A close frame is about to be written.</summary>
    public void Closing(long cause) => Commit(_faults.Due(Moments.Close), cause);

    /// <summary>Does what a fault does, now.</summary>
    public void Commit(BoundFault bound, long cause)
    {
        link.Commit(bound, cause);
        switch (bound.Fault)
        {
            case BytesFault { ClosePayload: { } payload }:
                session.CloseWasWritten(payload.Span, cause);
                break;
            case TransportFault { EndsSending: true }:
                session.EndSending();
                break;
        }
    }

    /// <summary>Does what a fault does, as an action.</summary>
    public void Commit(FaultBinding binding, long cause)
    {
        var bound = new BoundFault(binding, _faults.Random);
        if (bound.Fault.IsLasting || bound.Acts())
        {
            Commit(bound, cause);
        }
    }

    /// <summary>Answers a ping or a close frame as faults will have it: now, later or never.</summary>
    public void Answer(Opcode opcode, ReadOnlyMemory<byte> payload, long cause, Action<ReadOnlyMemory<byte>> write)
    {
        var answer = link.Answer(opcode, new ControlAnswer(payload), cause);
        if (answer.IsWithheld)
        {
            return;
        }

        if (answer.Delay > TimeSpan.Zero)
        {
            After(answer.Delay, () => outbox.Post(() => write(answer.Payload)));
        }
        else
        {
            write(answer.Payload);
        }
    }

    /// <summary>Ends what waits for the clock.</summary>
    public void StopTimers()
    {
        _timers.ForEach(timer => timer.Dispose());
        _timers.Clear();
    }

    private void Post(Moments kind, long number, long cause)
    {
        foreach (var bound in _faults.Due(kind, number))
        {
            outbox.Post(() => Commit(bound, cause));
        }
    }

    private void Commit(IReadOnlyList<BoundFault> due, long cause)
    {
        foreach (var bound in due)
        {
            Commit(bound, cause);
        }
    }

    private void After(TimeSpan time, Action act) => _timers.Add(_faults.Time.CreateTimer(
        _ =>
        {
            lock (session.Gate)
            {
                if (!session.HasEnded)
                {
                    act();
                    outbox.Flush();
                }
            }
        },
        null,
        time,
        Timeout.InfiniteTimeSpan));
}
