using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Answers the client's close frame late. It should be answered "as soon as practical" (RFC 6455 section 5.5.1); a client should wait for a time
    /// of its own, send nothing meanwhile, and report a clean close if the answer comes in that time.
    /// </summary>
    /// <param name="time">How much later, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault CloseEchoLate(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new CloseEchoLateFault(time);
    }
}

internal sealed record CloseEchoLateFault(TimeSpan Time) : ControlFault
{
    internal override string Text => $"the client's close frame gets its answer {Time} later (RFC 6455 5.5.1)";

    internal override Opcode Opcode => Opcode.Close;

    internal override ControlAnswer Apply(ControlAnswer answer) => answer with { Delay = answer.Delay + Time };
}
