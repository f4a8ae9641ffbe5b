using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake behind a first line that is not one of HTTP. A client should fail the connection (RFC 6455 section 4.1 wants a
    /// status line as RFC 9112 section 4 has it), and not guess.
    /// </summary>
    /// <param name="line">The line, without its end. Default: <c>HTTP/1.1 Switching Protocols</c>, which has no status.</param>
    /// <exception cref="ArgumentException">The line has a character that no head can hold.</exception>
    public static Fault BadStatusLine(string line = BadStatusLineFault.WithoutStatus) => new BadStatusLineFault(HeaderValue(line));
}

internal sealed record BadStatusLineFault(string Line) : HandshakeFault
{
    public const string WithoutStatus = "HTTP/1.1 Switching Protocols";

    internal override string Text => $"the handshake is answered with the status line \"{Line}\" (RFC 9112 4)";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer with { StatusLine = Line };
}
