using MockWs.Faults;
using MockWs.Recording;
using MockWs.Transports.Sockets;

namespace MockWs;

/// <summary>The ports that a server listens on, as faults and the test's author will have them: open, paused or closed. Safe for concurrent use.</summary>
/// <param name="clock">The server's.</param>
/// <param name="journal">The server's.</param>
/// <param name="dropClients">Resets every connection, soon.</param>
internal sealed class ServerPorts(TimeProvider clock, Journal journal, Action dropClients) : IPortTarget
{
    private readonly ConnectionRecorder _recorder = new(journal, JournalEntry.OfServer);
    private readonly List<ITimer> _starts = [];
    private IReadOnlyList<SocketListener> _listeners = [];
    private IReadOnlyList<FaultBinding> _begun = [];
    private Task _last = Task.CompletedTask;
    private ITimer? _end;
    private bool _isOpen = true;
    private bool _isOver;

    /// <summary>Whether there are any; a server in memory has none.</summary>
    public bool Any => _listeners.Count > 0;

    /// <summary>Takes the ports, which are bound, and does what goes wrong at the server's start. Nobody has been accepted yet.</summary>
    public Task BeginAsync(IReadOnlyList<SocketListener> listeners, IReadOnlyList<FaultBinding> faults, Random chance)
    {
        _listeners = listeners;
        return StartAsync(faults, chance);
    }

    /// <summary>Goes on as from the server's start, if something else is to go wrong then from now on.</summary>
    public Task ReconfigureAsync(IReadOnlyList<FaultBinding> faults, Random chance) =>
        !Any || faults.SequenceEqual(_begun) ? Task.CompletedTask : StartAsync(faults, chance);

    /// <summary>Opens the ports, and goes on as from the server's start.</summary>
    public async Task ResetAsync(IReadOnlyList<FaultBinding> faults, Random chance)
    {
        await TryAsync(() => ChangeAsync(listener => listener.OpenAsync(), isOpen: true)).ConfigureAwait(false);
        await StartAsync(faults, chance).ConfigureAwait(false);
    }

    /// <summary>Records a fault that no connection has led to, and does it.</summary>
    public Task DoAsync(PortFault fault)
    {
        Record(recorder => recorder.Fault(fault.ToString(), 0));
        return fault.ActAsync(this);
    }

    /// <summary>Accepts clients again.</summary>
    /// <exception cref="IOException">Another program took a port while it was closed.</exception>
    public Task OpenAsync() => InTurnAsync(AcceptAgainAsync);

    public Task PauseAsync(TimeSpan? time) => TryAsync(() => ChangeAsync(listener => listener.OpenAsync(isPaused: true), isOpen: false, time));

    public Task CloseAsync(TimeSpan? time) => TryAsync(() => ChangeAsync(listener => listener.CloseAsync(), isOpen: false, time));

    public void DropClients() => dropClients();

    /// <summary>Changes nothing any more. The ports are for others to let go of.</summary>
    public Task StopAsync() => InTurnAsync(() =>
    {
        _isOver = true;
        _end?.Dispose();
        _starts.ForEach(timer => timer.Dispose());
        return Task.CompletedTask;
    });

    private async Task StartAsync(IReadOnlyList<FaultBinding> faults, Random chance)
    {
        var due = faults.Where(binding => new BoundFault(binding, chance).Acts()).ToList();
        await InTurnAsync(() =>
        {
            _begun = faults;
            _starts.ForEach(timer => timer.Dispose());
            _starts.Clear();
            _starts.AddRange(
                from binding in due
                where binding.At.Time > TimeSpan.Zero
                select clock.CreateTimer(_ => _ = DoAsync((PortFault)binding.Fault), null, binding.At.Time, Timeout.InfiniteTimeSpan));
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        foreach (var binding in due.Where(binding => binding.At.Time == TimeSpan.Zero))
        {
            await DoAsync((PortFault)binding.Fault).ConfigureAwait(false);
        }
    }

    private async Task AcceptAgainAsync()
    {
        if (!_isOpen)
        {
            await ChangeAsync(listener => listener.OpenAsync(), isOpen: true).ConfigureAwait(false);
            Record(recorder => recorder.Decided("clients are accepted again", 0));
        }
    }

    /// <summary>Changes all ports, and ends what held before. Called in turn.</summary>
    private async Task ChangeAsync(Func<SocketListener, Task> change, bool isOpen, TimeSpan? time = null)
    {
        _end?.Dispose();
        _end = null;
        foreach (var listener in _listeners)
        {
            await change(listener).ConfigureAwait(false);
        }

        _isOpen = isOpen;
        if (time is { } span)
        {
            // One that fires while another change is on its way has nothing to end any more.
            ITimer? own = null;
            _end = own = clock.CreateTimer(_ => _ = TryAsync(() => _end == own ? AcceptAgainAsync() : Task.CompletedTask), null, span, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Does something as far as it can be done; what cannot is recorded.</summary>
    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await InTurnAsync(act).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            Record(recorder => recorder.Error(e.Message, 0));
        }
    }

    /// <summary>Does something once what was begun before is done, unless the server has stopped.</summary>
    private async Task InTurnAsync(Func<Task> act)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Interlocked.Exchange(ref _last, done.Task).ConfigureAwait(false);
        try
        {
            if (!_isOver)
            {
                await act().ConfigureAwait(false);
            }
        }
        finally
        {
            done.SetResult();
        }
    }

    private void Record(Action<ConnectionRecorder> record)
    {
        lock (_recorder)
        {
            record(_recorder);
        }
    }
}
