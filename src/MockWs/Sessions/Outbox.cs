namespace MockWs.Sessions;

/// <summary>
/// The one way out of a connection. What is written while the client keeps up goes out at once; while it does not, and while a delay
/// holds it, everything waits its turn here, in order. Used under the session's lock, but for the ends of what it waits for.
/// </summary>
/// <param name="link">Where frames go.</param>
/// <param name="gate">The session's lock.</param>
/// <param name="settings">The clock, and how many bytes may be written before the writer has to wait.</param>
/// <param name="progress">Called, outside the lock, when a wait has ended.</param>
internal sealed class Outbox(IFrameLink link, Lock gate, SessionSettings settings, Action progress)
{
    /// <summary>How many turns may wait before what came in is read on.</summary>
    private const int ManyTurns = 1000;

    private Queue<Turn>? _turns;
    private Task<bool>? _flush;
    private ITimer? _delay;
    private bool _isWorking;
    private bool _isGone;

    /// <summary>Whether nothing waits, so that a frame can be written now.</summary>
    public bool IsFree => _flush is null && _delay is null && !_isWorking && _turns is not { Count: > 0 };

    /// <summary>Whether nothing is to be done until the clock goes on.</summary>
    public bool IsQuiet => _flush is null && !_isWorking && (_delay is not null || _turns is not { Count: > 0 });

    /// <summary>Whether more should be written only after a flush.</summary>
    public bool IsFull => link.Unflushed >= settings.OutboxLimit;

    /// <summary>Whether so much waits already that no more should be added.</summary>
    public bool IsCrowded => _turns is { Count: >= ManyTurns };

    /// <summary>Whether the client is gone: what is written goes nowhere.</summary>
    public bool IsGone => _isGone;

    /// <summary>Writes to another link from here on. Called in turn.</summary>
    public void Use(IFrameLink other) => link = other;

    /// <summary>Writes now, or when everything before it has been sent. Ends when the transport has taken the bytes.</summary>
    /// <param name="write">Writes frames to the link; called under the session's lock.</param>
    /// <returns>False if the client is gone.</returns>
    public Task<bool> Send(Action write)
    {
        if (!IsFree)
        {
            var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            (_turns ??= new Queue<Turn>()).Enqueue(new Turn(write, Done: done));
            return done.Task;
        }

        write();
        return Flush() ?? Task.FromResult(!_isGone);
    }

    /// <summary>Writes now, for a later flush, or waits its turn.</summary>
    /// <param name="write">Writes frames to the link; called under the session's lock.</param>
    public void Post(Action write)
    {
        if (IsFree)
        {
            write();
        }
        else
        {
            (_turns ??= new Queue<Turn>()).Enqueue(new Turn(write));
        }
    }

    /// <summary>Holds everything that comes after.</summary>
    public void Hold(TimeSpan time)
    {
        if (IsFree)
        {
            BeginDelay(time);
        }
        else
        {
            (_turns ??= new Queue<Turn>()).Enqueue(new Turn(null, time));
        }
    }

    /// <summary>Holds everything that comes after until work has ended.</summary>
    /// <param name="work">Begins it; must not fail. What it ends with is called under the session's lock, before all that waits.</param>
    public void Await(Func<Task<Action>> work)
    {
        if (IsFree)
        {
            _ = WorkAsync(work);
        }
        else
        {
            (_turns ??= new Queue<Turn>()).Enqueue(new Turn(null, Work: work));
        }
    }

    /// <summary>Lets what is written, held or awaited now come before all that waits already.</summary>
    public void Before(Action post)
    {
        var waiting = _turns;
        _turns = null;
        post();
        if (_turns is null)
        {
            _turns = waiting;
        }
        else
        {
            while (waiting is not null && waiting.TryDequeue(out var turn))
            {
                _turns.Enqueue(turn);
            }
        }
    }

    /// <summary>Sends what has been written. Null if that is done already; else when it is, and false if the client is gone.</summary>
    public Task<bool>? Flush()
    {
        if (_flush is not null || link.Unflushed == 0)
        {
            return _flush;
        }

        var flush = link.FlushAsync();
        if (flush.IsCompletedSuccessfully)
        {
            _isGone |= !flush.Result;
            return null;
        }

        // Either it went on to its end at once, or it needs the lock that is held here, and finds its own task in its place.
        var task = Continue(flush);
        return _flush = task.IsCompleted ? null : task;
    }

    /// <summary>Ends when the flush that is under way has ended; at once if there is none.</summary>
    public Task WhenFlushed() => _flush ?? Task.CompletedTask;

    /// <summary>Null if more may be read now; else ends when the client has taken enough for that.</summary>
    public Task? WhenRoom() => IsCrowded ? Send(() => { }) : null;

    /// <summary>Ends a delay, and lets what waits go nowhere.</summary>
    public void Dispose()
    {
        _isGone = true;
        _delay?.Dispose();
        _delay = null;
        TakeTurns();
    }

    private void BeginDelay(TimeSpan time)
    {
        if (time > TimeSpan.Zero && !_isGone)
        {
            _delay = settings.Time.CreateTimer(_ => EndDelay(), null, time, Timeout.InfiniteTimeSpan);
        }
    }

    private void EndDelay()
    {
        lock (gate)
        {
            _delay?.Dispose();
            _delay = null;
            TakeTurns();
        }

        progress();
    }

    private async Task WorkAsync(Func<Task<Action>> work)
    {
        _isWorking = true;
        var then = await work().ConfigureAwait(false);
        lock (gate)
        {
            _isWorking = false;
            if (!_isGone)
            {
                Before(then);
                TakeTurns();
                Flush();
            }
        }

        progress();
    }

    private async Task<bool> Continue(ValueTask<bool> flush)
    {
        // Not under the lock from here on: the flush ends on a thread of the transport.
        var arrived = await flush.ConfigureAwait(false);
        lock (gate)
        {
            _flush = null;
            _isGone |= !arrived;
            TakeTurns();
        }

        progress();
        return arrived;
    }

    private void TakeTurns()
    {
        while (_flush is null && _delay is null && !_isWorking && _turns is not null && _turns.TryDequeue(out var turn))
        {
            BeginDelay(turn.Delay);
            if (!_isGone)
            {
                turn.Write?.Invoke();
                _ = turn.Work is { } work ? WorkAsync(work) : null;
            }

            if (Flush() is { } flush)
            {
                _ = flush.ContinueWith(sent => turn.Done?.SetResult(sent.Result), TaskScheduler.Default);
            }
            else
            {
                turn.Done?.SetResult(!_isGone);
            }
        }
    }

    private readonly record struct Turn(Action? Write, TimeSpan Delay = default, TaskCompletionSource<bool>? Done = null, Func<Task<Action>>? Work = null);
}
