using Microsoft.Net.Http.Headers;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake with a Sec-WebSocket-Accept that is not made from the client's key, as a cache or a server that does not speak
    /// WebSocket might. A client MUST fail the connection (RFC 6455 section 4.1, step 4 of the checks), and not open.
    /// </summary>
    /// <param name="value">The value. Default: the one for another key.</param>
    public static Fault WrongAccept(string? value = null) => new WrongAcceptFault(HeaderValue(value ?? WrongAcceptFault.OfAnotherKey));

    /// <summary>Checks that a text can stand in the head of an answer.</summary>
    private static string HeaderValue(string value) => new UpgradeResponse(0, value).ReasonPhrase;
}

internal sealed record WrongAcceptFault(string Value) : HandshakeFault
{
    /// <summary>What the key <c>AAAAAAAAAAAAAAAAAAAAAA==</c> gives.</summary>
    public static string OfAnotherKey { get; } = HandshakeRules.AcceptFor("AAAAAAAAAAAAAAAAAAAAAA==");

    internal override string Text => $"the handshake is granted with the wrong Sec-WebSocket-Accept \"{Value}\" (RFC 6455 4.2.2)";

    internal override string? WhyFutile(HandshakeAnswer answer, UpgradeRequest request) =>
        Value == HandshakeRules.AcceptFor(request.Key ?? "") ? $"\"{Value}\" is right for the client's key" : null;

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer.With(HeaderNames.SecWebSocketAccept, Value);
}
