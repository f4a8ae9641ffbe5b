using Microsoft.Net.Http.Headers;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake without one of its headers. Without Upgrade, Connection or Sec-WebSocket-Accept a client MUST fail the connection
    /// (RFC 6455 section 4.1, steps 2 to 4 of the checks), and not open.
    /// </summary>
    /// <param name="name">
    /// The header's name, in any case: one of the three, or Sec-WebSocket-Protocol or Sec-WebSocket-Extensions, without which a client should go on
    /// as if nothing had been agreed. Where nothing was agreed the journal says that the fault changes nothing.
    /// </param>
    /// <exception cref="ArgumentException">A granted handshake has no such header; the message names those that it has.</exception>
    public static Fault MissingHeader(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return MissingHeaderFault.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? new MissingHeaderFault(name)
            : throw new ArgumentException(
                $"A granted handshake has no header \"{name}\" that could be missing. It has {string.Join(", ", MissingHeaderFault.Names)}.", nameof(name));
    }
}

internal sealed record MissingHeaderFault(string Header) : HandshakeFault
{
    /// <summary>What the answer has: the first three always.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [HeaderNames.Upgrade, HeaderNames.Connection, HeaderNames.SecWebSocketAccept, HeaderNames.SecWebSocketProtocol, HeaderNames.SecWebSocketExtensions];

    internal override string Text => $"the handshake is granted without {Header} (RFC 6455 4.2.2)";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer.Without(Header);

    internal override string? WhyFutile(HandshakeAnswer answer, UpgradeRequest request) =>
        answer.Has(Header) ? null : $"the answer has no {Header} that could be missing";
}
