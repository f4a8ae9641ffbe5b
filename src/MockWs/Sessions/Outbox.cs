namespace MockWs.Sessions;

/// <summary>
/// The one way out of a connection. What is written while the client keeps up goes out at once; while it does not, everything waits its
/// turn here, in order. Used under the session's lock, but for the ends of what it waits for.
/// </summary>
/// <param name="link">Where frames go.</param>
/// <param name="gate">The session's lock.</param>
/// <param name="limit">How many bytes may be written, and how many sends may wait, before the sender has to.</param>
internal sealed class Outbox(IFrameLink link, Lock gate, int limit)
{
    private Queue<Turn>? _turns;
    private Task<bool>? _flush;
    private bool _isGone;

    /// <summary>Whether nothing waits, so that a frame can be written now.</summary>
    public bool IsFree => _flush is null && _turns is not { Count: > 0 };

    /// <summary>Whether more should be written only after a flush.</summary>
    public bool IsFull => link.Unflushed >= limit;

    /// <summary>Whether the client is gone: what is written goes nowhere.</summary>
    public bool IsGone => _isGone;

    /// <summary>Writes now, or when everything before it has been sent. Ends when the transport has taken the bytes.</summary>
    /// <param name="write">Writes frames to the link; called under the session's lock.</param>
    /// <returns>False if the client is gone.</returns>
    public Task<bool> Send(Action write)
    {
        if (!IsFree)
        {
            var turn = new Turn(write, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
            (_turns ??= new Queue<Turn>()).Enqueue(turn);
            return turn.Done.Task;
        }

        write();
        return Flush() ?? Task.FromResult(!_isGone);
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

    /// <summary>Null if nothing waits; else ends when what waits now has been sent.</summary>
    public Task? Drain() => _turns is { Count: > 0 } ? Send(() => { }) : Flush();

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

        return arrived;
    }

    private void TakeTurns()
    {
        while (_flush is null && _turns is not null && _turns.TryDequeue(out var turn))
        {
            if (!_isGone)
            {
                turn.Write();
            }

            if (Flush() is { } flush)
            {
                _ = flush.ContinueWith(sent => turn.Done.SetResult(sent.Result), TaskScheduler.Default);
            }
            else
            {
                turn.Done.SetResult(!_isGone);
            }
        }
    }

    private readonly record struct Turn(Action Write, TaskCompletionSource<bool> Done);
}
