using MockWs.Wire;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Leaves the client's close frame without an answer, and the TCP connection open. A server MUST answer (RFC 6455 section 5.5.1); a client should
    /// give up waiting after a time of its own, end the TCP connection (section 7.1.1), and report no clean close: 1006 (section 7.1.5).
    /// </summary>
    public static Fault CloseEchoWithheld() => new CloseEchoWithheldFault();
}

internal sealed record CloseEchoWithheldFault : ControlFault
{
    internal override string Text => "the client's close frame is left without an answer (RFC 6455 5.5.1)";

    internal override Opcode Opcode => Opcode.Close;

    internal override ControlAnswer Apply(ControlAnswer answer) => answer with { IsWithheld = true };
}
