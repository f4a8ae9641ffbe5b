namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Ends the server's side of the TCP connection with a FIN, without a close frame, and goes on reading. A client should report close code
    /// 1006 (RFC 6455 section 7.1.5): the end of TCP alone is no clean close (section 7.1.4), however orderly it is.
    /// </summary>
    public static Fault EndWithoutClose() => new EndWithoutCloseFault();
}

internal sealed record EndWithoutCloseFault : TransportFault
{
    internal override string Text => "the TCP connection is ended without a close frame (RFC 6455 7.1.4)";

    internal override Capabilities Needs => Capabilities.HalfClose;

    internal override bool EndsSending => true;

    internal override void Act(ITransportTarget transport) => transport.EndOutput();
}
