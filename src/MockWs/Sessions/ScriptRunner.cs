using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Behaviours.Matching;
using MockWs.Behaviours.Scripts;
using MockWs.Recording;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// Goes through the script of one connection: whatever happens waits its turn in the outbox, so that a step is over before the next one
/// hears of anything. Used under the session's lock; its timer takes it.
/// </summary>
internal sealed class ScriptRunner : IDisposable
{
    /// <summary>Timers do not reach further at once.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private readonly Session _session;
    private readonly Playbook _playbook;
    private readonly Outbox _outbox;
    private readonly ActionRunner _actions;
    private readonly ConnectionRecorder _recorder;
    private readonly SessionSettings _settings;
    private readonly SessionHub _hub;
    private readonly Cause _cause;
    private readonly long _began;
    private readonly ScriptProgress _progress;
    private ITimer? _timer;
    private string? _closed;

    public ScriptRunner(
        Session session, Playbook playbook, Outbox outbox, ActionRunner actions, ConnectionRecorder recorder, SessionSettings settings, SessionHub hub, Cause cause)
    {
        (_session, _playbook, _outbox, _actions) = (session, playbook, outbox, actions);
        (_recorder, _settings, _hub, _cause) = (recorder, settings, hub, cause);
        _began = settings.Time.GetTimestamp();
        _progress = new ScriptProgress(
            session.Id, session.Path, playbook.Endpoint, settings.ExpectTimeout, new ScriptState(new Track(Steps, 0, null, cause), 0));
        hub.Scripts.Add(_progress);
    }

    /// <summary>Whether there are steps left.</summary>
    public bool IsRunning => _progress.Standing.IsRunning;

    private ValueList<ScriptStep> Steps => _playbook.Endpoint.Script!;

    private ScriptState State => _progress.Standing.State;

    private TimeSpan Now => _settings.Time.GetElapsedTime(_began);

    /// <summary>Begins with the first step.</summary>
    public void Begin() => _outbox.Post(() =>
    {
        if (IsRunning)
        {
            Go(ScriptMove.Begin(Steps, _cause, _settings.ExpectTimeout, _session.MatchScope()), TimeSpan.Zero);
            Watch();
        }
    });

    /// <summary>Takes a message, or leaves it to the rules.</summary>
    /// <param name="message">The message.</param>
    /// <param name="sequence">Its entry in the journal.</param>
    public void Hear(Message message, long sequence) => _outbox.Post(() => _outbox.Before(() =>
    {
        if (_session.IsClosing)
        {
            return;
        }

        if (IsRunning)
        {
            HearNow(message, sequence);
        }
        else
        {
            _session.Follow(React(message), message, sequence);
        }
    }));

    /// <summary>Ends the script, if it is under way, with the connection.</summary>
    /// <param name="why">How that ended.</param>
    /// <param name="cause">The journal's entry of that.</param>
    public void End(string why, long cause)
    {
        if (IsRunning)
        {
            Fail(State.Fail(why, _settings.ExpectTimeout), cause, closes: false);
        }

        Dispose();
    }

    /// <summary>Says that the client has sent a close frame, after what came before.</summary>
    public void EndByClient(CloseStatus status, long cause) => _outbox.Post(() => End($"the client closed the connection with {status}", cause));

