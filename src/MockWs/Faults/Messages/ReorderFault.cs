namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Lets the next message overtake one, as a server does that answers from several threads; one that nothing follows goes out before the close
    /// frame. Each is right by itself, and WebSocket has no numbers to tell (RFC 6455 section 5.4): a client to which the order matters should know it
    /// by its own protocol.
    /// </summary>
    public static Fault Reorder() => new ReorderFault();
}

internal sealed record ReorderFault : MessageFault
{
    internal override string Text => "a message is sent after the next one";

    internal override MessageChange Apply(OutMessage message, Random random) => new([], message);
}
