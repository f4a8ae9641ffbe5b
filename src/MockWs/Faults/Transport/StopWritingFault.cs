namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends nothing more, without a word, as behind a cable that is cut; what comes is still read and recorded. Nothing tells a client but
    /// the silence: it should notice that its pings are not answered (RFC 6455 section 5.5.2), give up and connect anew.
    /// </summary>
    public static Fault StopWriting() => new StopWritingFault();
}

internal sealed record StopWritingFault : TransportFault
{
    internal override string Text => "nothing more is sent";

    internal override Capabilities Needs => Capabilities.Pacing;

    internal override void Act(ITransportTarget transport) => transport.StopWriting();
}