    /// <summary>Says that the server has sent a close frame.</summary>
    public void EndByServer(CloseStatus status, long cause)
    {
        // The script's own close is a step as any other, and may be the last.
        _closed = $"the server closed the connection with {status}";
        if (IsRunning && !State.IsActing)
        {
            End(_closed, cause);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private void HearNow(Message message, long sequence)
    {
        var at = Now;
        var move = Take(new Heard(message, sequence), at);
        if (move.TakenBy is { } step)
        {
            _recorder.Decided($"script step {step}", sequence);
        }

        if (move.TakenBy is not null || move.Failure is not null)
        {
            Go(move, at, sequence);
            Watch();
            return;
        }

        _progress.Standing = new ScriptStanding(move.State);
        try
        {
            LeaveToRules(move, message, sequence);
        }
        catch (Exception e)
        {
            // A predicate of the test's author, and no pump is there to catch it where a message has waited its turn.
            Fail(State.Fail($"the rules could not decide about #{sequence}: {e.Message}", _settings.ExpectTimeout), sequence);
        }
    }

    private void LeaveToRules(ScriptMove move, Message message, long sequence)
    {
        var reaction = React(message);
        if (!_playbook.LeavesUnanswered(reaction))
        {
            _session.Follow(reaction, message, sequence);
            return;
        }

        var failure = move.Refuse(message);
        Fail(reaction.IsUnmatched ? failure with { Came = $"{failure.Came}\n{reaction.Why}" } : failure, sequence);
    }

    private Reaction React(Message message) =>
        _playbook.React(new SessionEvent(message.Opcode, message.Payload.Span), _session.State, _hub.State);

    private ScriptMove Take(ScriptEvent e, TimeSpan at) => ScriptMove.Take(State, e, at, _settings.ExpectTimeout, _session.MatchScope());

    /// <summary>Carries out what a move asks for, then all that follows without a wait.</summary>
    /// <param name="move">The move.</param>
    /// <param name="at">Its time.</param>
    /// <param name="cause">The journal's entry of what led to it; 0 for what was taken last.</param>
    private void Go(ScriptMove? move, TimeSpan at, long cause = 0)
    {
        while (move is not null)
        {
            _progress.Standing = new ScriptStanding(move.State);
            if (move.Failure is { } failure)
            {
                Fail(failure, cause);
                return;
            }

            if (!IsRunning)
            {
                _recorder.Decided($"the script is through: {Words.Count(Steps.Count, "step")}", State.Track.Cause.Sequence);
                Dispose();
                return;
            }

            if (move.Orders.Count == 0)
            {
                return;
            }

            move = Carry(move.Orders) ? MoveAfterActions(isAtOnce: true, at) : null;
        }
    }

    /// <summary>Carries out actions before all that waits.</summary>
    /// <returns>Whether they are carried out; if not, the script goes on when they are.</returns>
    private bool Carry(IReadOnlyList<(MockAction Action, Cause Cause)> orders)
    {
        if (_outbox.IsFull)
        {
            _outbox.Flush();
        }

        var (isCarried, isHere) = (false, true);
        _outbox.Before(() =>
        {
            foreach (var (action, cause) in orders)
            {
                _actions.Run([action], cause);
            }

            _outbox.Post(() =>
            {
                isCarried = true;
                if (!isHere)
                {
                    Go(MoveAfterActions(isAtOnce: false, Now), Now);
                    Watch();
                }
            });
        });
        isHere = false;
        return isCarried;
    }

    private ScriptMove? MoveAfterActions(bool isAtOnce, TimeSpan at)
    {
        if (!IsRunning)
        {
            return null;
        }

        if (_actions.Failure is { } failure)
        {
            End(failure.Text, failure.Entry);
            return null;
        }

        var move = Take(new Acted(isAtOnce), at);
        if (_session.IsClosing && !move.State.IsDone)
        {
            _progress.Standing = new ScriptStanding(move.State);
            End(_closed ?? "the connection has ended", 0);
            return null;
        }

        return move;
    }

    /// <summary>Sees to it that the script goes on when the time of a step is up.</summary>
    private void Watch()
    {
        if (!IsRunning || State.IsActing || State.Due is not { } due)
        {
            return;
        }

        if (due <= Now)
        {
            // After the messages that came before.
            _outbox.Post(CatchUp);
        }
        else
        {
            _timer ??= _settings.Time.CreateTimer(_ => TakeTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(Whole(due - Now), Timeout.InfiniteTimeSpan);
        }
    }

    private void TakeTime()
    {
        lock (_session.Gate)
        {
            _outbox.Post(CatchUp);
            _outbox.Flush();
        }

        _hub.Progress();
    }

    /// <summary>Each step begins when the one before it was due, not when somebody noticed: a clock that jumps makes no step late.</summary>
    private void CatchUp()
    {
        while (IsRunning && !State.IsActing && State.Due is { } due && due <= Now)
        {
            Go(Take(new Elapsed(), due), due);
        }

        Watch();
    }

    private void Fail(StepFailure failure, long cause, bool closes = true)
    {
        var entry = _recorder.Error(failure.ToString(), cause > 0 ? cause : State.Track.Cause.Sequence);
        _progress.Standing = new ScriptStanding(State, failure, entry);
        Dispose();
        if (closes && !_session.IsClosing)
        {
            _session.WriteClose(ClosePayload.CreateShortened(CloseCode.InternalError, $"script step {failure.Step} failed"), entry);
        }
    }

    /// <summary>A timer counts whole milliseconds, and one that is cut would be too early.</summary>
    private static TimeSpan Whole(TimeSpan time) =>
        time < LongestTimer ? TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds)) : LongestTimer;
}
