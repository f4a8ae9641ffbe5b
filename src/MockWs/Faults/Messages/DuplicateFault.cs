namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Sends messages twice, as a server does that repeats after a loss. Each is right by itself, and WebSocket has no numbers to tell
    /// (RFC 6455 section 5.4): a client whose protocol promises no more than "at least once" should know a message by an id of its own.
    /// </summary>
    public static Fault Duplicate() => new DuplicateFault();
}

internal sealed record DuplicateFault : MessageFault
{
    internal override string Text => "a message is sent twice";

    internal override MessageChange Apply(OutMessage message, Random random) => new([message, message]);
}
