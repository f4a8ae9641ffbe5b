namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Ends the TCP connection with a reset, without a close frame. A client should report close code 1006 (RFC 6455 section 7.1.5), not a
    /// clean end, and connect anew after a pause that grows and varies (section 7.2.3).
    /// </summary>
    public static Fault Reset() => new ResetFault();
}

internal sealed record ResetFault : TransportFault
{
    internal override string Text => "the connection is reset (RFC 6455 7.1.5)";

    internal override Capabilities Needs => Capabilities.Reset;

    internal override bool EndsSending => true;

    internal override void Act(ITransportTarget transport) => transport.Reset();
}
