using System.Collections.Concurrent;
using System.IO.Pipelines;
using MockWs.Faults;
using MockWs.Wire;

namespace MockWs.Sessions;

/// <summary>
/// Sends bytes as faults will have it: at a pace, cut at marks where something is done, or not at all. One writer; what is done to it may come
/// from any thread. A flush ends when the transport has taken the bytes, or they wait for nothing but the clock.
/// </summary>
internal sealed class FaultyOutput(PipeWriter inner, ConnectionFaults faults) : PipeWriter
{
    private readonly Lock _lock = new();
    private readonly PooledBuffer _written = new();
    private readonly MarkedBytes _bytes = new();
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> _inserted = new();
    private readonly List<BoundFault> _paces = [];
    private TaskCompletionSource<bool>? _sending;
    private TaskCompletionSource? _becomesFree;
    private long _notBefore;
    private bool _isWaiting;
    private bool _discards;
    private bool _isLost;

    /// <summary>Whether something is to be done that no byte waits for.</summary>
    public bool HasDueMark => _bytes.HasDueMark;

    /// <summary>Whether nothing is to be sent until the clock goes on.</summary>
    public bool IsQuiet
    {
        get
        {
            lock (_lock)
            {
                return _sending is null || _isWaiting;
            }
        }
    }

    /// <summary>Does something once everything written before has been sent, and before anything written later is. It must not wait.</summary>
    /// <param name="act">What is done.</param>
    /// <param name="after">How many bytes later.</param>
    public void Mark(Action act, long after = 0) => _bytes.Mark(_written.Length + after, act);

    /// <summary>Sends bytes now. Only for what is done at a mark.</summary>
    public void Insert(ReadOnlyMemory<byte> bytes) => _inserted.Enqueue(bytes);

    /// <summary>Sends what was written past this one, before anything else.</summary>
    public void SendPast() => _inserted.Enqueue(default);

    /// <summary>Sends at this pace too, from here on.</summary>
    public void Begin(BoundFault pace) => Mark(() => _paces.Add(pace));

    /// <summary>Sends nothing before a timestamp.</summary>
    public void HoldUntil(long timestamp)
    {
        lock (_lock)
        {
            _notBefore = Math.Max(_notBefore, timestamp);
        }
    }

    /// <summary>Sends nothing more: what is written goes nowhere.</summary>
    public void Discard() => Volatile.Write(ref _discards, true);

    /// <summary>Ends when everything that was written has been sent.</summary>
    public Task WhenSentAsync() => SendAsync();

    public override void Advance(int bytes) => _written.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var sending = SendAsync();
        if (!sending.IsCompleted && await Task.WhenAny(sending, WhenFree()).ConfigureAwait(false) != sending)
        {
            return default;
        }

        return new FlushResult(isCanceled: false, isCompleted: !await sending.ConfigureAwait(false));
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    /// <summary>Sends what was written, or leaves it to the sending that is under way.</summary>
    /// <returns>False if the client is gone.</returns>
    private Task<bool> SendAsync()
    {
        TaskCompletionSource<bool> sending;
        lock (_lock)
        {
            if (_written.Length > 0)
            {
                _bytes.Add(_written.Written.ToArray(), faults.Time.GetTimestamp());
                _written.Release();
            }

            if (_sending is not null)
            {
                return _sending.Task;
            }

            sending = _sending = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        // Not under the lock: it may go all the way on this thread.
        _ = SendAllAsync(sending);
        return sending.Task;
    }

    private async Task SendAllAsync(TaskCompletionSource<bool> sending)
    {
        while (!IsAtEnd())
        {
            try
            {
                await SendPieceAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (TransportErrors.AreLoss(e))
            {
                _isLost = true;
            }
        }

        sending.SetResult(!_isLost);
        faults.Progress();
    }

    /// <summary>Whether all is done and sent, under the lock so that what comes later finds nobody sending.</summary>
    private bool IsAtEnd()
    {
        lock (_lock)
        {
            if (_bytes.Length > 0 || _bytes.HasDueMark || !_inserted.IsEmpty)
            {
                return false;
            }

            _sending = null;
            return true;
        }
    }

    private async Task SendPieceAsync()
    {
        if (_inserted.TryDequeue(out var inserted))
        {
            await WriteAsync(inserted).ConfigureAwait(false);
            return;
        }

        if (_bytes.TakeMark() is { } act)
        {
            act();
            return;
        }

        var (bytes, since) = _bytes.Peek();
        var pace = PaceOf(bytes.Length);
        var piece = bytes[..Math.Min(bytes.Length, pace.Size)];
        try
        {
            await WaitAsync(since, pace.Latency).ConfigureAwait(false);
            await WriteAsync(piece).ConfigureAwait(false);
        }
        finally
        {
            _bytes.Take(piece.Length);
            HoldUntil(faults.After(pace.Gap));
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!_isLost && !Volatile.Read(ref _discards))
        {
            var result = await inner.WriteAsync(bytes).ConfigureAwait(false);
            _isLost = result.IsCompleted || result.IsCanceled;
        }
    }

    private Pace PaceOf(int length)
    {
        var pace = Pace.Free;
        foreach (var bound in _paces)
        {
            pace = bound.Acts() ? pace.And(((PaceFault)bound.Fault).Next(length, faults.Random)) : pace;
        }

        return pace;
    }

    private async Task WaitAsync(long since, TimeSpan latency)
    {
        // More than once, where a hold comes during the wait.
        while (!_isLost && TimeLeft(since, latency) is var left && left > TimeSpan.Zero)
        {
            var wait = faults.WaitAsync(left);
            SetWaiting(true);
            try
            {
                await wait.ConfigureAwait(false);
            }
            finally
            {
                SetWaiting(false);
            }
        }
    }

    private TimeSpan TimeLeft(long since, TimeSpan latency)
    {
        lock (_lock)
        {
            var now = faults.Time.GetTimestamp();
            var held = faults.Time.GetElapsedTime(now, _notBefore);
            var late = latency - faults.Time.GetElapsedTime(since, now);
            return held > late ? held : late;
        }
    }

    private void SetWaiting(bool isWaiting)
    {
        TaskCompletionSource? free = null;
        lock (_lock)
        {
            _isWaiting = isWaiting;
            if (IsFree())
            {
                (free, _becomesFree) = (_becomesFree, null);
            }
        }

        free?.SetResult();
        faults.Progress();
    }

    /// <summary>Ends when bytes wait for nothing but the clock, and there is room for more.</summary>
    private Task WhenFree()
    {
        lock (_lock)
        {
            return IsFree()
                ? Task.CompletedTask
                : (_becomesFree ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private bool IsFree() => _isWaiting && _bytes.Length <= faults.Limit;
}
