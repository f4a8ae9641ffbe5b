namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends nothing for a while, in the middle of a frame if its moment is there, then goes on. A client should keep what it has of a frame,
    /// deliver the message when it is whole (RFC 6455 section 5.2), and not take a pause that is shorter than its own timeout for the end.
    /// </summary>
    /// <param name="time">How long, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault Stall(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new StallFault(time);
    }
}

internal sealed record StallFault(TimeSpan Time) : TransportFault
{
    internal override string Text => $"nothing is sent for {Time}";

    internal override Capabilities Needs => Capabilities.Pacing;

    internal override void Act(ITransportTarget transport) => transport.Hold(Time);
}
