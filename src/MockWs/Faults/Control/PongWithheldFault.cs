using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Leaves pings without their pong, from its moment on. A server MUST answer (RFC 6455 section 5.5.2), so a client that sends pings should
    /// take the connection for dead after a time of its own, and connect anew.
    /// </summary>
    public static Fault PongWithheld() => new PongWithheldFault();
}

internal sealed record PongWithheldFault : ControlFault
{
    internal override string Text => "a ping is left without its pong (RFC 6455 5.5.2)";

    internal override Opcode Opcode => Opcode.Pong;

    internal override ControlAnswer Apply(ControlAnswer answer) => answer with { IsWithheld = true };
}
