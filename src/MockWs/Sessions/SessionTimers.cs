namespace MockWs.Sessions;

/// <summary>The timers of one connection. Called under the session's lock; what they call takes it.</summary>
/// <param name="settings">The clock and the times.</param>
/// <param name="idleTime">How long a client says nothing before it counts as idle; null for ever.</param>
internal sealed class SessionTimers(SessionSettings settings, TimeSpan? idleTime) : IDisposable
{
    private ITimer? _keepAlive;
    private ITimer? _idle;
    private ITimer? _close;

    /// <summary>Calls each time the keep-alive interval has gone by, if there is one.</summary>
    public void StartKeepAlive(Action send)
    {
        if (settings.KeepAliveInterval is { } interval)
        {
            _keepAlive = settings.Time.CreateTimer(_ => send(), null, interval, interval);
        }
    }

    public void StopKeepAlive()
    {
        _keepAlive?.Dispose();
        _keepAlive = null;
    }

    /// <summary>Calls once the client has said nothing for its idle time from now on.</summary>
    public void RestartIdle(Action take)
    {
        if (idleTime is { } time)
        {
            _idle ??= settings.Time.CreateTimer(_ => take(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _idle.Change(time, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Calls once the close timeout from the first of these calls has gone by.</summary>
    public void BoundClose(Action abort) =>
        _close ??= settings.Time.CreateTimer(_ => abort(), null, settings.CloseTimeout, Timeout.InfiniteTimeSpan);

    /// <summary>Stops all but the bound on the close handshake.</summary>
    public void Stop()
    {
        StopKeepAlive();
        _idle?.Dispose();
    }

    public void Dispose()
    {
        Stop();
        _close?.Dispose();
    }
}
