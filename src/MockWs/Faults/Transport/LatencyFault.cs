namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Lets everything that the server sends arrive later, in its order, the answer to the handshake too. A client should work all the same,
    /// only slower: its timeouts for the handshake (RFC 6455 section 4.1) and for pongs (section 5.5.2) should leave room for it.
    /// </summary>
    /// <param name="time">How much later, by the server's clock.</param>
    /// <param name="jitter">How much more that may be by chance, drawn for each write. Default: none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none, or the jitter is negative.</exception>
    public static Fault Latency(TimeSpan time, TimeSpan jitter = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(jitter, TimeSpan.Zero);
        return new LatencyFault(time, jitter);
    }
}

internal sealed record LatencyFault(TimeSpan Time, TimeSpan Jitter) : PaceFault
{
    internal override string Text => $"everything is sent {Time}{(Jitter > TimeSpan.Zero ? $" to {Time + Jitter}" : "")} later";

    internal override Pace Next(int length, Random random) => new(Jitter > TimeSpan.Zero ? Time + (Jitter * random.NextDouble()) : Time);
}
