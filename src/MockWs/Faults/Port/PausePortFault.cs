namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Accepts nobody for a while, as a server does that is busy or hangs; those that are connected do not feel it. A client connects all the same,
    /// because the operating system takes it in, but no byte is read and nothing is answered, neither TLS nor the upgrade request. A client should
    /// bound the whole opening handshake by a time of its own, not only the connecting, and connect anew after a pause (RFC 6455 section 7.2.3).
    /// Those that have waited are accepted afterwards.
    /// </summary>
    /// <param name="time">How long, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault PausePort(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new PausePortFault(time);
    }
}

internal sealed record PausePortFault(TimeSpan? Time) : PortFault
{
    internal override string Text => $"nobody is accepted {Span(Time)}";

    internal override Task ActAsync(IPortTarget ports) => ports.PauseAsync(Time);
}
