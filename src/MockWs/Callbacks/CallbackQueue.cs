namespace MockWs.Callbacks;

/// <summary>
/// Runs the callbacks of one connection in order, one at a time, on threads of the pool: a callback that blocks holds up its own connection's
/// next ones and nothing else. Safe for concurrent use.
/// </summary>
/// <param name="cause">Where code that a callback calls finds the entry that led to it. One for all connections of a server.</param>
/// <param name="failed">Told, in the callback's place, what it threw.</param>
/// <param name="rested">Called when nothing runs any more.</param>
internal sealed class CallbackQueue(AsyncLocal<long> cause, Action<Callback, Exception> failed, Action rested) : IThreadPoolWorkItem
{
    /// <summary>How many callbacks may wait before what the client sends is read on.</summary>
    private const int Many = 1000;

    private readonly Queue<Callback> _waiting = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _room;
    private bool _isRunning;
    private int _unfinished;

    public AsyncLocal<long> Cause => cause;

    /// <summary>Whether none runs or waits, nor is in the midst of something asynchronous.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return !_isRunning && _unfinished == 0;
            }
        }
    }

    /// <summary>Lines a callback up.</summary>
    public void Add(string name, long entry, Action call)
    {
        lock (_lock)
        {
            _waiting.Enqueue(new Callback(this, name, entry, call));
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Lines up what a callback threw after its first await.</summary>
    public void FailLater(Callback callback, Exception e) => Add(callback.Name, callback.Cause, () => failed(callback, e));

    /// <summary>Counts async callbacks that have not come to their end.</summary>
    public void CountUnfinished(int by)
    {
        lock (_lock)
        {
            _unfinished += by;
            if (_unfinished > 0)
            {
                return;
            }
        }

        rested();
    }

    /// <summary>Null if more callbacks may be lined up; else ends when they may.</summary>
    public Task? WhenRoom()
    {
        lock (_lock)
        {
            return _waiting.Count < Many ? null : (_room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>A thread of the pool begins here.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        while (Next() is { } callback)
        {
            if (callback.Run() is { } e)
            {
                failed(callback, e);
            }
        }

        rested();
    }

    private Callback? Next()
    {
        lock (_lock)
        {
            _isRunning = _waiting.TryDequeue(out var next);
            if (_room is not null && _waiting.Count < Many)
            {
                _room.TrySetResult();
                _room = null;
            }

            return next;
        }
    }
}
