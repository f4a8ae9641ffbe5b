using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Takes the upgrade request and never answers it, as a server that hangs does. A client should give up after a time of its own, because
    /// TCP will not tell it (RFC 6455 section 4.1 leaves the time to the client), and end the connection.
    /// </summary>
    public static Fault NeverAnswer() => new NeverAnswerFault();
}

internal sealed record NeverAnswerFault : HandshakeFault
{
    internal override string Text => "the handshake is never answered";

    internal override Capabilities Needs => Capabilities.HandshakeDelay;

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer with { IsWithheld = true };
}
