using System.IO.Pipelines;
using System.Security.Authentication;
using MockWs.Faults;
using MockWs.Recording;

namespace MockWs.Sessions;

/// <summary>
/// What goes wrong on one connection: the faults that are due at a moment, those that last, and the transport that they act on. Used by one
/// thread at a time, but for the transport's part, which is safe for concurrent use.
/// </summary>
/// <param name="recorder">The connection's.</param>
/// <param name="settings">The server's.</param>
/// <param name="random">The connection's chance.</param>
/// <param name="abort">Ends the transport the hard way.</param>
/// <param name="ports">The server's.</param>
/// <param name="progress">Called when something may have become idle.</param>
internal sealed class ConnectionFaults(
    ConnectionRecorder recorder, SessionSettings settings, Random random, Action abort, IPortTarget ports, Action progress) : ITransportTarget, IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly List<BoundFault> _bound = [];
    private readonly List<BoundFault> _lasting = [];
    private volatile TaskCompletionSource? _mayRead;
    private Func<ValueTask> _endOutput = () => ValueTask.CompletedTask;
    private FaultyPipe? _pipe;
    private long _heldUntil;
    private int _waiting;

    /// <summary>Whether something may go wrong here.</summary>
    public bool IsNeeded { get; private set; }

    /// <summary>Says that something may have become idle.</summary>
    public Action Progress => progress;

    /// <summary>The clock of everything that waits.</summary>
    public TimeProvider Time => settings.Time;

    /// <summary>The connection's chance.</summary>
    public Random Random => random;

    /// <summary>The server's.</summary>
    public IPortTarget Ports => ports;

    /// <summary>How many bytes may wait for the clock.</summary>
    public int Limit => settings.OutboxLimit;

    /// <summary>Whether the connection is at its end: nothing waits any longer.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Whether nothing is read any more.</summary>
    public bool HasStoppedReading => _mayRead is not null;

    /// <summary>Whether nothing is sent any more.</summary>
    public bool HasStoppedWriting { get; private set; }

    /// <summary>Whether nothing is to be sent until the clock goes on.</summary>
    public bool IsQuiet => _pipe is null or { Output.IsQuiet: true };

    /// <summary>Whether a wait of this connection's own is under way.</summary>
    public bool IsWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>Ends when reading may go on: at once, as a rule.</summary>
    public Task MayRead => _mayRead?.Task ?? Task.CompletedTask;

    /// <summary>The bytes, with faults between them and the conversation. There once the handshake is to be answered.</summary>
    public IDuplexPipe Pipe => _pipe!;

    /// <summary>The way out of <see cref="Pipe"/>.</summary>
    public FaultyOutput Output => _pipe!.Output;

    /// <summary>Keeps back what has been read since reading was stopped: to the end, when nobody shall look at it.</summary>
    public async Task<ReadResult> HoldBackAsync(ReadResult read)
    {
        await MayRead.ConfigureAwait(false);
        return new ReadResult(read.Buffer.Slice(0, 0), isCanceled: true, read.IsCompleted);
    }

    /// <summary>Takes faults on, of those that are for this connection.</summary>
    /// <param name="bindings">The faults.</param>
    /// <param name="nth">The number of this connection among those that they count.</param>
    /// <returns>Whether something may go wrong from here on.</returns>
    public bool IsNeededFor(IEnumerable<FaultBinding> bindings, int nth)
    {
        _bound.AddRange(
            from binding in bindings
            where binding.Connections?.Include(nth) != false
            select new BoundFault(binding, random));
        return IsNeeded |= _bound.Count > 0;
    }

    /// <summary>Stands between bytes and conversation from here on, where none was needed so far. The caller redirects what is written.</summary>
    public void Begin()
    {
        IsNeeded = true;
        Output.SendPast();
    }

    /// <summary>Says how the server's direction is ended.</summary>
    public void EndOutputBy(Func<ValueTask> end) => _endOutput = end;

    /// <summary>Stands between the bytes and the conversation from here on, where faults are needed.</summary>
    /// <param name="pipe">The bytes.</param>
    /// <param name="endOutput">Ends the server's direction from here on.</param>
    public void Wrap(IDuplexPipe pipe, Func<ValueTask> endOutput)
    {
        EndOutputBy(endOutput);
        _pipe = new FaultyPipe(pipe, this);
        _pipe.Output.HoldUntil(Volatile.Read(ref _heldUntil));
        if (HasStoppedWriting)
        {
            _pipe.Output.Discard();
        }
    }

    /// <summary>The faults that are due. Of those that last, each is due once.</summary>
    /// <param name="kind">The moment.</param>
    /// <param name="number">Which of its kind.</param>
    public IReadOnlyList<BoundFault> Due(Moments kind, long number = 1) =>
        [.. _bound.Where(bound => bound.IsAt(kind, number) && (bound.Fault.IsLasting ? !_lasting.Contains(bound) : bound.Acts()))];

    /// <summary>The faults that are bound to moments of a kind, whether or not chance lets them act.</summary>
    public IEnumerable<BoundFault> BoundTo(Moments kind) => _bound.Where(bound => bound.At.Kind == kind);

    /// <summary>The lasting faults of a kind that have begun.</summary>
    public IEnumerable<BoundFault> Lasting<TFault>()
        where TFault : Fault => _lasting.Where(bound => bound.Fault is TFault);

    /// <summary>Begins what lasts. A pace is recorded here; of the others, each act is.</summary>
    public void Begin(BoundFault bound, long cause)
    {
        _lasting.Add(bound);
        if (bound.Fault is PaceFault)
        {
            Record(bound.Fault, cause);
            Output.Begin(bound);
        }
    }

    /// <summary>Records what is about to be done wrong on purpose.</summary>
    public void Record(Fault fault, long cause) => recorder.Fault(fault.ToString(), cause);

    /// <summary>Records that a fault was due where it changes nothing.</summary>
    public void RecordFutile(Fault fault, string why, long cause) => recorder.Decided($"{fault.Name} changes nothing: {why}", cause);

    /// <summary>What happens before any byte is read. Ends when reading may begin.</summary>
    public async Task ConnectAsync()
    {
        foreach (var bound in Due(Moments.Connect))
        {
            Record(bound.Fault, 0);
            ((TransportFault)bound.Fault).Act(this);
        }

        await WaitAsync(HeldFor()).ConfigureAwait(false);
        if (HasStoppedReading)
        {
            progress();
            await MayRead.ConfigureAwait(false);
            _over.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What the client meets in the TLS handshake, its ClientHello being there.</summary>
    public TlsAnswer AnswerTls()
    {
        var answer = default(TlsAnswer);
        foreach (var bound in Due(Moments.TlsHandshake))
        {
            if (bound.Fault is TlsFault fault)
            {
                Record(fault, 0);
                answer = fault.Apply(answer);
            }
            else
            {
                Begin(bound, 0);
            }
        }

        return answer;
    }

    /// <summary>Whether TLS ends without its close_notify. To be asked once, when it is at its end.</summary>
    public bool WithholdsCloseNotify()
    {
        var acting = Lasting<CloseNotifyWithheldFault>().FirstOrDefault(bound => bound.Acts());
        if (acting is not null)
        {
            Record(acting.Fault, 0);
        }

        return acting is not null;
    }

    /// <summary>Holds the TLS handshake up.</summary>
    /// <param name="answer">How.</param>
    /// <param name="input">What the client says meanwhile; it is lost if the client is never answered.</param>
    /// <exception cref="AuthenticationException">The client left, because nothing answered it.</exception>
    /// <exception cref="OperationCanceledException">The connection is at its end.</exception>
    public async Task HoldAsync(TlsAnswer answer, PipeReader input)
    {
        await WaitAsync(answer.Delay).ConfigureAwait(false);
        if (answer.IsWithheld)
        {
            throw await HasLeftAsync(input, _ => { }).ConfigureAwait(false)
                ? new AuthenticationException("the client left, and was never answered")
                : new OperationCanceledException();
        }
    }

    /// <summary>Reads for nothing until the client is tired of waiting.</summary>
    /// <param name="input">What the client says.</param>
    /// <param name="taken">Called with how many bytes have been read.</param>
    /// <returns>Whether it has left; false if it was dropped.</returns>
    public async Task<bool> HasLeftAsync(PipeReader input, Action<long> taken)
    {
        while (true)
        {
            var result = await WaitForAsync(input.ReadAsync().AsTask()).ConfigureAwait(false);
            taken(result.Buffer.Length);
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted || result.IsCanceled)
            {
                return !result.IsCanceled;
            }
        }
    }

    /// <summary>Waits by the clock, no longer than the connection lasts.</summary>
    /// <exception cref="OperationCanceledException">The connection is at its end.</exception>
    public async Task WaitAsync(TimeSpan time)
    {
        if (time > TimeSpan.Zero)
        {
            await WaitForAsync(Delay(time)).ConfigureAwait(false);
        }

        async Task<bool> Delay(TimeSpan time)
        {
            await Task.Delay(time, settings.Time, _over.Token).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Waits, and is idle meanwhile.</summary>
    public async Task<T> WaitForAsync<T>(Task<T> task)
    {
        Interlocked.Increment(ref _waiting);
        progress();
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>The timestamp so much later.</summary>
    public long After(TimeSpan time) => settings.Time.GetTimestamp() + (long)(time.TotalSeconds * settings.Time.TimestampFrequency);

    /// <summary>Ends all that is waited for: the connection is at its end.</summary>
    public void LetGo()
    {
        lock (_over)
        {
            if (!_over.IsCancellationRequested)
            {
                _over.Cancel();
            }
        }

        _mayRead?.TrySetResult();
    }

    public void Reset() => abort();

    public void EndOutput()
    {
        StopWriting();
        _ = EndOutputAsync();
    }

    public void StopReading()
    {
        _mayRead ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (IsOver)
        {
            _mayRead.TrySetResult();
        }
    }

    public void StopWriting()
    {
        HasStoppedWriting = true;
        _pipe?.Output.Discard();
    }

    public void Hold(TimeSpan time)
    {
        var until = After(time);
        Volatile.Write(ref _heldUntil, until);
        _pipe?.Output.HoldUntil(until);
    }

    public void Dispose()
    {
        LetGo();
        _over.Dispose();
    }

    private TimeSpan HeldFor() => Volatile.Read(ref _heldUntil) is var until and > 0
        ? settings.Time.GetElapsedTime(settings.Time.GetTimestamp(), until)
        : TimeSpan.Zero;

    private async Task EndOutputAsync()
    {
        try
        {
            await _endOutput().ConfigureAwait(false);
        }
        catch (Exception e) when (TransportErrors.AreLoss(e))
        {
            // The client was faster to go.
        }
    }
}
