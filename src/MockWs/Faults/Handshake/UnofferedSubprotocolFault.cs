using Microsoft.Net.Http.Headers;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake with a subprotocol that the client did not offer. A client MUST fail the connection (RFC 6455 section 4.1, step 6 of
    /// the checks), and not open.
    /// </summary>
    /// <param name="value">The subprotocol; choose one that the client does not offer. Default: <c>unoffered</c>.</param>
    /// <exception cref="ArgumentException">The value has a character that no header can hold.</exception>
    public static Fault UnofferedSubprotocol(string value = UnofferedSubprotocolFault.Usual) => new UnofferedSubprotocolFault(HeaderValue(value));
}

internal sealed record UnofferedSubprotocolFault(string Value) : HandshakeFault
{
    public const string Usual = "unoffered";

    internal override string Text => $"the handshake is granted with the subprotocol \"{Value}\", which was not offered (RFC 6455 4.2.2)";

    internal override string? WhyFutile(HandshakeAnswer answer, UpgradeRequest request) =>
        request.Subprotocols.Contains(Value) ? $"the client offers the subprotocol \"{Value}\"" : null;

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer.With(HeaderNames.SecWebSocketProtocol, Value);
}
