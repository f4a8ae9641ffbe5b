using Microsoft.Extensions.Time.Testing;

namespace MockWs.Testing;

/// <summary>Moves a fake clock and waits for what follows, so that no test sleeps.</summary>
public static class FakeClockExtensions
{
    /// <summary>
    /// Advances the clock, and waits until the server is idle and the thread pool too: until clients and server have said all that the advance made
    /// them say. A client that does more than talk, such as reading a file, may need longer: then assert <c>Within(…)</c>.
    /// </summary>
    /// <param name="clock">The clock that the server, and as a rule the client too, takes its time from.</param>
    /// <param name="server">The server to wait for.</param>
    /// <param name="time">How far to advance.</param>
    /// <param name="step">
    /// Advances in steps of this, and waits after each. Needed where one timer is started because another has gone off, such as a backoff or a loop of
    /// <c>Task.Delay</c>; timers that go off periodically do without. Default: one step.
    /// </param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or a step is nothing.</exception>
    /// <exception cref="TimeoutException">The server was still busy after 5 seconds of real time; the message names the connections.</exception>
    public static async Task AdvanceAsync(
        this FakeTimeProvider clock, MockWsServer server, TimeSpan time, TimeSpan? step = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(step));

        // What was said before belongs to the time before.
        await SettleAsync(server, cancellation).ConfigureAwait(false);
        for (var left = time; left > TimeSpan.Zero;)
        {
            var next = step < left ? step.Value : left;
            clock.Advance(next);
            left -= next;
            await SettleAsync(server, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task SettleAsync(MockWsServer server, CancellationToken cancellation)
    {
        await server.WhenIdleAsync(cancellation: cancellation).ConfigureAwait(false);
        await ThreadPoolTurn.WhenQuietAsync().ConfigureAwait(false);
        await server.WhenIdleAsync(cancellation: cancellation).ConfigureAwait(false);
    }
}
