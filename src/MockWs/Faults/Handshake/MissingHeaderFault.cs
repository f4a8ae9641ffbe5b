using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake without one of its headers. Without Upgrade, Connection or Sec-WebSocket-Accept a client MUST fail the connection
    /// (RFC 6455 section 4.1, steps 2 to 4 of the checks), and not open.
    /// </summary>
    /// <param name="name">The header's name, in any case, such as <c>Upgrade</c>. One that the answer does not have changes nothing.</param>
    /// <exception cref="ArgumentException">The name is empty, or has a character that no header can hold.</exception>
    public static Fault MissingHeader(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new MissingHeaderFault(HeaderValue(name));
    }
}

internal sealed record MissingHeaderFault(string Header) : HandshakeFault
{
    internal override string Text => $"the handshake is granted without {Header} (RFC 6455 4.2.2)";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer.Without(Header);
}
