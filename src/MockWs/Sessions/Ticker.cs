using MockWs.Behaviours.Actions;

namespace MockWs.Sessions;

/// <summary>Something done again and again on one connection. Used under the session's lock, but for its timer.</summary>
/// <param name="key">Its name, or an object of its own.</param>
/// <param name="every">What, how often, how many times.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Draws the intervals.</param>
/// <param name="tick">Does it, for the number of the tick; takes the session's lock.</param>
internal sealed class Ticker(object key, Every every, TimeProvider time, Random random, Action<Ticker, int> tick) : IDisposable
{
    private ITimer? _timer;
    private int _count;

    public object Key { get; } = key;

    public Every Every { get; } = every;

    /// <summary>Whether all ticks have been.</summary>
    public bool IsDone => _count >= Every.Times;

    /// <summary>The first tick comes after the first interval.</summary>
    public void Start()
    {
        var first = Every.Interval.Draw(random);
        _timer = time.CreateTimer(_ => Tick(), null, first, IsRegular ? first : Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>A fixed interval is the timer's own affair: no tick is late because the one before it was.</summary>
    private bool IsRegular => Every.Interval.Spread == TimeSpan.Zero;

    private void Tick()
    {
        tick(this, ++_count);
        if (!IsDone && !IsRegular)
        {
            // Each interval is drawn by itself; a timer that was disposed in between stays so.
            _timer?.Change(Every.Interval.Draw(random), Timeout.InfiniteTimeSpan);
        }
    }
}
