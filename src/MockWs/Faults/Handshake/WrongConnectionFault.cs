using Microsoft.Net.Http.Headers;
using MockWs.Wire.Handshake;

namespace MockWs.Faults;

public abstract partial record Fault
{
    /// <summary>
    /// Grants the handshake with a Connection header that does not say Upgrade, as a proxy that knows nothing of WebSocket might. A client MUST
    /// fail the connection (RFC 6455 section 4.1, step 3 of the checks), and not open.
    /// </summary>
    /// <param name="value">What it says instead. Default: <c>close</c>.</param>
    /// <exception cref="ArgumentException">The value says Upgrade, or has a character that no header can hold.</exception>
    public static Fault WrongConnection(string value = WrongConnectionFault.Usual)
    {
        ArgumentNullException.ThrowIfNull(value);

        // It is a list.
        Array.ForEach(value.Split(','), one => WrongValue(one, "Upgrade"));
        return new WrongConnectionFault(HeaderValue(value));
    }
}

internal sealed record WrongConnectionFault(string Value) : HandshakeFault
{
    public const string Usual = "close";

    internal override string Text => $"the handshake is granted with the wrong Connection \"{Value}\" (RFC 6455 4.2.2)";

    internal override HandshakeAnswer Apply(HandshakeAnswer answer, UpgradeRequest request) => answer.With(HeaderNames.Connection, Value);
}
