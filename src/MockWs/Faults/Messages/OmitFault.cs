namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Leaves messages out, as a server does that loses its queue. WebSocket has no numbers that would tell (RFC 6455 section 5.4): a client should
    /// notice by an id or a sequence of its own protocol, and not wait for an answer without a bound.
    /// </summary>
    public static Fault Omit() => new OmitFault();
}

internal sealed record OmitFault : MessageFault
{
    internal override string Text => "a message is not sent";

    internal override MessageChange Apply(OutMessage message, Random random) => new([]);
}
