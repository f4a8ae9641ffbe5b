using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Answers the upgrade request late, as a server under load does. A client should wait as long as its own time allows (RFC 6455 section 4.1
    /// leaves it to the client), and end the connection when that is over.
    /// </summary>
    /// <param name="time">How much later, by the server's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not more than none.</exception>
    public static Fault HandshakeLate(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return new HandshakeLateFault(time);
    }
}

internal sealed record HandshakeLateFault(TimeSpan Time) : HandshakeFault
{
    internal override string Text => $"the handshake is answered {Time} later";

    internal override Capabilities Needs => Capabilities.HandshakeDelay;

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer with { Delay = answer.Delay + Time };
}
