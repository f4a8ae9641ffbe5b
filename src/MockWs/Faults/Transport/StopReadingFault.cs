namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Reads nothing more, without a word; what the server says by itself still comes. Nothing tells a client but the silence: it should
    /// notice that its pings are not answered (RFC 6455 section 5.5.2), and must neither block for ever nor gather without bound what it
    /// cannot send.
    /// </summary>
    public static Fault StopReading() => new StopReadingFault();
}

internal sealed record StopReadingFault : TransportFault
{
    internal override string Text => "nothing more is read";

    internal override Capabilities Needs => Capabilities.StopReading;

    internal override void Act(ITransportTarget transport) => transport.StopReading();
}
