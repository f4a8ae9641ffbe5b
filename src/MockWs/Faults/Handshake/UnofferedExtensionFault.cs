using Microsoft.Net.Http.Headers;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake with an extension that the client did not offer. A client MUST fail the connection (RFC 6455 section 4.1, step 5 of
    /// the checks), and not open.
    /// </summary>
    /// <param name="value">The extension with its parameters; choose one that the client does not offer. Default: <c>x-unoffered</c>.</param>
    /// <exception cref="ArgumentException">The value has a character that no header can hold.</exception>
    public static Fault UnofferedExtension(string value = UnofferedExtensionFault.Usual) => new UnofferedExtensionFault(HeaderValue(value));
}

internal sealed record UnofferedExtensionFault(string Value) : HandshakeFault
{
    public const string Usual = "x-unoffered";

    internal override string Text => $"the handshake is granted with the extension \"{Value}\", which was not offered (RFC 6455 4.2.2)";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer.With(HeaderNames.SecWebSocketExtensions, Value);
}
