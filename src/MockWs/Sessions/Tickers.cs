using MockWs.Behaviours;
using MockWs.Behaviours.Actions;
using MockWs.Recording;

namespace MockWs.Sessions;

/// <summary>What one connection does again and again. Used under the session's lock; a tick takes it.</summary>
/// <param name="session">The connection.</param>
/// <param name="outbox">Its way out: where too much waits, ticks are left out.</param>
/// <param name="recorder">Its pen.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Draws the intervals.</param>
/// <param name="run">Carries actions out.</param>
internal sealed class Tickers(
    Session session, Outbox outbox, ConnectionRecorder recorder, TimeProvider time, Random random, Action<IReadOnlyList<MockAction>, Cause> run)
{
    private readonly Dictionary<object, Ticker> _tickers = [];

    /// <summary>Whether a message may end one of them.</summary>
    public bool ListenToMessages { get; private set; }

    /// <summary>Begins one; the first tick comes after the first interval.</summary>
    public void Start(Every every, Cause cause)
    {
        // One with a name takes the place of another; one without is a ticker of its own each time.
        var key = every.Name ?? new object();
        Stop(key);
        var ticker = new Ticker(key, every, time, random, (ticker, number) => Tick(ticker, cause with { Tick = number }));
        _tickers[key] = ticker;
        ListenToMessages |= every.Until is { LooksAtMessage: true };
        ticker.Start();
    }

    /// <summary>Ends one, if it is there.</summary>
    public void Stop(object key)
    {
        if (_tickers.Remove(key, out var ticker))
        {
            ticker.Dispose();
            ListenToMessages = _tickers.Values.Any(other => other.Every.Until is { LooksAtMessage: true });
        }
    }

    /// <summary>Ends all.</summary>
    public void StopAll()
    {
        foreach (var ticker in _tickers.Values)
        {
            ticker.Dispose();
        }

        _tickers.Clear();
        ListenToMessages = false;
    }

    /// <summary>Ends those that go on until a message like this one.</summary>
    public void StopUntil(Message message, long cause)
    {
        foreach (var ticker in _tickers.Values.ToList())
        {
            if (ticker.Every.Until is { LooksAtMessage: true } && IsOver(ticker, message, cause))
            {
                Stop(ticker.Key);
            }
        }
    }

    private void Tick(Ticker ticker, Cause cause)
    {
        lock (session.Gate)
        {
            // It may have been stopped while this tick waited for the lock.
            if (session.IsClosing || _tickers.GetValueOrDefault(ticker.Key) != ticker)
            {
                return;
            }

            var isOver = ticker.Every.Until is not null && IsOver(ticker, Message.Nothing, cause.Sequence);
            if (isOver || ticker.IsDone)
            {
                Stop(ticker.Key);
            }

            if (isOver)
            {
                return;
            }

            if (outbox.IsCrowded)
            {
                recorder.Decided($"tick {cause.Tick} left out: too much waits to be sent", cause.Sequence);
                return;
            }

            run(ticker.Every.Then, cause);
            outbox.Flush();
        }
    }

    private bool IsOver(Ticker ticker, Message message, long cause)
    {
        try
        {
            return ticker.Every.Until!.IsMatch(message, session.MatchScope());
        }
        catch (Exception e)
        {
            // A predicate of the test's author: a ticker whose end nobody knows is better ended.
            recorder.Error($"The end of a ticker could not be decided: {e.Message}", cause);
            return true;
        }
    }
}
