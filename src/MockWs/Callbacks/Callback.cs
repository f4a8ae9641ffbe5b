namespace MockWs.Callbacks;

/// <summary>
/// One call of a callback. It is the context that an async one goes on in: on a thread of the pool, with an exception that is caught here instead
/// of ending the process.
/// </summary>
/// <param name="queue">Where it stands in line.</param>
/// <param name="name">Which callback, such as <c>OnMessage</c>.</param>
/// <param name="cause">The journal's entry that led to it.</param>
/// <param name="call">Calls it.</param>
internal sealed class Callback(CallbackQueue queue, string name, long cause, Action call) : SynchronizationContext
{
    public string Name => name;

    public long Cause => cause;

    /// <summary>Calls it, up to its first await if it is async.</summary>
    /// <returns>What it threw.</returns>
    public Exception? Run()
    {
        queue.Cause.Value = cause;
        return Run(call);
    }

    public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ =>
    {
        if (Run(() => d(state)) is { } e)
        {
            queue.FailLater(this, e);
        }
    });

    public override void OperationStarted() => queue.CountUnfinished(1);

    public override void OperationCompleted() => queue.CountUnfinished(-1);

    private Exception? Run(Action act)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            act();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
