namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Closes the server's ports and opens the same ones again after a while; those that are connected do not feel it. Who connects meanwhile is
    /// refused (ECONNREFUSED). A client should report that nothing listens there, and connect anew after a pause that grows and varies (RFC 6455
    /// section 7.2.3).
    /// </summary>
    /// <param name="time">How long, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault ClosePort(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new ClosePortFault(time);
    }
}

internal sealed record ClosePortFault(TimeSpan? Time) : PortFault
{
    internal override string Text => $"the port is closed {Span(Time)}";

    internal override Task ActAsync(IPortTarget ports) => ports.CloseAsync(Time);
}
