using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Answers pings late, from its moment on, while everything else goes out at once. Pongs should come "as soon as is practical" (RFC 6455
    /// section 5.5.2); a client should take the connection for dead after its own time, not after the first slow answer, and should not trip
    /// over a pong that comes when it has given up.
    /// </summary>
    /// <param name="time">How much later, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault PongLate(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new PongLateFault(time);
    }
}

internal sealed record PongLateFault(TimeSpan Time) : ControlFault
{
    internal override string Text => $"a ping gets its pong {Time} later (RFC 6455 5.5.2)";

    internal override Opcode Opcode => Opcode.Pong;

    internal override ControlAnswer Apply(ControlAnswer answer) => answer with { Delay = answer.Delay + Time };
}
