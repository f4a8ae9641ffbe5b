namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Does what a server does that crashes and is started again: every connection is reset, the ports are closed, and the same ones are open again
    /// after a while. What the server remembers stays. A client should report close code 1006 (RFC 6455 section 7.1.5), connect anew after a pause
    /// that begins at random, because all others do the same at this moment (section 7.2.3), and say again what a new connection has to be told.
    /// </summary>
    /// <param name="time">How long the ports are closed, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault Restart(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new RestartFault(time);
    }
}

internal sealed record RestartFault(TimeSpan Time) : PortFault
{
    internal override string Text => $"every connection is reset, and the port is closed {Span(Time)} (RFC 6455 7.2.3)";

    internal override Moment Default => At.Open;

    internal override bool EndsSending => true;

    internal override async Task ActAsync(IPortTarget ports)
    {
        await ports.CloseAsync(Time).ConfigureAwait(false);
        ports.DropClients();
    }
}
